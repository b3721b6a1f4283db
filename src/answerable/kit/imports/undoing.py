"""Takes a whole import back, the last row first; what was changed since stays as it is and is named."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import islice

from django.conf import settings
from django.db import transaction

from .. import clock
from ..models import ImportChange, ImportRun, ImportState
from .bringing_in import problem_of
from .kinds import By, Context, RowRefused, kind_of
from .outcomes import Change, Fate, Outcome, Problem
from .reading import StepRefused, context_for, this_hour
from .results import every
from .sealing import unsealed_json
from .storing import Pages, forget_others
from .words import explain

_AT_ONCE = 100
_NAMED = 500


@dataclass(frozen=True)
class Undone:
    """How many rows were taken back, and how many stay because they were changed since; `why` names some of these, each
    by its row and the reason in the reader's language; `keys` has the key of what each such row brought in."""

    taken_back: int
    kept: int
    why: tuple[tuple[int, str], ...] = ()
    keys: Mapping[int, str] = field(default_factory=dict)


def undo(run: ImportRun, *, by: By) -> Undone:
    """Takes back what an import did, within the days allowed; `outcomes(run, Fate.LEFT_OUT)` then lists what stays."""
    _start(run)
    context, pages = context_for(run, by), Pages.resumed(run)
    while _undo_some(run, context, pages):
        pass
    _finish(run, context, pages)
    return undone_of(run)


def rehearse_undo(run: ImportRun, *, by: By) -> Undone:
    """Says what undoing would take back and what would stay; nothing is changed."""
    with transaction.atomic():
        undone = undo(run, by=by)
        transaction.set_rollback(True)
    run.refresh_from_db()
    return undone


def undone_of(run: ImportRun) -> Undone:
    """Returns what undoing a run came to."""
    done = run.totals.get("done", {})
    stays = sorted(islice(every(run, Fate.LEFT_OUT), _NAMED), key=lambda one: one.row)
    return Undone(
        taken_back=done.get(Fate.CHANGED, 0), kept=done.get(Fate.LEFT_OUT, 0),
        why=tuple((one.row, explain(kind_of(run), one.problems[0])) for one in stays),
        keys={one.row: one.key for one in stays if one.key},
    )  # fmt: skip


def undo_ends_on(run: ImportRun) -> dt.date | None:
    """Returns the last day on which a run can be undone, None if it cannot."""
    if run.state not in (ImportState.BROUGHT_IN, ImportState.UNDOING) or run.brought_in_at is None:
        return None
    day = run.brought_in_at.date() + dt.timedelta(days=settings.IMPORT_UNDO_DAYS)
    return day if day >= clock.today() else None


def require_undo(run: ImportRun) -> None:
    """Raises `StepRefused` where a run cannot be undone, or not any more."""
    if run.state not in (ImportState.BROUGHT_IN, ImportState.UNDOING):
        raise StepRefused("nothing_to_undo")
    if undo_ends_on(run) is None:
        raise StepRefused("undo_too_late", days=settings.IMPORT_UNDO_DAYS)


def _start(run: ImportRun) -> None:
    with transaction.atomic():
        locked = ImportRun.objects.select_for_update().get(pk=run.pk)
        require_undo(locked)
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
            key, problem = _undo(run, change, context)
            pages.add(
                Outcome(change.row, Fate.LEFT_OUT, key=key, problems=(problem,))
                if problem
                else Outcome(change.row, Fate.CHANGED, key=key)
            )
        pages.save()
        run.reached, run.totals["done"] = changes[-1].row, dict(pages.counts)
        run.save(update_fields=["reached", "totals"])
    return True


def _undo(run: ImportRun, stored: ImportChange, context: Context) -> tuple[str, Problem | None]:
    """Takes one row back; returns the key of what it had brought in, and what stands against it."""
    kind = kind_of(run)
    change = Change(**unsealed_json("change", stored.sealed, bound_to=f"{run.key}:{stored.row}"))
    try:
        with transaction.atomic():
            kind.undo(change, context)
    except Exception as fault:
        return change.key, problem_of(fault, (RowRefused, *kind.refusals))
    stored.delete()
    return change.key, None


def _finish(run: ImportRun, context: Context, pages: Pages) -> None:
    with transaction.atomic():
        locked = ImportRun.objects.select_for_update().get(pk=run.pk)
        if locked.state != ImportState.UNDOING:
            raise StepRefused("at_work_elsewhere")
        run.state, run.undone_at = ImportState.UNDONE, this_hour()
        run.save(update_fields=["state", "undone_at"])
        forget_others(run, pages.rehearsal)
        kind_of(run).on_undone(context)
