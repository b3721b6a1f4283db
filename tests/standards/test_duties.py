"""What is asked, and what becomes of it when it is asked otherwise: earlier days are never rewritten."""

import datetime as dt

import pytest
import time_machine

from answerable.access.refusals import Hidden, Refused, Unacceptable
from answerable.kit import clock, queue
from answerable.kit.translations import TextState
from answerable.standards.actions.duties import NewDuty, Words, add_duty, ask_otherwise, retire_duty, today
from answerable.standards.actions.rebuilding import reckon_all
from answerable.standards.actions.taking_in import take_in_catalogue
from answerable.standards.actions.wording import say_duty
from answerable.standards.models import Duty, DutyText, Turn
from answerable.standards.queries.asked_of import how_many
from answerable.standards.queries.catalogue import catalogue
from answerable.standards.queries.duties import asking_on
from answerable.standards.queries.standing import history_of
from answerable.standards.rules.cadences import counts_through
from answerable.standards.rules.words import Cadence, Level, State
from tests import cast

from .given import CONSOLE, asking, days, duty, said, stands, subject, written

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def states(alliance: cast.Alliance, one: Duty, *numbers: int) -> list[State | None]:
    found = [stands(alliance.circle, one, days(number)) for number in numbers]
    return [judged.state if judged else None for judged in found]


def test_duty_asked_otherwise_leaves_earlier_days(alliance: cast.Alliance) -> None:
    """Once a year was enough; forty days later it is to be three times in any 18 months, from in ten days on."""
    one = duty(times=1, months=12)
    said(alliance, one)
    with time_machine.travel(clock.now() + dt.timedelta(days=40)):
        before = states(alliance, one, -41, -40, 0, 9)
        turns = list(
            history_of(subject(alliance.circle), one).filter(starts__lte=days(9)).values_list("starts", "state")
        )
        ask_otherwise(by=CONSOLE, duty=one, asking=asking(times=3, months=18, starts=days(10)))
        queue.run_ready()
        assert states(alliance, one, -41, -40, 0, 9) == before == [None, State.IN_PLACE, State.IN_PLACE, State.IN_PLACE]
        assert states(alliance, one, 10) == [State.PARTLY]
        kept = history_of(subject(alliance.circle), one).filter(starts__lte=days(9))
        assert list(kept.values_list("starts", "state")) == turns


def test_three_times_in_any_18_months_is_judged_right(alliance: cast.Alliance) -> None:
    """Three in place; then the first falls out of the 18 months, and two of three are left."""
    first = clock.today()
    with time_machine.travel(clock.now()) as time:
        one = duty(times=3, months=18)
        dates = [first, first + dt.timedelta(days=200), first + dt.timedelta(days=400)]
        for day in dates:
            time.move_to(dt.datetime.combine(day, dt.time(12), dt.UTC))
            said(alliance, one, about_from=day, about_to=day)
        last = counts_through(first, 18)
        at = {
            day: judged and (judged.state, judged.have, judged.need)
            for day in (first, dates[2] - DAY, dates[2], last, last + DAY)
            for judged in [stands(alliance.circle, one, day)]
        }
    assert at == {
        first: (State.PARTLY, 1, 3),
        dates[2] - DAY: (State.PARTLY, 2, 3),
        dates[2]: (State.IN_PLACE, 3, 3),
        last: (State.IN_PLACE, 3, 3),
        last + DAY: (State.PARTLY, 2, 3),
    }


def test_duty_given_up_is_asked_of_nobody_from_then_on(alliance: cast.Alliance) -> None:
    one = duty()
    said(alliance, one)
    one = retire_duty(by=CONSOLE, duty=one, on=days(3))
    queue.run_ready()
    assert states(alliance, one, 0, 2, 3) == [State.IN_PLACE, State.IN_PLACE, None]
    assert Turn.objects.filter(duty=one, starts__gte=days(3)).count() == 0


def test_last_day_that_was_mistyped_is_mended_until_it_is_there(alliance: cast.Alliance) -> None:
    one = duty()
    said(alliance, one)
    for number in (300, 5, 30, 3):
        one = retire_duty(by=CONSOLE, duty=one, on=days(number))
        queue.run_ready()
        assert states(alliance, one, number - 1, number) == [State.IN_PLACE, None]
    with time_machine.travel(clock.now() + 4 * DAY), pytest.raises(Hidden):
        retire_duty(by=CONSOLE, duty=one, on=days(30))


