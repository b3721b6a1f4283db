"""Boxes: how films, sounds and newer pictures are put together, one in the other, each with its length and kind."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .refusals import NotCleaned, Why

MOST_BOXES = 20_000
Bytes = bytes | bytearray


@dataclass(frozen=True)
class Box:
    """Where one lies: `start` of the whole, `body` of what it holds, `end`."""

    kind: bytes
    start: int
    body: int
    end: int


def boxes_in(data: Bytes, start: int, end: int, *, spare: int = 0) -> Iterator[Box]:
    """Yields the boxes side by side between two places; `NotCleaned` where more than `spare` bytes are left behind them."""
    at, count = start, 0
    while at < end - spare:
        box = _box_at(data, at, end)
        count += 1
        if count > MOST_BOXES:
            raise NotCleaned(Why.TOO_MUCH)
        yield box
        at = box.end


def _box_at(data: Bytes, at: int, end: int) -> Box:
    if end - at < 8:
        raise NotCleaned(Why.BROKEN)
    size, body = int.from_bytes(data[at : at + 4], "big"), at + 8
    if size == 1:
        size, body = int.from_bytes(data[at + 8 : at + 16], "big"), at + 16
    elif size == 0:
        size = end - at
    if size < body - at or at + size > end:
        raise NotCleaned(Why.BROKEN)
    return Box(bytes(data[at + 4 : at + 8]), at, body, at + size)


def blank(data: bytearray, start: int, end: int) -> None:
    """Writes noughts over a part."""
    data[start:end] = bytes(end - start)


def blank_box(data: bytearray, box: Box) -> None:
    """Makes a box of as many noughts out of one: everything else stays where it is."""
    data[box.start + 4 : box.start + 8] = b"free"
    blank(data, box.body, box.end)


def number(data: Bytes, at: int, size: int = 4) -> int:
    """Returns a number that stands somewhere; `NotCleaned` beyond the end."""
    if at < 0 or at + size > len(data):
        raise NotCleaned(Why.BROKEN)
    return int.from_bytes(data[at : at + size], "big")


def blank_all_but(data: bytearray, box: Box, kept: Iterable[tuple[int, int]]) -> None:
    """Writes noughts over what a box holds outside of some ranges."""
    at = box.body
    for start, end in sorted(kept):
        if start > at:
            blank(data, at, min(start, box.end))
        at = min(max(at, end), box.end)
    blank(data, at, box.end)
