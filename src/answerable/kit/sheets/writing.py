"""Tables written for people's own programs: nothing in them runs, nothing tells who made them or when."""

import csv
import datetime as dt
import io
from collections.abc import Iterable, Iterator, Sequence

from .guarding import guard_delimited, guard_typed, writable

Cell = str | int | float | dt.date | None
_PIECE = 64 * 1024
_LONGEST = 32_767  # what a cell of XLSX can hold
_NO_DAY = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - stands for "not told"


def write_csv(headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    """Yields a CSV file: UTF-8 with BOM, commas, every cell quoted, formulas guarded."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    yield b"\xef\xbb\xbf"
    for row in _all(headings, rows):
        writer.writerow(
            [guard_delimited(writable(_as_text(cell))) if isinstance(cell, str) else _as_text(cell) for cell in row]
        )
        if text.tell() > _PIECE:
            yield _taken(text)
    yield _taken(text)


def write_xlsx(
    headings: Sequence[str], rows: Iterable[Sequence[Cell]], *, sheet_name: str = "", rtl: bool = False
) -> Iterator[bytes]:
    """Yields an XLSX file, built in memory: every text typed as text, numbers as numbers."""
    import xlsxwriter  # a process that writes none starts without it

    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": _NO_DAY})
    as_text, as_heading = book.add_format({"num_format": "@"}), book.add_format({"num_format": "@", "bold": True})
    sheet = book.add_worksheet(_sheet_name(sheet_name))
    if rtl:
        sheet.right_to_left()
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, max(len(headings) - 1, 0), 22, as_text)
    for number, row in enumerate(_all(headings, rows)):
        for place, cell in enumerate(row):
            if isinstance(cell, int | float) and not isinstance(cell, bool):
                sheet.write_number(number, place, cell)
            else:
                sheet.write_string(
                    number, place, guard_typed(writable(_as_text(cell)))[:_LONGEST], as_text if number else as_heading
                )
    book.close()
    file.seek(0)
    while piece := file.read(_PIECE):
        yield piece


def _all(headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[Sequence[Cell]]:
    yield headings
    yield from rows


def _as_text(cell: Cell) -> str:
    return "" if cell is None else cell.isoformat() if isinstance(cell, dt.date) else str(cell)


def _taken(text: io.StringIO) -> bytes:
    taken = text.getvalue().encode()
    text.seek(0)
    text.truncate()
    return taken


def _sheet_name(name: str) -> str | None:
    """Shortens a name to what Excel takes."""
    return "".join(" " if one in "[]:*?/\\'" else one for one in name).strip()[:31] or None
