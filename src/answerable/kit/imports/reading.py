"""Opens a run's file again and reads its rows by the columns it was matched with."""

import datetime as dt
import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from .. import clock, sheets
from ..models import ImportRun
from ..partial_dates import Order
from .kinds import By, CellProblem, Column, Context, ImportKind, kind_of
from .outcomes import Problem, Row
from .sealing import unsealed, unsealed_json

log = logging.getLogger(__name__)
LONGEST = 10_000  # letters of a cell


class StepRefused(Exception):  # noqa: N818 - it is an answer, not an error
    """A step is out of turn or lacks something. `code` is a key of `words.STEPS`."""

    def __init__(self, code: str, **facts: str | int) -> None:
        super().__init__(code)
        self.code, self.facts = code, facts


@dataclass(frozen=True)
class About:
    """What is remembered of the file itself; the names may be gone after the file."""

    file_name: str = ""
    sheet_name: str = ""
    encoding: str = ""
    delimiter: str = ""


def about(run: ImportRun) -> About:
    """Returns the file's and the sheet's name, encoding and delimiter."""
    return About(**unsealed_json("about", run.sealed_about, bound_to=str(run.key))) if run.sealed_about else About()


def opened(run: ImportRun) -> sheets.Sheet:
    """Opens the run's file; `StepRefused("file_gone")` once it is deleted."""
    data = b"".join(
        unsealed("file", piece.sealed, bound_to=f"{run.key}:{piece.number}")
        for piece in run.pieces.iterator(chunk_size=4)
    )
    if not data:
        raise StepRefused("file_gone")
    known = about(run)
    return sheets.read(data, known.file_name, sheet_name=known.sheet_name)


def context_for(run: ImportRun, by: By) -> Context:
    context = Context(run, by, date_order=Order(run.answers["date_order"]) if run.answers.get("date_order") else None)
    kind_of(run).prepare(context)
    return context


def this_hour() -> dt.datetime:
    return clock.now().replace(minute=0, second=0, microsecond=0)


def matched_columns(run: ImportRun) -> dict[int, str]:
    return {int(index): code for index, code in run.matching.get("columns", {}).items()}


@dataclass
class RowReader:
    """Reads records into rows; remembers what it has seen, to find the same thing twice."""

    kind: ImportKind
    columns: dict[int, str]
    context: Context
    _identities: dict[str, int] = field(default_factory=dict)
    _whole: dict[int, int] = field(default_factory=dict)

    def read(self, record: sheets.Record) -> tuple[Row, list[Problem]]:
        cells = {code: cell for index, code in self.columns.items() if (cell := record.cell(index).strip())}
        row = Row(record.number, cells)
        problems = [problem for column in self.kind.columns if (problem := self._read_cell(row, column))]
        return row, problems + self._seen_before(row)

    def _read_cell(self, row: Row, column: Column) -> Problem | None:
        cell = row.cells.get(column.code)
        if cell is None:
            return Problem("required_empty", column.code) if column.required else None
        if len(cell) > LONGEST:  # no room takes so long a text; looking through it would take long as well
            return Problem("too_long", column.code, cell[:LONGEST], facts={"most": LONGEST})
        try:
            row.values[column.code] = column.parse(cell, self.context)
        except CellProblem as answer:
            return Problem(answer.code, column.code, cell, answer.would_be_right, answer.suggestion, dict(answer.facts))
        except Exception:
            log.exception("A cell could not be read.")
            return Problem("fault", column.code, cell)
        return None

    def _seen_before(self, row: Row) -> list[Problem]:
        first = self._whole.setdefault(hash(tuple(sorted(row.cells.items()))), row.number)
        if first != row.number:
            return [Problem("row_repeated", facts={"row": first})]
        for column in self.kind.columns:
            cell = row.cells.get(column.code, "") if column.identity else ""
            first = self._identities.setdefault(f"{column.code}\n{cell.casefold()}", row.number) if cell else row.number
            if first != row.number:
                return [Problem("identity_twice", column.code, cell, facts={"row": first})]
        return []


def data_records(run: ImportRun, sheet: sheets.Sheet) -> Iterator[sheets.Record]:
    """Goes through the rows after the headings, or all where the file has none."""
    heading_row = run.matching.get("heading_row", 0)
    return (record for record in sheet.records() if record.number > heading_row)


def plain_facts(facts: dict[str, Any]) -> dict[str, str | int | list[str]]:
    """Keeps facts of foreign exceptions as something that can be stored."""
    return {
        name: fact
        if isinstance(fact, str | int)
        else [str(one) for one in fact]
        if isinstance(fact, list | tuple)
        else str(fact)
        for name, fact in facts.items()
    }
