"""Pictures of newer telephones (HEIC, AVIF): what belongs to no picture becomes noughts, where it stands.

They are not painted anew, since nothing here can read them: the picture stays bit by bit, and so does the colour profile.
"""

from dataclasses import dataclass

from .boxes import Box, blank, blank_all_but, blank_box, boxes_in, number
from .refusals import NotCleaned, Why

BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"mif1", b"avif"})
PAINTED = frozenset({b"hvc1", b"hev1", b"av01", b"avc1", b"jpeg", b"grid", b"iden", b"iovl", b"tmap"})
OF_META = frozenset({b"hdlr", b"pitm", b"iinf", b"iloc", b"iref", b"iprp", b"idat"})
OF_A_PICTURE = frozenset({
    b"ispe", b"pixi", b"colr", b"hvcC", b"av1C", b"avcC", b"irot", b"imir", b"clap", b"pasp", b"auxC", b"rloc", b"lsel",
    b"clli", b"mdcv", b"a1op", b"a1lx",
})  # fmt: skip


@dataclass(frozen=True)
class Extent:
    """A part of an item: in the file, or in the small box of its own for such."""

    item: int
    is_inside: bool
    start: int
    length: int


def cleaned(data: bytes) -> tuple[bytes, str]:
    """Returns the file with noughts for all that is no picture; `NotCleaned`."""
    made = bytearray(data)
    top = list(boxes_in(made, 0, len(made)))
    metas = [box for box in top if box.kind == b"meta"]
    if len(metas) != 1 or any(box.kind == b"moov" for box in top):
        raise NotCleaned(Why.UNKNOWN)
    inner = {box.kind: box for box in boxes_in(made, metas[0].body + 4, metas[0].end)}
    try:
        painted = _painted(made, inner[b"iinf"])
        extents = [one for one in _extents(made, inner[b"iloc"]) if one.item in painted]
        _clean_properties(made, inner[b"iprp"])
    except KeyError as error:
        raise NotCleaned(Why.BROKEN) from error
    _clean_meta(made, metas[0], extents)
    kept = [(one.start, one.start + one.length) for one in extents if not one.is_inside]
    if not extents or any(end > len(made) for _, end in kept):
        raise NotCleaned(Why.BROKEN)
    for box in top:
        if box.kind == b"mdat":
            blank_all_but(made, box, kept)
        elif box.kind not in {b"ftyp", b"meta"}:
            blank_box(made, box)
    return bytes(made), "avif" if data[8:12] == b"avif" else "heic"


def _painted(data: bytearray, box: Box) -> frozenset[int]:
    """Returns the items that are pictures; of all of them the names are taken out."""
    wide = number(data, box.body, 1) > 0
    found = set()
    for one in boxes_in(data, box.body + (8 if wide else 6), box.end):
        version = number(data, one.body, 1)
        if one.kind != b"infe" or version not in (2, 3):
            raise NotCleaned(Why.UNKNOWN)
        size = 2 if version == 2 else 4
        kind_at = one.body + 4 + size + 2
        if bytes(data[kind_at : kind_at + 4]) in PAINTED:
            found.add(number(data, one.body + 4, size))
        blank(data, kind_at + 4, one.end)
    return frozenset(found)


def _extents(data: bytearray, box: Box) -> list[Extent]:
    version, sizes = number(data, box.body, 1), number(data, box.body + 4, 2)
    of_offset, of_length, of_base, of_index = (sizes >> shift & 15 for shift in (12, 8, 4, 0))
    read = _Reading(data, box.body + 6)
    found: list[Extent] = []
    for _ in range(read.next(4 if version == 2 else 2)):
        item = read.next(4 if version == 2 else 2)
        how = read.next(2) & 15 if version else 0
        read.next(2)
        base = read.next(of_base)
        for _part in range(read.next(2)):
            if version:
                read.next(of_index)
            start, length = base + read.next(of_offset), read.next(of_length)
            if how > 1 or not length:
                raise NotCleaned(Why.UNKNOWN)
            found.append(Extent(item, how == 1, start, length))
    if read.at > box.end:
        raise NotCleaned(Why.BROKEN)
    return found


class _Reading:
    def __init__(self, data: bytearray, at: int) -> None:
        self.data, self.at = data, at

    def next(self, size: int) -> int:
        self.at += size
        return number(self.data, self.at - size, size) if size else 0


def _clean_properties(data: bytearray, box: Box) -> None:
    for one in boxes_in(data, box.body, box.end):
        if one.kind == b"ipco":
            for said in boxes_in(data, one.body, one.end):
                if said.kind not in OF_A_PICTURE:
                    blank_box(data, said)
        elif one.kind != b"ipma":
            blank_box(data, one)


def _clean_meta(data: bytearray, meta: Box, extents: list[Extent]) -> None:
    for one in boxes_in(data, meta.body + 4, meta.end):
        if one.kind not in OF_META:
            blank_box(data, one)
        elif one.kind == b"hdlr":
            blank(data, one.body + 12, one.end)
        elif one.kind == b"idat":
            inside = [
                (one.body + part.start, one.body + part.start + part.length) for part in extents if part.is_inside
            ]
            blank_all_but(data, one, inside)
