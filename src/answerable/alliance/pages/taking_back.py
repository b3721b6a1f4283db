"""Taking a whole import back: asked first, then told what stays."""

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

from answerable.access.doors import opens
from answerable.kit import imports
from answerable.kit.imports import StepRefused
from answerable.kit.models import ImportState

from .desk.network import KEEPERS
from .importing import around, run_of
from .imports_done import done, totals_done


@opens(KEEPERS)
def undo_import(request: HttpRequest, key: str) -> HttpResponseBase:
    """Taking a whole import back; what others worked on since stays, and is named."""
    run, network, actor = run_of(request, key)
    context = around(run, network, 4)
    try:
        if request.method == "POST":
            imports.undo(run, by=actor)
            return done(request, context, run)
        if run.state not in (ImportState.BROUGHT_IN, ImportState.UNDOING):
            raise StepRefused("nothing_to_undo")
        if imports.undo_ends_on(run) is None:
            raise StepRefused("undo_too_late", days=settings.IMPORT_UNDO_DAYS)
    except StepRefused as refused:
        return done(request, context, run, refused, status=409)
    totals = totals_done(imports.totals_of(run)) if run.state == ImportState.BROUGHT_IN else []
    return render(request, "alliance/desk/import_undo.html", context | {"totals": totals})
