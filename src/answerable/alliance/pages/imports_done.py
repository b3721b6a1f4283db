"""What an import came to: rows brought in, rows left out to mend, and, once it is taken back, the rows that stay."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from answerable.access.actors import Actor
from answerable.access.doors import actor_of
from answerable.kit import imports
from answerable.kit.imports import StepRefused, Undone
from answerable.kit.models import ImportRun, ImportState

from ..queries.naming import organisation_name
from ..queries.organisations import seen_by
from .desk.asking import language

Stay = tuple[int, str, str, str]  # the row, why it stays, and the organisation's name and address


def done(
    request: HttpRequest,
    around: dict[str, Any],
    run: ImportRun,
    refused: StepRefused | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    """Shows how an import ended, or why a step could not be taken."""
    run.refresh_from_db()
    context = {
        "run": run, "refused": imports.explain_step(refused) if refused else "", "undo_days": settings.IMPORT_UNDO_DAYS,
        "can_be_undone": imports.undo_ends_on(run) is not None,
    }  # fmt: skip
    if run.state == ImportState.BROUGHT_IN:
        totals = imports.totals_of(run)
        mended = totals.left_out if run.pieces.exists() else 0
        context |= {"totals": totals_done(totals), "to_mend": mended}
    if run.state == ImportState.UNDONE and not refused:
        undone = imports.undone_of(run)
        context |= {"undone": undone, "stays": _stays(undone, actor_of(request))}
    return render(request, "alliance/desk/import_done.html", around | context, status=status)


def totals_done(totals: imports.Totals) -> list[tuple[int, str, Any]]:
    return [
        (totals.added, "ok", _("added")), (totals.changed, "part", _("changed")), (totals.unchanged, "na", _("already as in the file")),
        (totals.maybe_same + totals.left_out, "late", _("left out")),
    ]  # fmt: skip


def _stays(undone: Undone, actor: Actor) -> list[Stay]:
    """Names the organisations of the rows that stay, as far as the reader may know of them."""
    known = seen_by(actor).filter(pk__in=undone.keys.values()).prefetch_related("texts")
    found = {str(one.pk): one for one in known}
    stays = []
    for row, why in undone.why:
        one = found.get(undone.keys.get(row, ""))
        name, href = (
            (organisation_name(one, language()), reverse("desk_organisation", args=[one.slug])) if one else ("", "")
        )
        stays.append((row, why, name, href))
    return stays
