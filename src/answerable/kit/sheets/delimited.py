"""CSV as it comes: four encodings, three delimiters, quoted line breaks, quotation marks left open."""

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from .guarding import unguard
from .limits import Limits
from .problems import SheetUnreadable
from .table import Record, Sheet

DELIMITERS = (",", ";", "\t")
_SAMPLE = 64 * 1024
_PIECE = 64 * 1024
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True)
class _File:
    data: bytes
    encoding: str
    limits: Limits

    def text(self) -> io.TextIOWrapper:
        text = io.TextIOWrapper(io.BytesIO(self.data), encoding=self.encoding, newline="")
        if (
            not text.readline(16).lower().startswith("sep=")
        ):  # a line by which Excel is told the delimiter; it shows no such row
            text.seek(0)
        return text

    def told_delimiter(self) -> str:
        first = io.TextIOWrapper(io.BytesIO(self.data), encoding=self.encoding, newline="").readline(16)
        told = first[4:5] if first.lower().startswith("sep=") else ""
        return told if told in DELIMITERS else ""


def open_delimited(data: bytes, file_name: str, limits: Limits) -> Sheet:
    file = _File(data, _encoding(data), limits)
    delimiter = file.told_delimiter() or _delimiter(file)
    strict = _closes_its_quotes(file, delimiter)

    def records() -> Iterator[Record]:
        return _records(file, delimiter, strict=strict)

    first = next(records(), None)
    if first is None:
        raise SheetUnreadable("no_rows")
    shown = "utf-8" if file.encoding == "utf-8-sig" else file.encoding
    return Sheet(file_name, first.cells, encoding=shown, delimiter=delimiter, open=records)


def _encoding(data: bytes) -> str:
    if data.startswith(_UTF16):
        if not _decodes(data, "utf-16"):
            raise SheetUnreadable("encoding_unknown")
        return "utf-16"
    if b"\0" in data:
        raise SheetUnreadable("not_a_table")
    if _decodes(data, "utf-8-sig"):
        return "utf-8-sig"
    _refuse_torn_utf8(data)
    if not _decodes(data, "windows-1252"):
        raise SheetUnreadable("encoding_unknown")
    return "windows-1252"


def _decodes(data: bytes, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for at in range(0, len(data), _PIECE):
            if "\0" in decoder.decode(data[at : at + _PIECE], at + _PIECE >= len(data)):
                raise SheetUnreadable("not_a_table")
    except UnicodeDecodeError:
        return False
    return True


def _refuse_torn_utf8(data: bytes) -> None:
    """Refuses UTF-8 with a few broken bytes: read as Windows-1252 every accent in it would turn into rubbish."""
    if data.startswith(codecs.BOM_UTF8):
        raise SheetUnreadable("encoding_broken", line=_first_broken_line(data))
    whole = torn = 0
    for at in range(0, len(data), _PIECE):
        for character in data[at : at + _PIECE].decode("utf-8", "surrogateescape"):
            if character > "\x7f":
                is_torn = "\udc80" <= character <= "\udcff"
                torn, whole = torn + is_torn, whole + (not is_torn)
    if whole > torn:
        raise SheetUnreadable("encoding_broken", line=_first_broken_line(data))


def _first_broken_line(data: bytes) -> int:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as fault:
        return data.count(b"\n", 0, fault.start) + 1
    return 1


def _delimiter(file: _File) -> str:
    """Takes the delimiter by which most rows have the same number of cells, quotation marks respected."""
    sample = file.text().read(_SAMPLE)
    for strict in (True, False):
        scores = {one: _evenness(sample, one, strict=strict) for one in DELIMITERS}
        best = max(scores, key=lambda one: scores[one])
        if scores[best] > (0, 0):
            return best
    return ","


def _evenness(sample: str, delimiter: str, *, strict: bool) -> tuple[float, int]:
    widths: Counter[int] = Counter()
    try:
        for cells in islice(csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter, strict=strict), 200):
            widths[len(cells)] += bool(cells)
    except csv.Error as fault:
        if "unexpected end" not in str(fault):  # the sample may end inside a cell
            return (0, 0)
    divided = Counter({width: rows for width, rows in widths.items() if width > 1})
    if not divided:
        return (0, 0)
    width, rows = divided.most_common(1)[0]
    return (rows / widths.total(), width)


def _closes_its_quotes(file: _File, delimiter: str) -> bool:
    """Says whether all quotation marks are well formed; those that merely stand in a cell may be read leniently."""
    number = 0
    try:
        for number, _cells in enumerate(csv.reader(file.text(), delimiter=delimiter, strict=True), start=1):
            if number > file.limits.rows + 1:
                break
    except csv.Error as fault:
        if "unexpected end" in str(fault):
            raise SheetUnreadable("quote_unclosed", row=number + 1) from fault
        if "field larger" in str(fault):
            raise SheetUnreadable("cell_too_long", row=number + 1) from fault
        return False
    return True


def _records(file: _File, delimiter: str, *, strict: bool) -> Iterator[Record]:
    number = kept = 0
    try:
        for number, written in enumerate(csv.reader(file.text(), delimiter=delimiter, strict=strict), start=1):
            cells = [unguard(cell) for cell in written]
            while cells and not cells[-1].strip():
                cells.pop()
            if not cells:
                continue
            kept += 1
            _check_size(number, kept, len(cells), file.limits)
            yield Record(number, tuple(cells))
    except csv.Error as fault:
        raise SheetUnreadable("cell_too_long", row=number + 1) from fault


def _check_size(number: int, kept: int, width: int, limits: Limits) -> None:
    if kept > limits.rows + 1:
        raise SheetUnreadable("too_many_rows", most=limits.rows)
    if width > limits.columns:
        raise SheetUnreadable("too_many_columns", row=number, most=limits.columns)
