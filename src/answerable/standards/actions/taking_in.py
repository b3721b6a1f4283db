"""Taking in the duties that come with the program, in every language they come in: only those that are not there yet."""

import datetime as dt
from dataclasses import asdict

from answerable.access.actors import Actor

from ..models import Duty
from ..queries.catalogue import FIRST_LANGUAGE, ShippedDuty, catalogue
from .duties import Asking, NewDuty, Words, take_in_duties


def take_in_catalogue(*, by: Actor, starts: dt.date | None = None) -> list[Duty]:
    """Takes in every shipped duty whose number is not there; what the alliance changed stays as it is."""
    return take_in_duties(by=by, shipped=map(as_new, catalogue().duties), starts=starts)


def as_new(one: ShippedDuty) -> NewDuty:
    """Returns a shipped duty as it is taken in."""
    often = one.often
    asking = Asking(
        levels=one.levels, cadence=often.cadence, times=often.times, months=often.months, window=often.window,
        grace_days=often.grace_days, first_due_days=often.first_due_days, proofs=often.proofs, events=often.events,
        begun_by=often.begun_by, checked_by=often.checked_by, kinds=one.organisation_kinds, offices=one.offices,
        source=one.source, language=FIRST_LANGUAGE,
        words={language: Words(**asdict(words)) for language, words in one.words.items()},
    )  # fmt: skip
    return NewDuty(
        number=one.number, asking=asking, main=one.main, followed=one.followed, why_not_followed=one.why_not_followed,
        order=one.order, own=False,
    )  # fmt: skip
