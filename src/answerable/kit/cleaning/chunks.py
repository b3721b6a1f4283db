"""Where in a film the parts lie that a track plays."""

from .boxes import Box, boxes_in, number
from .refusals import NotCleaned, Why

MOST_PARTS = 2_000_000


def ranges_of(data: bytearray, track: Box) -> list[tuple[int, int]]:
    """Returns from where to where each chunk of a track goes."""
    table = _tables(data, track)
    try:
        sizes = _sizes(data, table[b"stsz"])
        counts = _counts(data, table[b"stsc"])
        offsets = _offsets(data, table)
    except KeyError as error:
        raise NotCleaned(Why.UNKNOWN) from error
    found, at = [], 0
    for chunk, start in enumerate(offsets, 1):
        count = _count_of(counts, chunk)
        length = sizes.over(at, at + count)
        at += count
        if start + length > len(data):
            raise NotCleaned(Why.BROKEN)
        found.append((start, start + length))
    return found


def _tables(data: bytearray, track: Box) -> dict[bytes, Box]:
    box = track
    for kind in (b"mdia", b"minf", b"stbl"):
        inner = next((one for one in boxes_in(data, box.body, box.end) if one.kind == kind), None)
        if inner is None:
            raise NotCleaned(Why.BROKEN)
        box = inner
    return {one.kind: one for one in boxes_in(data, box.body, box.end)}


class _Sizes:
    """The sizes of all parts: one for all, or each its own."""

    def __init__(self, each: int, sums: list[int]) -> None:
        self.each, self.sums = each, sums

    def over(self, first: int, last: int) -> int:
        if self.each:
            return self.each * (last - first)
        if last >= len(self.sums):
            raise NotCleaned(Why.BROKEN)
        return self.sums[last] - self.sums[first]


def _sizes(data: bytearray, box: Box) -> _Sizes:
    each, count = number(data, box.body + 4), number(data, box.body + 8)
    if each == 1 or count > MOST_PARTS:  # of sound that is not packed, one part is not one byte
        raise NotCleaned(Why.UNKNOWN)
    sums = [0]
    if not each:
        _require_room(box, 12 + 4 * count)
        for at in range(box.body + 12, box.body + 12 + 4 * count, 4):
            sums.append(sums[-1] + number(data, at))
    return _Sizes(each, sums)


def _counts(data: bytearray, box: Box) -> list[tuple[int, int]]:
    """Returns from which chunk on there are how many parts in each."""
    count = number(data, box.body + 4)
    _require_room(box, 8 + 12 * count)
    rows = range(box.body + 8, box.body + 8 + 12 * count, 12)
    return [(number(data, at), number(data, at + 4)) for at in rows]


def _count_of(counts: list[tuple[int, int]], chunk: int) -> int:
    while len(counts) > 1 and counts[1][0] <= chunk:
        counts.pop(0)
    if not counts or counts[0][0] > chunk:
        raise NotCleaned(Why.BROKEN)
    return counts[0][1]


def _offsets(data: bytearray, table: dict[bytes, Box]) -> list[int]:
    wide = b"co64" in table
    box = table[b"co64"] if wide else table[b"stco"]
    size, count = (8 if wide else 4), number(data, box.body + 4)
    if count > MOST_PARTS:
        raise NotCleaned(Why.TOO_MUCH)
    _require_room(box, 8 + size * count)
    return [number(data, at, size) for at in range(box.body + 8, box.body + 8 + size * count, size)]


def _require_room(box: Box, length: int) -> None:
    if box.body + length > box.end:
        raise NotCleaned(Why.BROKEN)
