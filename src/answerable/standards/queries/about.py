"""All that is kept here about one person, for them to take along."""

import datetime as dt
from typing import Any

from answerable.access.actors import Actor
from answerable.alliance.models import Person

from ..models import Claim, Excuse, HelpRequest, Turn


def standing_of_person(person: Person) -> list[dict[str, Any]]:
    """Returns how a person stood on what is asked of them, each stretch with its days."""
    rows = Turn.objects.filter(subject__person=person).select_related("duty").order_by("starts", "pk")
    return [
        {"duty": one.duty.number, "from": _iso(one.starts), "until": _iso(one.ends), "state": one.state, "why": one.why}
        for one in rows
    ]


def said_of_duties(person: Person, actor: Actor) -> dict[str, Any]:
    """Returns what a person said of duties, their own or in an office: laid before, that it does not fit, help asked for."""
    by = actor.opaque_id
    claims = Claim.objects.filter(by=by).select_related("duty", "subject").order_by("pk")
    excuses = Excuse.objects.filter(by=by).select_related("duty").order_by("pk")
    asked = HelpRequest.objects.filter(by=by).select_related("duty").prefetch_related("answers").order_by("pk")
    return {
        "laid_before": [
            {
                "duty": one.duty.number, "said_on": _iso(one.said_on), "words": one.words, "link": one.link, "from": _iso(one.about_from),
                "until": _iso(one.about_to), "taken_back_on": _iso(one.taken_back_on), "of_myself": one.subject.person_id == person.pk,
            }
            for one in claims
        ],
        "does_not_fit": [
            {"duty": one.duty.number, "reason": one.reason, "words": one.words, "from": _iso(one.starts), "until": _iso(one.ends)}
            for one in excuses
        ],
        "help_asked_for": [
            {
                "duty": one.duty.number, "asked_on": _iso(one.asked_on), "words": one.words, "state": one.state,
                "answers": [answer.words for answer in one.answers.all()],
            }
            for one in asked
        ],
    }  # fmt: skip


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
