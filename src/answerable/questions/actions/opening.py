"""Opening a round, and giving it another link where the first has gone astray."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from answerable.access.actors import Actor
from answerable.access.refusals import Unacceptable
from answerable.alliance.permissions import require
from answerable.alliance.queries.days import today_at
from answerable.kit.text import slug_by_chance

from ..models import Count, Pile, Round
from ..queries.content import choices_of
from ..queries.rounds import hashed, is_open, of_subject
from ..queries.subjects import Subject, holds, place_of, sets_of, told_of
from ..rules.pictures import why_not_opened
from ..rules.words import Way
from .ending import close_round
from .recording import enter, locked_by_holder

MOST_DAYS, MOST_PEOPLE = 366, 100_000


@dataclass(frozen=True)
class Opened:
    """A round, and its link: known now and never again, since only its hash is kept."""

    round: Round
    link: str


@transaction.atomic
def open_round(*, by: Actor, subject: Subject, questions: str, ends: dt.date, expected: int) -> Opened:
    """Asks a set of questions about something, through a last day, of as many people as are expected to answer."""
    require(by.system != "" or holds(by, subject))
    if questions not in sets_of(subject):
        raise Unacceptable("no_such_set", field="questions")
    today = today_at(place_of(subject))
    if code := why_not_opened(expected=expected, days=(ends - today).days, most_days=MOST_DAYS):
        raise Unacceptable(code, field="expected" if code == "too_few_people" else "ends")
    if expected > MOST_PEOPLE:
        raise Unacceptable("too_many_people", field="expected", most=MOST_PEOPLE)
    _end_what_is_over(by, subject, questions)
    link = slug_by_chance()
    made = Round.objects.create(
        kind=subject.kind, subject=subject.id, questions=questions, expected=expected, opened_on=today, ends=ends,
        told_of=told_of(subject), link_hash=hashed(link), by=by.opaque_id,
    )  # fmt: skip
    for way in Way:
        pile = Pile.objects.create(round=made, way=way)
        Count.objects.bulk_create(
            Count(pile=pile, question=question, choice=choice)
            for question, choices in choices_of(questions).items()
            for choice in choices
        )
    enter(by, "open_round", made, {"questions": questions, "expected": expected})
    return Opened(made, link)


def _end_what_is_over(by: Actor, subject: Subject, questions: str) -> None:
    """One round at a time about one thing; one whose last day is over is closed on the way."""
    for one in of_subject(subject).filter(questions=questions, closed_on=None):
        if is_open(one):
            raise Unacceptable("open_already", field="questions")
        close_round(by=by, found=one)


@transaction.atomic
def renew_link(*, by: Actor, found: Round) -> str:
    """Gives an open round another link; the one before leads nowhere from now on."""
    kept = locked_by_holder(by, found)
    if not is_open(kept):
        raise Unacceptable("round_over")
    link = slug_by_chance()
    kept.link_hash = hashed(link)
    kept.save(update_fields=["link_hash"])
    enter(by, "renew_link", kept)
    return link
