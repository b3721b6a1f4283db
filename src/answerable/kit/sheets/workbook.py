"""XLSX, row by row: values only, dates as ISO text, and nothing unpacked that was not measured before."""

import datetime as dt
import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from functools import partial
from typing import Any
from xml.etree.ElementTree import iterparse  # nosec B405 - parts that declare a document type are refused before

from openpyxl.cell.text import Text
from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.numbers import BUILTIN_FORMATS
from openpyxl.worksheet._reader import WorkSheetParser
from openpyxl.xml.constants import SHARED_STRINGS, SHEET_MAIN_NS

from .guarding import unguard
from .limits import Limits
from .problems import SheetUnreadable
from .table import Record, Sheet

warnings.filterwarnings("ignore", module="openpyxl")  # its warnings quote cells

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_IN_QUOTES = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
_HEAD = 4096
_DEEPEST = 1_048_576  # rows that the format allows


class _Reader(ExcelReader):
    """Reads shared texts as they stand and lets go of each element, which openpyxl does not."""

    package: Any

    def read_strings(self) -> None:
        part = self.package.find(SHARED_STRINGS)
        if part is None:
            return
        with self.archive.open(part.PartName[1:]) as source:
            self.shared_strings = list(_texts(source))


def _texts(source: Any) -> Iterator[str]:
    events = iterparse(source, events=("start", "end"))  # noqa: S314 # nosec B314
    _, root = next(events)
    for event, element in events:
        if event == "end" and element.tag == f"{{{SHEET_MAIN_NS}}}si":
            plain = element[0].text if len(element) == 1 and element[0].tag == f"{{{SHEET_MAIN_NS}}}t" else None
            yield plain if plain is not None else _rich_text(element)
            root.clear()


def _rich_text(element: Any) -> str:
    text = Text.from_tree(element)
    return text.content if text else ""


def open_workbook(data: bytes, file_name: str, sheet_name: str, limits: Limits) -> Sheet:
    _measure(data, limits)
    book = _opened(data)
    names = [sheet.title for sheet in book.worksheets if sheet.sheet_state == "visible"]
    if sheet_name and sheet_name not in names:
        raise SheetUnreadable("sheet_unknown")
    for name in [sheet_name] if sheet_name else names:
        records = partial(_records, book, name, limits)
        first = next(records(), None)
        if first is not None:
            return Sheet(file_name, first.cells, sheet_name=name, sheet_names=tuple(names), open=records)
    raise SheetUnreadable("no_rows")


def _measure(data: bytes, limits: Limits) -> None:
    """Refuses what would swell: sizes are those the archive declares, which unpacking then never exceeds."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            swollen = any(
                part.file_size > 1_000_000 and part.file_size > limits.ratio * max(1, part.compress_size)
                for part in parts
            )
            strings = sum(part.file_size for part in parts if part.filename.lower().endswith("sharedstrings.xml"))
            whole = sum(part.file_size for part in parts)
            around = sum(part.file_size for part in parts if _is_read_whole(part.filename.lower()))
            too_much = strings > limits.strings or whole > limits.unpacked or around > limits.around
            if swollen or too_much or len(parts) > limits.parts:
                raise SheetUnreadable("unpacks_too_large")
            for part in parts:
                if part.filename.lower().endswith((".xml", ".rels")):
                    _refuse_document_type(archive, part)
    except SheetUnreadable:
        raise
    except Exception as fault:
        raise SheetUnreadable("workbook_broken") from fault


def _is_read_whole(name: str) -> bool:
    """Sheets are read row by row and shared texts one by one; pictures and what is kept beside are not read at all."""
    beside = ("xl/worksheets/sheet", "xl/media/", "xl/pivotcache/", "xl/drawings/", "xl/charts/", "xl/comments")
    return name.endswith((".xml", ".rels")) and not name.startswith(beside) and not name.endswith("sharedstrings.xml")


def _refuse_document_type(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    with archive.open(part) as source:
        head = source.read(_HEAD).replace(b"\0", b"").upper()
    if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
        raise SheetUnreadable("workbook_broken")


def _opened(data: bytes) -> Any:
    try:
        reader = _Reader(io.BytesIO(data), True, False, True, False)
        reader.read()
        return reader.wb
    except Exception as fault:  # whatever a foreign parser makes of foreign bytes
        raise SheetUnreadable("workbook_broken") from fault


def _records(book: Any, sheet_name: str, limits: Limits) -> Iterator[Record]:
    kept = 0
    rows = _rows(book, sheet_name, limits)
    while True:
        try:
            number, cells = next(rows)
        except StopIteration:
            return
        except SheetUnreadable:
            raise
        except Exception as fault:  # as above
            raise SheetUnreadable("workbook_broken") from fault
        if not cells:
            continue
        kept += 1
        if kept > limits.rows + 1:
            raise SheetUnreadable("too_many_rows", most=limits.rows)
        yield Record(number, tuple(cells))


def _rows(book: Any, sheet_name: str, limits: Limits) -> Iterator[tuple[int, list[str]]]:
    """Parses row by row; openpyxl's own rows would pad each to whatever width and depth the file claims."""
    sheet = book[sheet_name]
    last = 0
    with sheet._get_source() as source:
        parser = WorkSheetParser(
            source, sheet._shared_strings, data_only=True, epoch=book.epoch,
            date_formats=book._date_formats, timedelta_formats=book._timedelta_formats,
        )  # fmt: skip
        for number, row in parser.parse():
            parser.row_dimensions.clear()
            if not last < number <= _DEEPEST:
                raise SheetUnreadable("workbook_broken")
            last = number
            yield number, _cells(number, row, book, limits)


def _cells(number: int, row: list[dict[str, Any]], book: Any, limits: Limits) -> list[str]:
    shown = {
        one["column"]: unguard(_shown(one["value"], one["style_id"], book)) for one in row if one["value"] is not None
    }
    filled = [column for column, cell in shown.items() if cell.strip()]
    width = max(filled, default=0)
    if width > limits.columns:
        raise SheetUnreadable("too_many_columns", row=number, most=limits.columns)
    return [shown.get(column, "") for column in range(1, width + 1)]


def _shown(value: Any, style: int, book: Any) -> str:
    if isinstance(value, str):
        return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), value) if "_x" in value else value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, dt.datetime):
        return _day(value, _number_format(style, book))
    return _number(value) if isinstance(value, int | float) else str(value)


def _number_format(style: int, book: Any) -> str:
    identity = book._cell_styles[style].numFmtId
    return BUILTIN_FORMATS.get(identity, "") if identity < 164 else str(book._number_formats[identity - 164])


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else format(value, ".15g")


def _day(value: dt.datetime, number_format: str) -> str:
    """Gives a date as far as its cell shows it: a column that shows months only knows no days."""
    if value.time() != dt.time():
        return value.isoformat(" ", "minutes")
    letters = _IN_QUOTES.sub("", number_format or "").lower()
    if "y" in letters and "d" not in letters:
        return value.strftime("%Y-%m") if "m" in letters else value.strftime("%Y")
    return value.date().isoformat()
