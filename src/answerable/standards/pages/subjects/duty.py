"""One duty of one subject: what it means there, how it stands, why, what it rests on, what was said, what turns next."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from answerable.access.doors import SIGNED_IN, opens

from ...models import Duty, Excuse, Turn
from ...queries import excuses, seeing
from ...queries.helping import requests_seen_by
from ...queries.merged import with_duplicates
from ...queries.standing import Stands, claims_on, history_of, standing_of
from ...rules.saying import ExcuseReason, HelpState
from ...rules.words import State
from ..asking_words import cadence_words, time_words, whom_words
from ..days import day_asked
from ..saying import Ground, bases_words, grounds_of, why_of, why_of_turn
from ..words import BASES, EXCUSES, HELP_STATES, HELP_STATUS, STATES, STATUS
from .evidence import laid_of
from .finding import Found, address_of, asked_on, duty_of, found, way_to, who_sees
from .lines import turning_of

LATEST = 6  # turns beside the duty; the others stand in the history


@require_safe
@opens(SIGNED_IN)
def duty(request: HttpRequest, key: str, number: str) -> HttpResponseBase:
    """The page of a duty as one subject has it, as of a day."""
    one, wanted = found(request, key), duty_of(number)
    day = day_asked(request, one.today)
    asking, words = asked_on(wanted, day.on)
    stands = next(iter(standing_of([one.subject], [wanted], day.on)), None)
    said = list(claims_on(one.subject, wanted))
    may_read = seeing.readable(one.actor, one.side, said)
    laid = laid_of(may_read, day.on)
    context = {
        "one": one, "duty": wanted, "words": words, "title": words.name, "way": way_to(one), "who": who_sees(one), "place": one.name,
        "day": day,
        "cadence": cadence_words(asking), "times": time_words(asking), "whom": whom_words(asking), "source": asking.source,
        "duty_page": address_of(wanted), "laid": laid, "unread": sum(each.said_on <= day.on for each in said) - len(laid),
        "excuse": excuse_on(one, wanted, day.on), "help": help_of(one, wanted), **_standing(one, stands, day.on, {str(each.key) for each in may_read}), **_turns(one, wanted, stands, day.on),
    }  # fmt: skip
    return render(request, "standards/subjects/duty.html", context)


def _standing(one: Found, stands: Stands | None, day: dt.date, readable: Collection[str]) -> dict[str, Any]:
    """How it stands; nothing where it is not asked on that day."""
    if stands is None:
        return {"is_asked": False, "may_say": False}
    judged = stands.judgement
    return {
        "is_asked": True, "status": STATUS[judged.state], "state": STATES[judged.state], "why": why_of(judged, day), "due": judged.due,
        "bases": bases_words(judged.bases), "grounds": [_row(ground, readable) for ground in grounds_of(stands, day)],
        "may_say": one.side.owner and stands.duty.followed and day == one.today,
        "is_excused": judged.state == State.NOT_APPLICABLE and any(source.startswith("excuse:") for source in judged.rests_on),
    }  # fmt: skip


def _row(ground: Ground, readable: Collection[str]) -> tuple[Ground, str, str]:
    """Returns a ground with the words of its basis, and where it leads: a claim to its page, for whoever may read it."""
    kind, _, key = ground.source.partition(":")
    leads = kind == "claim" and key in readable
    return ground, str(BASES[ground.basis]), reverse("claim", args=[key]) if leads else ""


def _turns(one: Found, duty: Duty, stands: Stands | None, day: dt.date) -> dict[str, Any]:
    """What it turns to next if nothing happens, and how it turned before."""
    before = list(history_of(one.subject, duty).filter(starts__lte=day))
    return {
        "upcoming": turning_of(stands, day) if stands and day >= one.today else None,
        "turns": [_turned(row) for row in reversed(before[-LATEST:])],
    }


def _turned(row: Turn) -> tuple[dt.date, str, object, str]:
    return row.starts, STATUS[row.state], STATES[row.state], why_of_turn(row, row.starts)


def excuse_on(one: Found, duty: Duty, day: dt.date) -> tuple[Excuse, object] | None:
    """Returns why it does not fit on a day, with the reason in words."""
    row = excuses.on_day(one.subject, duty, day)
    return (row, EXCUSES[ExcuseReason(row.reason)]) if row else None


def help_of(one: Found, duty: Duty) -> list[tuple[str, dt.date, str, object]]:
    """Returns the requests for help with it that the reader may read and that are not closed."""
    asked = requests_seen_by(one.actor).filter(subject__in=with_duplicates([one.subject]), duty=duty)
    return [
        (reverse("help_request", args=[row.key]), row.asked_on, HELP_STATUS[HelpState(row.state)], HELP_STATES[HelpState(row.state)])
        for row in asked.exclude(state=HelpState.CLOSED)
    ]  # fmt: skip
