"""Files in sealed pieces: what is large is never whole in the database's hands, and nothing of it lies in clear.

Each piece is bound to its place among all of them: none can be cut off, moved, or put into another file.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from .envelope import Unreadable, seal, unseal

PIECE = 64 * 1024 - 8  # with the eight bytes of its length, a piece fills one size of sealed values exactly
MOST_BYTES = 10 * 1024 * 1024


class Readable(Protocol):
    def read(self, size: int = -1, /) -> bytes: ...


@dataclass(frozen=True)
class About:
    """What a file is called, its size in bytes, and of how many pieces it is."""

    name: str
    size: int
    pieces: int


@dataclass(frozen=True)
class Sealed:
    """A file as it is kept: its sealed name and size, and its sealed pieces in order."""

    about: bytes
    pieces: tuple[bytes, ...]


def content_of(file: Readable) -> bytes | None:
    """Returns what is in a file; None where that is more than is kept of one."""
    if getattr(file, "too_large", False):
        return None  # it was cut off as it came in, and does not open to its end
    content = file.read(MOST_BYTES + 1)
    return content if len(content) <= MOST_BYTES else None


def seal_file(purpose: str, key: object, content: bytes, *, name: str) -> Sealed:
    """Seals a file for a purpose, bound to the row that `key` names."""
    cut = [content[start : start + PIECE] for start in range(0, len(content), PIECE)]
    about = {"name": name or "file", "size": len(content), "pieces": len(cut)}
    pieces = (
        seal(purpose, piece, bound_to=_place(key, number, len(cut)), smallest=PIECE + 8)
        for number, piece in enumerate(cut)
    )
    return Sealed(seal(purpose, json.dumps(about).encode(), bound_to=f"{key}:about"), tuple(pieces))


def about_file(purpose: str, key: object, sealed: bytes | memoryview) -> About:
    """Returns what a file is called; raises `Unreadable`."""
    return About(**json.loads(unseal(purpose, bytes(sealed), bound_to=f"{key}:about")))


def unseal_file(
    purpose: str, key: object, about: About, pieces: Iterable[tuple[int, bytes | memoryview]]
) -> Iterator[bytes]:
    """Yields a file piece by piece; raises `Unreadable` where one is missing or was altered."""
    seen = 0
    for number, sealed in pieces:
        yield unseal(purpose, bytes(sealed), bound_to=_place(key, number, about.pieces))
        seen += 1
    if seen != about.pieces:
        raise Unreadable


def _place(key: object, number: int, of: int) -> str:
    return f"{key}:{number}/{of}"
