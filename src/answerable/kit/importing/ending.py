"""Bringing in, what it came to, and taking it back: asked first, then told what stays."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from .. import imports
from ..imports import StepRefused, Undone
from ..models import ImportState
from .telling import counted
from .visits import BRING_IN, Visit, Words

Stay = tuple[int, str, str, str]  # the row, why it stays, and name and address of what it brought in


def bring_in(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Brings in what the rehearsal showed; one row that fails does not stop the others unless that was asked."""
    step = imports.bring_in_all_or_nothing if request.POST.get("all_or_nothing") else imports.bring_in
    try:
        step(visit.run, by=visit.by)
    except StepRefused as refused:
        return done(request, visit, refused, status=409)
    return visit.lead_to("show")


def take_back(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Asks, then takes a whole import back; what others worked on since stays, and is named."""
    try:
        if request.method == "POST":
            imports.undo(visit.run, by=visit.by)
            return visit.lead_to("show")
        imports.require_undo(visit.run)
    except StepRefused as refused:
        return done(request, visit, refused, status=409)
    return visit.page(request, "imports/undo.html", BRING_IN, totals=_totals(visit))


def done(request: HttpRequest, visit: Visit, refused: StepRefused | None = None, *, status: int = 200) -> HttpResponse:
    """Shows what a run came to, or why a step could not be taken."""
    run = visit.run
    run.refresh_from_db()
    undone = imports.undone_of(run) if run.state == ImportState.UNDONE and not refused else None
    return visit.page(
        request, f"{visit.telling.templates}done.html", BRING_IN, status=status, refused=imports.explain_step(refused) if refused else "",
        totals=_totals(visit), to_mend=_to_mend(visit), undone=undone, stays=_stays(undone, visit) if undone else [], named=bool(visit.named),
        unfinished=run.state in (ImportState.BRINGING_IN, ImportState.UNDOING), can_go_on=run.state == ImportState.BRINGING_IN,
        can_match=refused is not None and refused.code == "columns_missing",
        undo_days=settings.IMPORT_UNDO_DAYS, can_be_undone=imports.undo_ends_on(run) is not None,
    )  # fmt: skip


def _totals(visit: Visit) -> list[tuple[int, str, Words]]:
    if visit.run.state != ImportState.BROUGHT_IN:
        return []
    return counted(imports.totals_of(visit.run), visit.telling.ends)


def _to_mend(visit: Visit) -> int:
    """Counts the rows left out that this reader can still download with the reasons."""
    run = visit.run
    if run.state != ImportState.BROUGHT_IN or not imports.is_told_to(run, visit.by) or not run.pieces.exists():
        return 0
    return imports.totals_of(run).left_out


def _stays(undone: Undone, visit: Visit) -> list[Stay]:
    """Names what the rows that stay brought in, as far as the reader may know of it."""
    known = visit.named(undone.keys.values()) if visit.named else {}
    return [(row, why, *known.get(undone.keys.get(row, ""), ("", ""))) for row, why in undone.why]
