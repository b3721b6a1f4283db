"""All that is kept here about a person, for them to take along."""

import datetime as dt
from typing import Any

from answerable.access.actors import Actor
from answerable.alliance.models import Person
from answerable.kit import clock

from ..models import Comment, Commitment, Evidence
from .evidence import about
from .naming import Names
from .seeing import with_lines


def commitments_of(person: Person, actor: Actor) -> list[dict[str, Any]]:
    """Returns what a person said they would do themself, whole."""
    listed = list(with_lines(Commitment.objects.filter(person=person)).prefetch_related("turns").order_by("pk"))
    names = Names.of(listed, actor, "en", clock.today())
    return [
        {
            "words": {text.language: {"what": text.what, "more": text.more} for text in one.texts.all()},
            "made_to": [names.party(party) or party.kind for party in one.owed.all()],
            "made": _iso(one.made_on), "due": _iso(one.due), "state": one.state, "shown_to": one.shown, "came_from": [one.origin, one.origin_words],
            "steps": [{"step": step.words, "due": _iso(step.due), "done": _iso(step.done_on)} for step in one.steps.all()],
            "history": [
                {"what": row.kind, "state": row.state, "on": _iso(row.on), "from": _iso(row.due_before), "to": _iso(row.due_after), "words": row.words}
                for row in one.turns.all()
            ],
        }
        for one in listed
    ]  # fmt: skip


def said_by(actor: Actor) -> list[dict[str, Any]]:
    """Returns what an account itself said and laid before, for whichever side."""
    comments = Comment.objects.filter(by=actor.opaque_id, taken_back_on=None)
    evidence = Evidence.objects.filter(by=actor.opaque_id, taken_back_on=None)
    return [
        *({"on": _iso(one.on), "comment": one.words} for one in comments),
        *({"on": _iso(one.on), "evidence": one.words, "link": one.link, "file": _name(one)} for one in evidence),
    ]


def _name(evidence: Evidence) -> str | None:
    told = about(evidence)
    return told.name if told else None


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
