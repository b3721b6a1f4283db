"""A JPEG within another file keeps its picture bit by bit, and loses the segments that speak of its making."""

from .refusals import NotCleaned, Why

START, SCAN, END, COMMENT, ADOBE = 0xD8, 0xDA, 0xD9, 0xFE, 0xEE
ALONE = frozenset({*range(0xD0, 0xD8), START, 0x01})  # markers without a length


def without_segments(data: bytes) -> bytes:
    """Returns the same picture without comments and without what programs added, and without what follows its end."""
    if data[:2] != b"\xff\xd8":
        raise NotCleaned(Why.BROKEN)
    kept, at = bytearray(data[:2]), 2
    while at + 1 < len(data):
        marker = data[at + 1]
        if data[at] != 0xFF:
            raise NotCleaned(Why.BROKEN)
        if marker == 0xFF or marker in ALONE:
            at += 1 if marker == 0xFF else 2
            continue
        if marker == END:
            break
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if marker == SCAN:
            end = _after_scan(data, end)
        if _is_needed(marker, data[at + 4 : at + 9]):
            kept += data[at:end]
        at = end
    return bytes(kept + b"\xff\xd9")


def _is_needed(marker: int, begins: bytes) -> bool:
    if marker == ADOBE:
        return begins == b"Adobe"  # says how its colours are meant
    return not (0xE0 <= marker <= 0xEF or marker == COMMENT)


def _after_scan(data: bytes, at: int) -> int:
    """Returns where the next marker stands that is no part of what is packed."""
    while (at := data.find(b"\xff", at)) >= 0 and at + 1 < len(data):
        if data[at + 1] != 0 and not 0xD0 <= data[at + 1] <= 0xD7 and data[at + 1] != 0xFF:
            return at
        at += 1
    return len(data)
