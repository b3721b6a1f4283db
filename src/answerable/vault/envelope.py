"""One sealed value: version, nonce, ciphertext; bound to its purpose and to the thing it belongs to.

Texts are padded to 4 KiB and then to powers of two, so that a length says little.
"""

import struct

from . import keys, primitives

VERSION = 1
SMALLEST = 4096
HEAD = 1 + primitives.NONCE


class Unreadable(Exception):  # noqa: N818 - the field's word for it
    """The sealed value was altered, cut, moved, or sealed for something else; it says nothing of its content."""


def seal(purpose: str, clear: bytes, *, bound_to: str = "", smallest: int = SMALLEST) -> bytes:
    """Returns the sealed bytes; they open only for the same purpose and the same thing.

    All texts up to `smallest` bytes (8 of them are the length) seal to one length, longer ones to the next power of two.
    """
    nonce = primitives.random(primitives.NONCE)
    padded = struct.pack(">Q", len(clear)) + clear
    padded += bytes(_bucket(len(padded), smallest) - len(padded))
    head = bytes([VERSION]) + nonce
    return head + primitives.encrypt(
        padded, key=keys.for_purpose(purpose), nonce=nonce, bound=_bound(purpose, bound_to)
    )


def unseal(purpose: str, sealed: bytes, *, bound_to: str = "") -> bytes:
    """Returns the clear bytes, or raises `Unreadable`; there is no partial answer."""
    sealed = bytes(sealed)
    if len(sealed) < HEAD + primitives.TAG + 8 or sealed[0] != VERSION:
        raise Unreadable
    try:
        padded = primitives.decrypt(
            sealed[HEAD:], key=keys.for_purpose(purpose), nonce=sealed[1:HEAD], bound=_bound(purpose, bound_to)
        )
    except primitives.CryptoError as error:
        raise Unreadable from error
    (length,) = struct.unpack(">Q", padded[:8])
    if length > len(padded) - 8:
        raise Unreadable
    return padded[8 : 8 + length]


def _bucket(size: int, smallest: int) -> int:
    return max(smallest, 1 << (size - 1).bit_length())


def _bound(purpose: str, bound_to: str) -> bytes:
    return b"\x00".join((bytes([VERSION]), purpose.encode(), bound_to.encode()))
