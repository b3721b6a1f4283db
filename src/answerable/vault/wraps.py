"""One secret of 32 bytes, locked with a key: the form in which seeds are kept.

    version · kind · what the kind says of itself · nonce (24) · the secret, and its tag (48)

All before the nonce is authenticated, with what the secret belongs to; a kind opens as itself alone.
"""

from . import primitives
from .envelope import Unreadable
from .places import Blob, canonical

VERSION = 1
SECRET = 32
TAIL = primitives.NONCE + SECRET + primitives.TAG


def wrapped(kind: bytes, secret: bytes, *, key: bytes, bound_to: str, told: bytes = b"") -> bytes:
    """Returns a secret locked; `kind` is one byte, `told` stands in clear and is authenticated."""
    if len(secret) != SECRET:
        raise ValueError("a secret is 32 bytes")
    head, nonce = bytes([VERSION]) + kind + told, primitives.random(primitives.NONCE)
    return head + nonce + primitives.encrypt(secret, key=key, nonce=nonce, bound=_bound(head, bound_to))


def told_by(kind: bytes, blob: Blob, length: int) -> bytes:
    """Returns what a blob says of itself, before anything is opened; `Unreadable` where it is none of this kind and version."""
    if len(blob) != 2 + length + TAIL or blob[:2] != bytes([VERSION]) + kind:
        raise Unreadable
    return bytes(blob[2 : 2 + length])


def unwrapped(kind: bytes, blob: Blob, *, key: bytes, bound_to: str, told: int = 0) -> bytes:
    """Returns the 32 bytes; `Unreadable` for another key, another owner, another kind or version, or a single bit that differs."""
    told_by(kind, blob, told)
    blob = bytes(blob)
    head, nonce = blob[: 2 + told], blob[2 + told : 2 + told + primitives.NONCE]
    try:
        return primitives.decrypt(blob[-SECRET - primitives.TAG :], key=key, nonce=nonce, bound=_bound(head, bound_to))
    except primitives.CryptoError as error:
        raise Unreadable from error


def _bound(head: bytes, bound_to: str) -> bytes:
    return canonical("wrapped secret", head, bound_to)
