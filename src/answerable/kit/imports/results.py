"""What can be asked of a run: totals, a page of outcomes, one row, the rows left out as a file."""

from collections import Counter
from collections.abc import Iterator
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from .. import sheets
from ..models import ImportOutcomes, ImportRun, ImportState
from .kinds import kind_of
from .outcomes import Fate, Outcome, Totals, Verdict
from .reading import data_records, opened
from .sealing import unsealed_json
from .storing import opened_page
from .words import explain

_DECIDED = {Verdict.SAME: Fate.CHANGED, Verdict.ANOTHER: Fate.ADDED, Verdict.LEAVE_OUT: Fate.LEFT_OUT}


def totals_of(run: ImportRun) -> Totals:
    """Counts rows by fate: as rehearsed and decided, or as they came in."""
    if "done" in run.totals and run.state not in (ImportState.BEGUN, ImportState.REHEARSED):
        return Totals(**run.totals["done"])
    counts = Counter(run.totals.get("planned", {}))
    for kept in run.answers.get("decisions", {}).values():
        if kept.get("planned"):
            counts[kept["planned"]] -= 1
            counts[_DECIDED[Verdict(kept["verdict"])]] += 1
    return Totals(**counts)


def outcomes(run: ImportRun, fate: Fate, *, page: int = 1) -> list[Outcome]:
    """Returns one page of the rows that meet a fate, in the file's order, as planned: before any decision."""
    row = _pages(run).filter(fate=fate, page=page).first()
    return opened_page(run, row) if row else []


def page_count(run: ImportRun, fate: Fate) -> int:
    return _pages(run).filter(fate=fate).count()


def fates_met(run: ImportRun) -> set[str]:
    """Returns the fates that rows meet, as planned."""
    return set(_pages(run).order_by("fate").values_list("fate", flat=True).distinct())


def outcome_of(run: ImportRun, row: int) -> Outcome | None:
    """Returns what was planned for, or became of, one row."""
    for page in _pages(run).filter(first_row__lte=row, last_row__gte=row):
        for outcome in opened_page(run, page):
            if outcome.row == row:
                return outcome
    return None


def next_row(run: ImportRun, fate: Fate, *, after: int) -> int | None:
    """Returns the next row that meets a fate."""
    later = _pages(run).filter(fate=fate, last_row__gt=after).order_by("page").first()
    return next((one.row for one in opened_page(run, later) if one.row > after), None) if later else None


def every(run: ImportRun, fate: Fate) -> Iterator[Outcome]:
    """Goes through all rows that meet a fate."""
    for page in _pages(run).filter(fate=fate).order_by("page").iterator(chunk_size=4):
        yield from opened_page(run, page)


def brought_in_keys(run: ImportRun) -> list[str]:
    """Returns the keys of what a run added or changed, as long as it can still be undone."""
    rows = run.changes.order_by("row").values_list("row", "sealed")
    return [str(unsealed_json("change", sealed, bound_to=f"{run.key}:{row}")["key"]) for row, sealed in rows]


def left_out_csv(run: ImportRun) -> Iterator[bytes]:
    """Yields the rows left out as they stand in the file, each with its number and what would be right.

    Corrected, the file can be brought in as it is: the added columns are not matched with anything.
    """
    sheet = opened(run)
    heading_row = run.matching.get("heading_row", 0)
    headings = next((record.cells for record in sheet.records() if record.number == heading_row), ())
    width = max(len(headings), 1 + max(map(int, run.matching.get("columns", {})), default=0))
    named = [headings[index] if index < len(headings) else "" for index in range(width)]
    return sheets.write_csv([*named, _("Row in the file"), _("What is wrong")], _with_reasons(run, sheet, width))


def _with_reasons(run: ImportRun, sheet: sheets.Sheet, width: int) -> Iterator[list[str | int]]:
    kind, bad = kind_of(run), every(run, Fate.LEFT_OUT)
    outcome = next(bad, None)
    for record in data_records(run, sheet):
        if outcome is None:
            return
        if record.number == outcome.row:
            reasons = " ".join(explain(kind, problem) for problem in outcome.problems)
            yield [*(record.cell(index) for index in range(width)), record.number, reasons]
            outcome = next(bad, None)


def _pages(run: ImportRun) -> QuerySet[ImportOutcomes]:
    return ImportOutcomes.objects.filter(run=run, rehearsal=run.rehearsal or UUID(int=0))
