"""Opening a backup into a folder: nothing of it is used before its seal, its signature and every hash have held."""

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from answerable import vault
from answerable.vault import boxes

from . import manifest, parts, places
from .refusals import CannotGoOn

SMALL = {"manifest", "signature", "forgotten", "backup_key"}
MOST_OF_A_SMALL_ONE = 64 * 1024 * 1024
PEPPER = "pepper"
# What lies in these opens with the pepper alone; another one that is drawn in its place opens none of it.
WITH_THE_PEPPER = ("concerns_handler", "concerns_receipt", "concerns_draft")


@dataclass(frozen=True)
class Opened:
    """What was in a backup: big parts as files of the folder, small ones in memory."""

    folder: Path
    manifest: manifest.Manifest
    small: dict[str, bytes]
    names: tuple[str, ...]


def opened(file: Path, secret: bytes, folder: Path, *, kind: str) -> Opened:
    """Opens a backup into an empty folder, or raises `CannotGoOn` with the reason."""
    small: dict[str, bytes] = {}
    seen: list[dict[str, Any]] = []
    try:
        with file.open("rb") as stream:
            for name, blocks in parts.read(boxes.opened(stream, secret)):
                seen.append(_one(name, blocks, folder, small))
    except boxes.NotABox as fault:
        raise CannotGoOn("not_a_backup", file=file.name) from fault
    except boxes.WrongKey as fault:
        raise CannotGoOn("wrong_key", wanted=sealed_for(file), given=boxes.name_of(boxes.public_of(secret))) from fault
    except vault.Unreadable as fault:
        raise CannotGoOn("damaged", file=file.name) from fault
    told = _manifest(small, seen, kind)
    return Opened(folder, told, small, tuple(str(one["name"]) for one in seen))


def sealed_for(file: Path) -> str:
    """Returns the name of the key that a backup is sealed to."""
    try:
        with file.open("rb") as stream:
            return boxes.sealed_for(stream)
    except boxes.NotABox as fault:
        raise CannotGoOn("not_a_backup", file=file.name) from fault
    except OSError as fault:
        raise CannotGoOn("unreadable_file", file=file.name) from fault


def _one(name: str, blocks: Iterator[bytes], folder: Path, small: dict[str, bytes]) -> dict[str, Any]:
    mark, size = hashlib.blake2b(digest_size=32), 0
    if name in SMALL or name.startswith("secrets/"):
        content = bytearray()
        for block in blocks:
            content += block
            if len(content) > MOST_OF_A_SMALL_ONE:
                raise vault.Unreadable
        small[name] = bytes(content)
        return {"name": name, "size": len(content), "hash": hashlib.blake2b(content, digest_size=32).hexdigest()}
    path = folder / name
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        for block in blocks:
            file.write(block)
            mark.update(block)
            size += len(block)
        file.flush()
        os.fsync(file.fileno())
    return {"name": name, "size": size, "hash": mark.hexdigest()}


def _manifest(small: dict[str, bytes], seen: list[dict[str, Any]], kind: str) -> manifest.Manifest:
    clear, signed = small.get("manifest", b""), small.get("signature", b"")
    try:
        told = manifest.read(clear)
    except vault.Unreadable as fault:
        raise CannotGoOn("no_manifest") from fault
    if told.version != manifest.VERSION:
        raise CannotGoOn("other_version", version=told.version)
    if told.kind != kind:
        raise CannotGoOn(f"is_a_{told.kind}" if told.kind in {"backup", "secrets"} else "no_manifest")
    signer = _signer(small, kind, told)
    if told.signer != signer.hex() or not vault.signature_holds(manifest.message(clear), signed, of=signer):
        raise CannotGoOn("not_signed_here", signer=told.signer[:16], here=signer.hex()[:16])
    if told.parts != [one for one in seen if one["name"] not in {"manifest", "signature"}]:
        raise CannotGoOn("parts_differ")
    return told


def _signer(small: dict[str, bytes], kind: str, told: manifest.Manifest) -> bytes:
    """Returns the key that must have signed: this server's, or of a copy of the secrets the one that is in it."""
    if kind == "secrets":
        return vault.public_key_of(small.get("secrets/signing_key", b"").ljust(32, b"\0")[:32])
    missing = {name for name in places.KEYS if not (places.home() / "secrets" / name).exists()}
    if missing - {PEPPER}:
        raise CannotGoOn("secrets_missing")
    if missing and _needs_the_pepper(told):
        raise CannotGoOn("pepper_missing")
    return vault.public_key()


def _needs_the_pepper(told: manifest.Manifest) -> bool:
    """Whether something in a backup opens with the pepper alone: a backup of a program that had none knows no such table."""
    return told.facts is not None and any(told.facts.rows.get(table) for table in WITH_THE_PEPPER)
