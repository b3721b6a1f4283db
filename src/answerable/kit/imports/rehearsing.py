"""The rehearsal: every row's outcome, and nothing changed."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction

from ..models import ImportRun, ImportState
from ..partial_dates import Order
from .deciding import is_open_to
from .kinds import By, Context
from .outcomes import Totals
from .planning import planned
from .reading import StepRefused, context_for
from .results import totals_of
from .storing import Pages, forget_others

Progress = Callable[[int, int], None]
_BEFORE = (ImportState.BEGUN, ImportState.REHEARSED)


@dataclass(frozen=True)
class DateQuestion:
    """Dates that may be read in two ways, and how many others of the file show one order beyond doubt."""

    ambiguous: int
    day_first: int
    month_first: int
    answer: Order | None

    @property
    def likely(self) -> Order | None:
        if bool(self.day_first) == bool(self.month_first):
            return None
        return Order.DAY_FIRST if self.day_first else Order.MONTH_FIRST


@dataclass(frozen=True)
class Rehearsal:
    """`dates` is set where the file holds dates that may be read in two ways."""

    totals: Totals
    dates: DateQuestion | None


def rehearse(run: ImportRun, *, by: By, progress: Progress | None = None) -> Rehearsal:
    """Says of each row what would become of it. Decisions made before hold on, where they still can."""
    if run.state not in _BEFORE:
        raise StepRefused("brought_in_already")
    context, pages = context_for(run, by), Pages(run)
    fates: dict[int, str] = {}
    for count, (row, outcome, decision) in enumerate(planned(run, context), start=1):
        pages.add(outcome)
        pages.save_full()
        if decision:
            fates[row.number] = outcome.fate if is_open_to(outcome, decision) else ""
        if progress and count % 500 == 0:
            progress(count, run.rows)
    _store(run, context, pages, fates)
    return rehearsal_of(run)


def is_rehearsed_by(run: ImportRun, by: By) -> bool:
    """Whether what was rehearsed holds only what this very person may see: another may know of more."""
    return run.state == ImportState.REHEARSED and is_told_to(run, by)


def is_told_to(run: ImportRun, by: By) -> bool:
    """Whether what is kept of the rows, and of why some stay out, was looked up with this very person's eyes."""
    return run.rehearsal is None or run.totals.get("by") == by.opaque_id


def rehearsal_of(run: ImportRun) -> Rehearsal:
    """Returns the last rehearsal with what was decided since."""
    dates = run.totals.get("dates")
    answer = run.answers.get("date_order")
    question = (
        DateQuestion(dates["ambiguous"], dates["day_first"], dates["month_first"], Order(answer) if answer else None)
        if dates
        else None
    )
    return Rehearsal(totals_of(run), question)


def _store(run: ImportRun, context: Context, pages: Pages, fates: dict[int, str]) -> None:
    dates = context.dates
    with transaction.atomic():
        locked = ImportRun.objects.select_for_update().get(pk=run.pk)
        if locked.state not in _BEFORE or locked.matching != run.matching:
            raise StepRefused("changed_meanwhile")
        pages.save()
        for row, kept in locked.answers.get("decisions", {}).items():
            kept["planned"] = fates.get(int(row), "")
        locked.rehearsal, locked.state = pages.rehearsal, ImportState.REHEARSED
        locked.totals = {"planned": dict(pages.counts), "by": context.by.opaque_id}
        if dates["ambiguous"]:
            locked.totals["dates"] = {name: dates[name] for name in ("ambiguous", "day_first", "month_first")}
        locked.save(update_fields=["answers", "rehearsal", "state", "totals"])
        forget_others(run, pages.rehearsal)
    run.refresh_from_db()
