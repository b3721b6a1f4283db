"""Films and sounds in boxes (MP4, MOV, 3GP, M4A): every box that is not needed to play becomes noughts, where it stands.

Nothing is moved, so no place that points into the file has to be mended; nothing is packed anew, so it plays as before. Tracks
of anything but pictures and sound go (places along the way are one), and so does what no track plays.
"""

from collections.abc import Iterator

from .boxes import Box, blank, blank_all_but, blank_box, boxes_in, number
from .chunks import ranges_of
from .refusals import NotCleaned, Why

SEEN, HEARD = b"vide", b"soun"
NEEDED = {
    b"moov": frozenset({b"mvhd", b"trak"}),
    b"trak": frozenset({b"tkhd", b"edts", b"mdia"}),
    b"mdia": frozenset({b"mdhd", b"hdlr", b"minf"}),
    b"minf": frozenset({b"vmhd", b"smhd", b"hdlr", b"dinf", b"stbl"}),
    b"stbl": frozenset({
        b"stsd", b"stts", b"ctts", b"cslg", b"stsc", b"stsz", b"stco", b"co64", b"stss", b"sdtp", b"sbgp", b"sgpd", b"stps",
    }),
}  # fmt: skip
OF_AN_ENTRY = frozenset({
    b"avcC", b"hvcC", b"esds", b"av1C", b"vpcC", b"colr", b"pasp", b"clap", b"btrt", b"fiel", b"gama", b"d263", b"mdcv",
    b"clli", b"dvcC", b"dvvC",
})  # fmt: skip
ENTRY_OF_PICTURES = 86  # bytes before the boxes of its own
IN_PIECES = frozenset({b"moof", b"mvex", b"styp", b"sidx"})
UNDETERMINED = b"\x55\xc4"  # the language of a track: none said
SUFFIXES = {b"qt  ": "mov", b"M4A ": "m4a", b"M4B ": "m4a"}


def cleaned(data: bytes) -> tuple[bytes, str]:
    """Returns the file with noughts for all that is not played; `NotCleaned`."""
    return _Film(bytearray(data)).cleaned()


class _Film:
    """A film on its way: what of it is played, and what its tracks are."""

    def __init__(self, data: bytearray) -> None:
        self.data, self.played, self.tracks = data, list[tuple[int, int]](), set[bytes]()

    def cleaned(self) -> tuple[bytes, str]:
        top, end = self._top()
        for box in top:
            if box.kind == b"moov":
                self._clean(box, b"")
            elif box.kind not in {b"ftyp", b"mdat"}:
                blank_box(self.data, box)
        if not self.played:
            raise NotCleaned(Why.BROKEN)
        for box in top:
            if box.kind == b"mdat":
                blank_all_but(self.data, box, self.played)
        return bytes(self.data[:end]), self._suffix()

    def _top(self) -> tuple[list[Box], int]:
        """Returns the outermost boxes, and where what is no box any more begins: telephones write of themselves behind the end."""
        found: list[Box] = []
        try:
            for box in _known(self.data, 0, len(self.data)):
                found.append(box)
        except NotCleaned as error:
            if error.why != Why.BROKEN or not {b"moov", b"mdat"} <= {box.kind for box in found}:
                raise
        return found, found[-1].end

    def _suffix(self) -> str:
        brand = bytes(self.data[8:12]) if self.data[4:8] == b"ftyp" else b"qt  "
        if brand.startswith(b"3g"):
            return "3gp"
        return SUFFIXES.get(brand, "mp4") if SEEN in self.tracks else "m4a"

    def _clean(self, box: Box, track: bytes) -> None:
        """Cleans a box of boxes, and goes into those that are needed."""
        for one in _known(self.data, box.body, box.end):
            of = self._handler(one) if one.kind == b"trak" else track
            if one.kind not in NEEDED[box.kind] or (one.kind == b"trak" and of not in (SEEN, HEARD)):
                blank_box(self.data, one)
                continue
            if one.kind == b"trak":
                self.tracks.add(of)
                self.played += ranges_of(self.data, one)
            if one.kind in NEEDED:
                self._clean(one, of)
            else:
                self._clean_leaf(one, of)

    def _clean_leaf(self, box: Box, track: bytes) -> None:
        if box.kind in {b"mvhd", b"tkhd", b"mdhd"}:
            self._clean_times(box)
        elif box.kind == b"hdlr":
            blank(self.data, box.body + 12, box.end)
        elif box.kind == b"dinf":
            self._require_within(box)
        elif box.kind == b"stsd":
            self._clean_entries(box, track)

    def _clean_times(self, box: Box) -> None:
        is_long = number(self.data, box.body, 1) == 1
        language = box.body + (32 if is_long else 20)
        if language + 2 > box.end:
            raise NotCleaned(Why.BROKEN)
        blank(self.data, box.body + 4, box.body + (20 if is_long else 12))
        if box.kind == b"mdhd":
            self.data[language : language + 2] = UNDETERMINED

    def _require_within(self, box: Box) -> None:
        """What is played lies in this file; a path to another one is none of ours."""
        for table in boxes_in(self.data, box.body, box.end):
            if table.kind != b"dref":
                raise NotCleaned(Why.UNKNOWN)
            for one in boxes_in(self.data, table.body + 8, table.end):
                if number(self.data, one.body) & 1 == 0:
                    raise NotCleaned(Why.UNKNOWN)
                blank(self.data, one.body + 4, one.end)

    def _clean_entries(self, box: Box, track: bytes) -> None:
        """How a track is packed: the names of programs and devices in it go."""
        for entry in boxes_in(self.data, box.body + 8, box.end, spare=4):
            if entry.end - entry.start < 36:
                raise NotCleaned(Why.BROKEN)
            blank(self.data, entry.start + 20, entry.start + 24)
            if track != SEEN or entry.end - entry.start < ENTRY_OF_PICTURES:
                continue
            blank(self.data, entry.start + 50, entry.start + 82)
            for one in boxes_in(self.data, entry.start + ENTRY_OF_PICTURES, entry.end, spare=4):
                if one.kind not in OF_AN_ENTRY:
                    blank_box(self.data, one)

    def _handler(self, track: Box) -> bytes:
        for media in boxes_in(self.data, track.body, track.end):
            if media.kind == b"mdia":
                for one in boxes_in(self.data, media.body, media.end):
                    if one.kind == b"hdlr":
                        return bytes(self.data[one.body + 8 : one.body + 12])
        return b""


def _known(data: bytearray, start: int, end: int) -> Iterator[Box]:
    """Yields the boxes between two places; `NotCleaned` for films cut in pieces."""
    for box in boxes_in(data, start, end):
        if box.kind in IN_PIECES:
            raise NotCleaned(Why.UNKNOWN)
        yield box
