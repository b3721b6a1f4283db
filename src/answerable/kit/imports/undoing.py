"""Takes a whole import back, the last row first; what was changed since stays as it is and is named."""

import datetime as dt
from dataclasses import dataclass, replace

from django.conf import settings
from django.db import transaction

from .. import clock
from ..models import ImportChange, ImportRun, ImportState
from .bringing_in import problem_of
from .kinds import By, Context, RowRefused, kind_of
from .outcomes import Change, Fate, Outcome, Problem
from .reading import StepRefused, context_for, this_hour
from .results import outcomes
from .sealing import unsealed_json
from .storing import Pages, forget_others
from .words import explain

_AT_ONCE = 100


@dataclass(frozen=True)
class Undone:
    """How many rows were taken back, and how many stay because they were changed since; `why` names some of these, each
    by its row and the reason in the reader's language."""

    taken_back: int
    kept: int
    why: tuple[tuple[int, str], ...] = ()


def undo(run: ImportRun, *, by: By) -> Undone:
    """Takes back what an import did, within the days allowed; `outcomes(run, Fate.LEFT_OUT)` then lists what stays."""
    _start(run)
    context, pages = context_for(run, by), Pages.resumed(run)
    while _undo_some(run, context, pages):
        pass
    done = _finish(run, context, pages)
    stays = sorted(outcomes(run, Fate.LEFT_OUT), key=lambda one: one.row) if done.kept else ()
    return replace(done, why=tuple((one.row, explain(kind_of(run), one.problems[0])) for one in stays))


def undo_ends_on(run: ImportRun) -> dt.date | None:
    """Returns the last day on which a run can be undone, None if it cannot."""
    if run.state not in (ImportState.BROUGHT_IN, ImportState.UNDOING) or run.brought_in_at is None:
        return None
    day = run.brought_in_at.date() + dt.timedelta(days=settings.IMPORT_UNDO_DAYS)
    return day if day >= clock.today() else None


def _start(run: ImportRun) -> None:
    with transaction.atomic():
        locked = ImportRun.objects.select_for_update().get(pk=run.pk)
        if locked.state not in (ImportState.BROUGHT_IN, ImportState.UNDOING):
            raise StepRefused("nothing_to_undo")
        if undo_ends_on(locked) is None:
            raise StepRefused("undo_too_late", days=settings.IMPORT_UNDO_DAYS)
        if locked.state == ImportState.BROUGHT_IN:
            last = locked.changes.order_by("-row").first()
            locked.state, locked.rehearsal = ImportState.UNDOING, Pages(locked).rehearsal
            locked.reached, locked.totals["done"] = (last.row + 1 if last else 1), {}
            locked.save(update_fields=["state", "rehearsal", "reached", "totals"])
    run.refresh_from_db()


def _undo_some(run: ImportRun, context: Context, pages: Pages) -> bool:
    with transaction.atomic():
        locked = ImportRun.objects.select_for_update().get(pk=run.pk)
        if locked.state != ImportState.UNDOING or locked.reached != run.reached:
            raise StepRefused("at_work_elsewhere")
        changes = list(run.changes.filter(row__lt=run.reached).order_by("-row")[:_AT_ONCE])
        if not changes:
            return False
        for change in changes:
            problem = _undo(run, change, context)
            pages.add(
                Outcome(change.row, Fate.LEFT_OUT if problem else Fate.CHANGED, problems=(problem,) if problem else ())
            )
        pages.save()
        run.reached, run.totals["done"] = changes[-1].row, dict(pages.counts)
        run.save(update_fields=["reached", "totals"])
    return True


def _undo(run: ImportRun, stored: ImportChange, context: Context) -> Problem | None:
    kind = kind_of(run)
    change = Change(**unsealed_json("change", stored.sealed, bound_to=f"{run.key}:{stored.row}"))
    try:
        with transaction.atomic():
            kind.undo(change, context)
    except Exception as fault:
        return problem_of(fault, (RowRefused, *kind.refusals))
    stored.delete()
    return None


def _finish(run: ImportRun, context: Context, pages: Pages) -> Undone:
    done = Undone(taken_back=pages.counts[Fate.CHANGED], kept=pages.counts[Fate.LEFT_OUT])
    with transaction.atomic():
        locked = ImportRun.objects.select_for_update().get(pk=run.pk)
        if locked.state != ImportState.UNDOING:
            raise StepRefused("at_work_elsewhere")
        run.state, run.undone_at = ImportState.UNDONE, this_hour()
        run.save(update_fields=["state", "undone_at"])
        forget_others(run, pages.rehearsal)
        kind_of(run).on_undone(context)
    return done
