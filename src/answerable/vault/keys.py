"""The server's own keys: files of mode 0600 outside the database, made at first need.

They guard against a thief of the database or of its backup, not against who holds the running machine.
A key that is not whole is never used: an empty one would seal under a key that anybody can compute.
"""

from functools import cache
from pathlib import Path

from django.conf import settings

from . import primitives

SIZE = primitives.KEY
NAMES = ("sealing_key", "fingerprint_key", "signing_key", "pepper")


class KeyDamaged(Exception):  # noqa: N818 - it says what the key is
    """A key file that is not whole; names the file, never its content. Nothing is sealed, opened or signed with it."""


@cache
def _held(home: str, name: str) -> bytes:
    from answerable.kit.private_files import kept_or_made

    path = Path(home) / "secrets" / name
    key = kept_or_made(path, lambda: primitives.random(SIZE))
    if not is_whole(key):
        raise KeyDamaged(f"{path} is damaged: bring it back from your copy of secrets/")
    return key


def is_whole(key: bytes) -> bool:
    return len(key) == SIZE and key != bytes(SIZE)


def _key(name: str) -> bytes:
    return _held(str(settings.HOME), name)


def for_purpose(purpose: str) -> bytes:
    """Returns the 32-byte key of one purpose, derived from the server's sealing key."""
    return primitives.keyed_hash(purpose.encode(), key=_key("sealing_key"), purpose="purpose key")


def fingerprint(data: bytes, *, purpose: str) -> str:
    """Returns 64 hex digits that only this server can compute, for look-ups and for the ledger's chain."""
    return primitives.keyed_hash(data, key=_key("fingerprint_key"), purpose=purpose).hex()


def peppered(data: bytes, *, purpose: str) -> bytes:
    """Returns 32 bytes that follow from what somebody knows by heart, and that no copy of the database can reckon."""
    return primitives.keyed_hash(data, key=_key("pepper"), purpose=purpose)


def name_of_pepper() -> bytes:
    """Returns 8 bytes by which a pepper is told from another one, and from which it cannot be reckoned."""
    return peppered(b"", purpose="name of the pepper")[:8]


def sign(message: bytes) -> bytes:
    """Returns the server's Ed25519 signature (64 bytes)."""
    return primitives.signature(message, secret=_signing_pair(_key("signing_key"))[1])


def public_key() -> bytes:
    """Returns the 32 bytes with which anybody can check the server's signatures."""
    return _signing_pair(_key("signing_key"))[0]


def signature_holds(message: bytes, signed: bytes | memoryview, *, of: bytes | memoryview | None = None) -> bool:
    """Whether a signature is this server's, or that of whoever has another public key."""
    public = public_key() if of is None else bytes(of)  # one of the two databases hands out views
    return len(signed) == 64 and primitives.verified(message, bytes(signed), public=public)


@cache
def _signing_pair(seed: bytes) -> tuple[bytes, bytes]:
    """Returns what follows from the server's own seed, which lies in memory anyway; asked for with every signature."""
    return primitives.signing_pair(seed)


def public_key_of(seed: bytes) -> bytes:
    """Returns the public key that belongs to the content of a `signing_key` file."""
    return primitives.signing_pair(seed)[0]