def test_nobody_asks_anew_of_days_that_are_past(alliance: cast.Alliance) -> None:
    by, one = alliance.actor("secretariat"), duty()
    past = asking(starts=days(-3))
    for act in (
        lambda: add_duty(by=by, duty=NewDuty("X2", past)),
        lambda: ask_otherwise(by=by, duty=one, asking=past),
    ):
        with pytest.raises(Unacceptable) as refusal:
            act()
        assert (refusal.value.code, refusal.value.field) == ("starts_in_the_past", "starts")
    assert not Duty.objects.filter(number="X2").exists()


def test_catalogue_is_taken_in_once_and_what_was_changed_stays(alliance: cast.Alliance) -> None:
    made = take_in_catalogue(by=CONSOLE)
    first = Duty.objects.get(number="O1")
    ask_otherwise(by=CONSOLE, duty=first, asking=asking(times=4, months=12))
    assert len(made) == len(catalogue().duties) == Duty.objects.count()
    assert take_in_catalogue(by=CONSOLE) == []
    current = asking_on(first, today())
    assert current is not None
    assert (current.times, Duty.objects.filter(own=True).count()) == (4, 0)


def test_what_was_taken_in_is_as_it_is_shipped(alliance: cast.Alliance) -> None:
    take_in_catalogue(by=CONSOLE)
    for shipped in catalogue().duties:
        kept = asking_on(Duty.objects.get(number=shipped.number), today())
        assert kept is not None
        assert set(kept.levels) == set(shipped.levels)
        assert {text.language for text in kept.texts.all()} == set(shipped.words)


def test_catalogue_reckoned_twice_is_reckoned_alike(alliance: cast.Alliance) -> None:
    take_in_catalogue(by=CONSOLE)
    queue.run_ready()
    before = written()
    assert (reckon_all(), written()) == (0, before)


def test_only_who_writes_for_the_alliance_may(alliance: cast.Alliance) -> None:
    one = duty()
    for role in ("coordinator_here", "editor_here", "focal_point_here"):
        actor = alliance.actor(role)
        with pytest.raises(Refused):
            take_in_catalogue(by=actor)
        with pytest.raises(Refused):
            say_duty(by=actor, duty=one, asking=one.askings.get(), language="es", words=Words("Reunirse"))


def test_first_language_said_otherwise_makes_others_stale(alliance: cast.Alliance) -> None:
    one = duty()
    version = one.askings.get()
    say_duty(by=CONSOLE, duty=one, asking=version, language="es", words=Words("Reunirse con organizaciones de mujeres"))
    assert DutyText.objects.get(asking=version, language="es").state == TextState.REVIEWED
    say_duty(by=CONSOLE, duty=one, asking=version, language="en", words=Words("Meet twice, and listen"))
    assert DutyText.objects.get(asking=version, language="es").state == TextState.STALE
    say_duty(by=CONSOLE, duty=one, asking=version, language="es", words=Words("Reunirse dos veces y escuchar"))
    assert DutyText.objects.get(asking=version, language="es").state == TextState.REVIEWED


def test_those_of_whom_it_is_asked_are_counted_as_they_are_judged(alliance: cast.Alliance) -> None:
    every = tuple(Level)
    assert how_many(every, (), (), clock.today())[Level.ORGANISATION] == 2  # one at risk is in no number
    assert how_many(every, ("womens_rights",), (), clock.today()) == {
        Level.GLOBAL: 0, Level.REGIONAL: 0, Level.NATIONAL: 0, Level.ORGANISATION: 1, Level.INDIVIDUAL: 0,
    }  # fmt: skip
    one = duty(levels=(Level.ORGANISATION,), kinds=("womens_rights",), cadence=Cadence.ONCE)
    asked = [thing for thing in (alliance.circle, alliance.shelter, alliance.nile) if stands(thing, one) is not None]
    assert asked == [alliance.circle]
    people = duty("X2", levels=(Level.INDIVIDUAL,), offices=("coordinator",), cadence=Cadence.ONCE)
    found = [person for person in alliance.people.values() if stands(person, people) is not None]
    assert len(found) == how_many(("individual",), (), ("coordinator",), clock.today())[Level.INDIVIDUAL]
