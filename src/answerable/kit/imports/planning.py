"""What would become of each row; nothing is changed here."""

import logging
from collections.abc import Iterator
from itertools import islice

from ..models import ImportRun
from .deciding import decision_for
from .kinds import Context, ImportKind, kind_of
from .matching import missing_columns
from .outcomes import Decision, Fate, Outcome, Problem, Row
from .reading import RowReader, StepRefused, data_records, matched_columns, opened

log = logging.getLogger(__name__)
_AHEAD = 500
LONGEST_TITLE = 500


def planned(run: ImportRun, context: Context) -> Iterator[tuple[Row, Outcome, Decision | None]]:
    """Goes through the file, a few hundred rows in memory at a time, and says of each row what it would come to."""
    kind = kind_of(run)
    if missing_columns(run):
        raise StepRefused("columns_missing")
    reader = RowReader(kind, matched_columns(run), context)
    records = data_records(run, opened(run))
    while chunk := [reader.read(record) for record in islice(records, _AHEAD)]:
        kind.look_up([row for row, problems in chunk if not problems], context)
        for row, problems in chunk:
            yield row, _outcome(kind, row, problems, context), decision_for(run, row.number)


def title_of(kind: ImportKind, row: Row) -> str:
    """Names a row by its first required column that holds something, else by whatever it holds."""
    cells = [row.cells[column.code] for column in kind.columns if column.required and column.code in row.cells]
    return (cells or list(row.cells.values()) or [""])[0][:LONGEST_TITLE]


def _outcome(kind: ImportKind, row: Row, problems: list[Problem], context: Context) -> Outcome:
    if not row.cells:
        problems = [Problem("row_empty")]
    if problems:
        return left_out(kind, row, *problems)
    try:
        return kind.plan(row, context)
    except Exception:
        log.exception("A row could not be planned.")
        return left_out(kind, row, Problem("fault"))


def left_out(kind: ImportKind, row: Row, *problems: Problem) -> Outcome:
    return Outcome(row.number, Fate.LEFT_OUT, title=title_of(kind, row), problems=problems)
