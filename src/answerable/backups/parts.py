"""What is in a backup, one part after the other: a name, then its bytes in blocks, then an empty block."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from answerable.vault import Unreadable
from answerable.vault.boxes import Box

from .rules import is_part

BLOCK = 1024 * 1024
LENGTH = 4
LONGEST_NAME = 400


@dataclass
class Parts:
    """Writes parts into a box, and remembers each one's size and hash for the manifest."""

    box: Box
    written: list[dict[str, Any]] = field(default_factory=list)

    def add(self, name: str, content: Iterable[bytes]) -> None:
        if not is_part(name):
            raise ValueError("a part's name leads nowhere else")
        mark, size = hashlib.blake2b(digest_size=32), 0
        head = json.dumps(name).encode()
        self.box.write(len(head).to_bytes(LENGTH, "big") + head)
        for block in content:
            for at in range(0, len(block), BLOCK):
                piece = block[at : at + BLOCK]
                self.box.write(len(piece).to_bytes(LENGTH, "big") + piece)
                mark.update(piece)
            size += len(block)
        self.box.write(bytes(LENGTH))
        self.written.append({"name": name, "size": size, "hash": mark.hexdigest()})


def read(chunks: Iterator[bytes]) -> Iterator[tuple[str, Iterator[bytes]]]:
    """Yields each part's name and its blocks, which must be read before the next part is asked for."""
    stream = _Reading(chunks)
    while head := stream.take(LENGTH, may_end=True):
        name = _name(stream.take(_bounded(head, LONGEST_NAME)))
        yield name, _blocks(stream)


def _name(head: bytes) -> str:
    try:
        name = json.loads(head)
    except ValueError as error:
        raise Unreadable from error
    if not isinstance(name, str) or not is_part(name):
        raise Unreadable
    return name


def _blocks(stream: "_Reading") -> Iterator[bytes]:
    while length := _bounded(stream.take(LENGTH), BLOCK):
        yield stream.take(length)


def _bounded(length: bytes, most: int) -> int:
    found = int.from_bytes(length, "big")
    if found > most:
        raise Unreadable
    return found


class _Reading:
    """Reads so many bytes from a stream of chunks."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks, self._rest = chunks, bytearray()

    def take(self, size: int, *, may_end: bool = False) -> bytes:
        while len(self._rest) < size and (chunk := next(self._chunks, None)) is not None:
            self._rest += chunk
        if may_end and not self._rest:
            return b""
        if len(self._rest) < size:
            raise Unreadable
        taken = bytes(self._rest[:size])
        del self._rest[:size]
        return taken
