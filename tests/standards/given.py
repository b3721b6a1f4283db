"""Duties, claims and standing as tests need them, made through the room's own acts."""

import datetime as dt
from collections import Counter
from typing import Any

from answerable.access.actors import Actor
from answerable.alliance.models import Network, Organisation, Person
from answerable.kit import clock, queue
from answerable.standards.actions.claiming import Said, claim
from answerable.standards.actions.duties import Asking, NewDuty, Words, add_duty
from answerable.standards.actions.reckoning import prepared
from answerable.standards.models import Belonging, Claim, Count, Duty, Silence, Subject, Tally, Turn
from answerable.standards.queries.standing import standing_of
from answerable.standards.queries.subjects import name_of
from answerable.standards.rules.shapes import Judgement
from answerable.standards.rules.words import Cadence, Level
from tests import cast
from tests.again import once

CONSOLE = Actor.of_system("console")


def days(number: int) -> dt.date:
    """Returns the day so many days from today."""
    return clock.today() + dt.timedelta(days=number)


def asking(**facts: Any) -> Asking:
    given: dict[str, Any] = {
        "levels": (Level.ORGANISATION,),
        "cadence": Cadence.AT_LEAST,
        "words": {"en": Words("Talk with women’s-rights groups", "Meet them and listen.")},
    }
    return Asking(**{**given, **facts})


def duty(number: str = "X1", *, main: bool = True, **facts: Any) -> Duty:
    return once(lambda: _duty(number, main=main, **facts), called=("duty", number, main, repr(sorted(facts.items()))))


def _duty(number: str, *, main: bool, **facts: Any) -> Duty:
    made = add_duty(by=CONSOLE, duty=NewDuty(number, asking(**facts), main=main))
    queue.run_ready()
    return made


def subject(thing: Organisation | Network | Person) -> Subject:
    (found,) = prepared([name_of(thing)])
    return found


def said(alliance: cast.Alliance, on: Duty, **facts: Any) -> Claim:
    """Tumaini Circle's focal point says something of a duty."""
    return claim(
        by=alliance.actor("focal_point_here"), subject=subject(alliance.circle), duty=on, said=Said(**{"words": "We met.", **facts})
    )  # fmt: skip


def stands(thing: Organisation | Network | Person, on: Duty, day: dt.date | None = None) -> Judgement | None:
    found = standing_of([subject(thing)], [on], day or clock.today())
    return found[0].judgement if found else None


def written() -> dict[str, Any]:
    """Returns everything that was reckoned, without the keys of its rows."""
    tallies: Counter[tuple[Any, ...]] = Counter()
    for network, of, kind, state, day, change in Tally.objects.values_list(
        "network", "duty", "kind", "state", "day", "change"
    ):
        tallies[network, of, kind, state, day] += change
    return {
        "turns": set(Turn.objects.values_list("subject__name", "duty", "starts", "ends", "state", "why", "have", "need", "due", "bases")),
        "belongings": set(Belonging.objects.values_list("subject__name", "network", "starts", "ends")),
        "silences": {name: str(spans) for name, spans in Silence.objects.values_list("subject__name", "spans") if spans},
        "tallies": {key: number for key, number in tallies.items() if number},
    }  # fmt: skip


def forget_what_was_reckoned() -> None:
    """As if nothing had ever been reckoned; what nobody else knows stays: traits."""
    for model in (Turn, Belonging, Silence, Tally, Count):
        model.objects.all().delete()
