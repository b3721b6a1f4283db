"""Duties for everybody: what is asked of whom, how often, and what shows it."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from answerable.access.actors import Actor
from answerable.access.doors import ANYONE, actor_of, opens
from answerable.access.refusals import Hidden
from answerable.alliance.queries.networks import root
from answerable.kit.tables import FORMATS

from ...actions.duties import today
from ...models import Duty
from ...permissions import may_edit_duties
from ...queries.duties import by_number, is_past, with_words
from ...queries.seeing import may_see_sums
from ...rules.words import Level
from ..mapping.sheets import answer
from ..words import LEVELS
from .presenting import by_level, history_of, line_of, said_of, sheet_headings, sheet_rows


@require_safe
@opens(ANYONE)
def duties(request: HttpRequest) -> HttpResponseBase:
    """Every duty in plain words, by level, those that are shown first before the others; and what is not followed, with why."""
    day, asked = today(), request.GET.get("level", "")
    level = asked if asked in set(Level) else ""
    lines = [line for one in with_words() if not is_past(one, day) and (line := line_of(one, day))]
    here = [line for line in lines if not level or level in line.asking.levels]
    if (kind := request.GET.get("format", "")) in FORMATS:
        return answer(kind, "duties", sheet_headings(), sheet_rows(here))
    context = {
        "groups": by_level([line for line in here if line.duty.followed], level), "level": level,
        "levels": [(one, LEVELS[one]) for one in Level if any(one in line.asking.levels for line in lines)],
        "not_followed": [line for line in here if not line.duty.followed], "number": len(here),
        "may_edit": may_edit_duties(actor_of(request)),
    }  # fmt: skip
    return render(request, "standards/duties/list.html", context)


@require_safe
@opens(ANYONE)
def duty(request: HttpRequest, number: str) -> HttpResponse:
    """A duty: what it means, how often it is asked of whom, what shows it, and how it was asked before."""
    found, day = found_duty(number), today()
    line = line_of(found, day)
    if line is None:
        raise Hidden
    actor = actor_of(request)
    context = {
        "duty": found, "line": line, "facts": said_of(line.asking, followed=found.followed), "history": history_of(found, day),
        "may_edit": may_edit_duties(actor), "is_past": is_past(found, day),
        "is_known": actor.is_known, "whole": _whole(actor, found),
    }  # fmt: skip
    return render(request, "standards/duties/one.html", context)


def _whole(actor: Actor, duty: Duty) -> str:
    """Returns the address at which one sees how everybody stands on a duty, for those who may."""
    whole = root()
    if whole is None or not duty.followed or not may_see_sums(actor, whole):
        return ""
    return reverse("standing_cell", args=[whole.slug, duty.number])


def found_duty(number: str) -> Duty:
    """Returns a duty by its number; one that was never there is not there."""
    found = by_number(number)
    if found is None:
        raise Hidden
    return found
