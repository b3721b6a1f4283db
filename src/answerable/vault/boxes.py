"""Boxes: streams sealed to a public key, whose secret is kept elsewhere; this machine can fill them and not open them.

    magic · name of the key (8) · the stream's key sealed to it (80) · header (24) · chunks, each with its length · the end

All before the header is bound to every chunk. A box that is altered, cut, lengthened or sealed to another key does not open.
"""

import hashlib
from collections.abc import Iterator
from typing import IO

from . import primitives
from .envelope import Unreadable
from .paper import SECRET
from .streams import CHUNK, clear_chunks, push_chunk

MAGIC = b"answerable box 1\n"
NAME = 8
SEALED_KEY = primitives.KEY + 48


class NotABox(Exception):  # noqa: N818 - it says what the file is
    """The file is no box of ours, or of a version that is not known here."""


class WrongKey(Exception):  # noqa: N818 - it says what the key is
    """The box was sealed to another key; nothing of it was read."""


def new_secret() -> bytes:
    """Returns 20 random bytes, from which the pair of keys follows."""
    return primitives.random(SECRET)


def public_of(secret: bytes) -> bytes:
    """Returns the 32 bytes to seal to, of a secret of 20 bytes."""
    return _pair(secret)[0]


def name_of(public: bytes) -> str:
    """Returns 16 hex digits by which people tell one public key from another."""
    return hashlib.blake2b(public, digest_size=NAME, person=b"answerable box").hexdigest()


class Box:
    """Takes bytes and writes them sealed; `finish` writes the end, without which the box does not open."""

    def __init__(self, file: IO[bytes], public: bytes) -> None:
        key = primitives.random(primitives.KEY)
        self._head = MAGIC + bytes.fromhex(name_of(public)) + primitives.sealed_to(public, key)
        self._state, header = primitives.stream_out(key)
        self._file, self._rest = file, bytearray()
        file.write(self._head + header)

    def write(self, clear: bytes) -> None:
        self._rest += clear
        while len(self._rest) >= CHUNK:
            self._push(bytes(self._rest[:CHUNK]), primitives.MESSAGE)
            del self._rest[:CHUNK]

    def finish(self) -> None:
        self._push(bytes(self._rest), primitives.FINAL)
        self._rest.clear()
        self._file.flush()

    def _push(self, chunk: bytes, tag: int) -> None:
        push_chunk(self._file, self._state, chunk, tag, self._head)


def sealed_for(file: IO[bytes]) -> str:
    """Returns the name of the key that opens a box, or raises `NotABox`; the file stands after it."""
    if file.read(len(MAGIC)) != MAGIC:
        raise NotABox
    return file.read(NAME).hex()


def opened(file: IO[bytes], secret: bytes) -> Iterator[bytes]:
    """Yields what is in a box; raises `NotABox`, `WrongKey`, or `Unreadable` where it was altered, cut or lengthened.

    What came before is right, and the whole is right once the iteration ends.
    """
    public, private = _pair(secret)
    name = sealed_for(file)
    if name != name_of(public):
        raise WrongKey
    sealed = file.read(SEALED_KEY)
    try:
        key = primitives.opened_by(public, private, sealed)
    except (primitives.CryptoError, ValueError, TypeError) as error:
        raise Unreadable from error
    yield from clear_chunks(file, key, MAGIC + bytes.fromhex(name) + sealed)


def _pair(secret: bytes) -> tuple[bytes, bytes]:
    seed = primitives.keyed_hash(secret, key=b"", purpose="backup key pair")
    return primitives.box_pair(seed)
