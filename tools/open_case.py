"""Opens an exported case with libsodium alone, by passphrase and pepper, by recovery code, or by the seed in hex.

Needs PyNaCl and nothing of the program: `python open_case.py CASE.zip FOLDER --by passphrase --pepper secrets/pepper`.
Into the new folder go, numbered, all records and files, and contents.json: what each is, who signed it, whether it follows.
"""

import argparse
import getpass
import hashlib
import json
import struct
import unicodedata
import zipfile
from base64 import b64decode
from pathlib import Path
from typing import Any

from nacl import bindings as sodium
from nacl.bindings import crypto_aead_xchacha20poly1305_ietf_decrypt as unsealed
from nacl.bindings import crypto_box_seed_keypair as pair
from nacl.bindings import crypto_secretstream_xchacha20poly1305_init_pull as init
from nacl.bindings import crypto_secretstream_xchacha20poly1305_pull as pull
from nacl.bindings import crypto_secretstream_xchacha20poly1305_state as Stream  # noqa: N812 - its own name is a sentence
from nacl.exceptions import CryptoError

COSTS = {1: (3, 64 * 1024 * 1024)}  # how often, over how many bytes
UNSEEN = set("\u200e\u200f\u061c\ufeff\u200b\u2060\u00ad\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
CHUNK, FINAL = 64 * 1024 + 17, sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL


def keyed(data: bytes, key: bytes, purpose: str) -> bytes:
    person = hashlib.blake2b(purpose.encode(), digest_size=16).digest()
    return hashlib.blake2b(data, digest_size=32, key=key, person=person).digest()


def canonical(*parts: str | int | bytes) -> bytes:
    said = ((b"n", one.to_bytes(8, "big")) if isinstance(one, int)
            else (b"t", one.encode()) if isinstance(one, str) else (b"b", one) for one in parts)  # fmt: skip
    return b"".join(kind + len(data).to_bytes(8, "big") + data for kind, data in said)


def digest(label: str, *parts: str | int | bytes) -> bytes:
    return keyed(canonical(label, *parts), b"", label)


def from_box(sealed: bytes, seed: bytes) -> bytes:
    return sodium.crypto_box_seal_open(sealed, *pair(seed))


def unwrapped(blob: bytes, told: int, key: bytes, bound_to: str) -> bytes:
    bound = canonical("wrapped secret", blob[: 2 + told], bound_to)
    return unsealed(blob[26 + told :], bound, blob[2 + told : 26 + told], key)


def plain(typed: str, words: list[str]) -> str:
    text = "".join(one for one in unicodedata.normalize("NFKC", typed) if one not in UNSEEN)
    said = "".join(one if one.isalpha() else " " for one in text).lower().split()
    return " ".join(text.split() if set(said) - set(words) or any(map(str.isdecimal, text)) else said or text.split())


def seed_of(told: dict[str, Any], by: str, secret: str, pepper: bytes) -> bytes:
    words, person = told["words"].split(), told["person"]
    if by == "seed":
        return bytes.fromhex(secret.strip())
    if by == "recovery-code":
        known = {word[:4]: value for value, word in enumerate(words)}
        typed = "".join(one if one.isalpha() else " " for one in secret).lower().split()
        code = keyed(b"", bytes(known[word[:4]] for word in typed)[:20], "person by recovery code")
        return unwrapped(b64decode(person["by_recovery_code"]), 0, code, person["bound_to"])
    blob = b64decode(person["by_passphrase"])
    heart = plain(secret, words).encode("utf-8", "surrogatepass")
    slow = sodium.crypto_pwhash_alg(32, heart, blob[11:27], *COSTS[blob[2]], sodium.crypto_pwhash_ALG_ARGON2ID13)
    return unwrapped(blob, 25, keyed(slow, pepper, "person by passphrase"), person["bound_to"])


def secrets_of(told: dict[str, Any], seed: bytes) -> dict[tuple[str, bytes], bytes]:
    """Returns the secrets of the compartments that this reader may open, by compartment and name of the key."""
    mine, found = keyed(b"", seed, "person x25519"), {}
    for name, generations in told["compartments"].items():
        later = b""
        for one in reversed(generations):
            way, key, who = ("grant", mine, [told["reader"]]) if one["grant"] else ("memory", later, [])
            later = b""
            if one[way] and key:
                clear, public = from_box(b64decode(one[way])[2:], key), b64decode(one["public"])
                if clear[:32] != digest(f"compartment {way}", told["case"], name, *who, pair(key)[0], public):
                    raise ValueError("a key was moved from elsewhere")
                later = found[name, digest("compartment key", public)[:8]] = clear[32:]
    return found


def record(blob: bytes, secret: bytes, place: tuple[str | int, ...]) -> tuple[bytes, bytes | None]:
    head, previous, public = blob[:145], blob[9:41], pair(secret)[0]
    key, bound = from_box(blob[41:121], secret), canonical("record", head, public, *place, previous)
    clear = unsealed(blob[145:], bound, head[121:], key)
    body = clear[104:][: struct.unpack(">Q", clear[96:104])[0]]
    try:
        sodium.crypto_sign_open(clear[:64] + canonical("record signed", public, *place, previous, body), clear[64:96])
    except CryptoError:
        return body, None
    return body, clear[64:96]


def write_file(source: Any, secret: bytes, place: tuple[str, ...], target: Path) -> dict[str, str]:
    head = source.read(114)
    init(state := Stream(), head[90:], from_box(head[10:90], secret))
    clear, tag = pull(state, source.read(CHUNK), canonical("file", head, *place))
    (left, name, kind), words, clear = struct.unpack_from(">QHH", clear), clear[12:1024], clear[1024:]
    with target.open("wb") as out:
        left -= out.write(clear[:left])
        while tag != FINAL:
            clear, tag = pull(state, source.read(CHUNK), None)
            left -= out.write(clear[:left])
    if left or source.read(1):
        raise ValueError("a file that is cut or lengthened")
    return {"name": words[:name].decode(), "type": words[name : name + kind].decode()}


def open_case(export: Path, folder: Path, *, by: str, secret: str, pepper: bytes = b"") -> list[dict[str, Any]]:
    """Writes what the reader may open into a new folder, and returns what it is; raises where anything was altered."""
    archive, contents, before = zipfile.ZipFile(export), [], {}  # type: ignore[var-annotated] # filled below
    if (told := json.loads(archive.read("case.json")))["format"] != "answerable case 1":
        raise ValueError("an export of an unknown version")
    secrets = secrets_of(told, seed_of(told, by, secret, pepper))
    called = {b64decode(verify): name for name, verify in told["signers"].items()}
    folder.mkdir(mode=0o700)
    for one in sorted(told["records"], key=lambda one: (one["compartment"], one["sequence"])):
        blob, name, number = archive.read(one["entry"]), one["compartment"], one["sequence"]
        if key := secrets.get((name, blob[1:9])):
            body, author = record(blob, key, (told["case"], name, number, one["kind"]))
            (folder / str(len(contents) + 1)).write_bytes(body)
            follows = blob[9:41] == (before.get((name, number - 1)) if number > 1 else bytes(32))
            contents.append({**one, "signed_by": author and called.get(author, author.hex()), "follows": follows})
        before[name, number] = digest("record", blob)
    for one in told["files"]:
        source, place = archive.open(one["entry"]), (told["case"], one["compartment"], one["file"])
        if key := secrets.get((one["compartment"], archive.open(one["entry"]).read(10)[2:])):
            contents.append({**one, **write_file(source, key, place, folder / str(len(contents) + 1))})
    (folder / "contents.json").write_text(json.dumps(contents, indent=1))
    return contents


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    for name in ("export", "folder", "--pepper", "--secret"):
        asked.add_argument(name, type=Path)
    asked.add_argument("--by", choices=["passphrase", "recovery-code", "seed"], default="passphrase")
    given = asked.parse_args()
    typed, pepper = given.secret.read_text() if given.secret else getpass.getpass(), given.pepper
    open_case(given.export, given.folder, by=given.by, secret=typed, pepper=pepper.read_bytes() if pepper else b"")
