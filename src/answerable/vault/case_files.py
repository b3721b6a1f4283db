"""Files of a case: one stream sealed to a compartment, cut into pieces for the database's rows, with memory for a chunk only.

    version · F · name of the compartment's key (8) · a fresh key sealed to the compartment (80) · header (24)
    · chunks of 64 KiB, each with 17 bytes of its seal; the last one bears the mark of the end

In the chunks: about (1,024: lengths and words of name and type, true size) · content · noughts up to a size of Padmé's, of
64 KiB at least. The first chunk is bound to all before it and to the file's place, each later one to the one before.
"""

import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from . import primitives
from .compartments import opened_secret, pair_of, require_name, sealed_secret
from .envelope import Unreadable
from .places import Blob, canonical
from .records import NAME, SEALED_KEY, name_of

VERSION, FILE = 1, b"F"
CHUNK = 64 * 1024
SEAL = 17
PIECE = 256 * 1024  # of a row; cuts mean nothing, the pieces are read one after the other
ABOUT = 1024
LONGEST_NAME, LONGEST_TYPE = 700, 200  # bytes
SMALLEST = CHUNK
START = 2 + NAME + SEALED_KEY
HEAD = START + primitives.STREAM_HEADER


@dataclass(frozen=True)
class FilePlace:
    """Where a file belongs: ids of the case and the file, the compartment's name."""

    case: str
    compartment: str
    file: str

    def __post_init__(self) -> None:
        require_name(self.compartment)


@dataclass(frozen=True)
class About:
    """What a file is called, of what type it is, and its size in bytes; all of it is sealed."""

    name: str
    type: str
    size: int


def write_file(chunks: Iterable[Blob], about: About, place: FilePlace, *, to: Blob) -> Iterator[bytes]:
    """Yields the pieces of a sealed file, for a compartment's public key; `ValueError` where content and size differ, `BadKey`."""
    key = primitives.random(primitives.KEY)
    start = bytes([VERSION]) + FILE + name_of(to) + sealed_secret(key, to)
    state, header = primitives.stream_out(key)
    bound = _bound(start + header, place)
    return _recut(_sealed(_recut(_clear(chunks, about), CHUNK), state, start + header, bound), PIECE)


class SealedFile:
    """A sealed file being read: `about` from its first chunk, and the content, each chunk once it is verified."""

    def __init__(self, pieces: Iterable[Blob], place: FilePlace, *, secret: bytes) -> None:
        """Reads the first chunk; `Unreadable` where it was altered, moved, or sealed to another compartment."""
        self._sealed = _Reader(pieces)
        head = self._sealed.read(HEAD)
        if (
            len(head) != HEAD
            or head[:2] != bytes([VERSION]) + FILE
            or head[2 : 2 + NAME] != name_of(pair_of(secret).public)
        ):
            raise Unreadable
        key = opened_secret(head[2 + NAME : START], secret)
        self._state = primitives.stream_in(head[START:], key)
        first, self._is_last = self._pull(_bound(head, place))
        if len(first) != CHUNK:
            raise Unreadable
        self.about, self._rest = _about(first), first[ABOUT:]

    def chunks(self) -> Iterator[bytes]:
        """Yields the content once; `Unreadable` where the file is cut, reordered or lengthened, so the end alone says it is whole."""
        left, chunk = self.about.size, self._rest
        while True:
            if taken := chunk[:left]:
                left -= len(taken)
                yield taken
            if self._is_last:
                break
            chunk, self._is_last = self._pull(None)
        if left or self._sealed.read(1):
            raise Unreadable

    def _pull(self, bound: bytes | None) -> tuple[bytes, bool]:
        sealed = self._sealed.read(CHUNK + SEAL)
        try:
            clear, tag = primitives.pull(self._state, sealed, bound)
        except (primitives.CryptoError, ValueError, TypeError) as error:
            raise Unreadable from error
        is_last = tag == primitives.FINAL
        if not is_last and (tag != primitives.MESSAGE or len(clear) != CHUNK):
            raise Unreadable
        return clear, is_last


def key_named_by(first: Blob) -> bytes:
    """Returns the `name_of` the public key that a file's first piece says it is sealed to; true once it has been read."""
    return bytes(first[2 : 2 + NAME])


def require_whole(pieces: Iterable[Blob], place: FilePlace, *, secret: bytes) -> About:
    """Reads a file to its end and gives nothing out of it but its `About`; `Unreadable`. For whoever must not begin to send half."""
    file = SealedFile(pieces, place, secret=secret)
    for _chunk in file.chunks():
        pass
    return file.about


def padded_size(size: int) -> int:
    """Returns what a size is padded to (Padmé): 12 % more at most, so that sizes fall into few classes."""
    size = max(size, SMALLEST)
    exponent = size.bit_length() - 1
    grain = 1 << (exponent - exponent.bit_length())
    return (size + grain - 1) // grain * grain


def _clear(chunks: Iterable[Blob], about: About) -> Iterator[bytes]:
    """Yields about, content and noughts, as they are sealed."""
    yield _as_bytes(about)
    left = about.size
    for chunk in chunks:
        left -= len(chunk)
        yield bytes(chunk)
    if left:
        raise ValueError("a file is not of the size it was said to be")
    missing = padded_size(ABOUT + about.size) - ABOUT - about.size
    for at in range(0, missing, CHUNK):
        yield bytes(min(CHUNK, missing - at))


def _sealed(clear: Iterator[bytes], state: primitives.Stream, head: bytes, bound: bytes) -> Iterator[bytes]:
    yield head
    chunk, first = next(clear), bound
    for following in clear:
        yield primitives.push(state, chunk, primitives.MESSAGE, first)
        chunk, first = following, b""
    yield primitives.push(state, chunk, primitives.FINAL, first)


def _recut(parts: Iterable[bytes], size: int) -> Iterator[bytes]:
    """Yields the same bytes in parts of one size, the last one shorter."""
    rest = bytearray()
    for part in parts:
        rest += part
        while len(rest) >= size:
            yield bytes(rest[:size])
            del rest[:size]
    if rest:
        yield bytes(rest)


class _Reader:
    """Pieces read as one stream."""

    def __init__(self, pieces: Iterable[Blob]) -> None:
        self._pieces, self._rest = iter(pieces), bytearray()

    def read(self, size: int) -> bytes:
        while len(self._rest) < size and (piece := next(self._pieces, None)) is not None:
            self._rest += piece
        taken = bytes(self._rest[:size])
        del self._rest[:size]
        return taken


def _as_bytes(about: About) -> bytes:
    name, kind = _shortened(about.name, LONGEST_NAME), _shortened(about.type, LONGEST_TYPE)
    return (struct.pack(">QHH", about.size, len(name), len(kind)) + name + kind).ljust(ABOUT, b"\0")


def _about(first: bytes) -> About:
    size, name, kind = struct.unpack_from(">QHH", first)
    words = first[12:ABOUT]
    if name > LONGEST_NAME or kind > LONGEST_TYPE:
        raise Unreadable
    return About(words[:name].decode("utf-8", "replace"), words[name : name + kind].decode("utf-8", "replace"), size)


def _shortened(text: str, most: int) -> bytes:
    return text.encode("utf-8", "replace")[:most].decode("utf-8", "ignore").encode()


def _bound(head: bytes, place: FilePlace) -> bytes:
    return canonical("file", head, place.case, place.compartment, place.file)
