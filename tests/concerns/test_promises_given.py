"""Promises of the alliance and of teams: who may set which, whom they hold for, and what the person is told."""

import datetime as dt
from typing import Any

import pytest
import time_machine

from answerable.access.refusals import Unacceptable
from answerable.concerns.actions.promising import promise
from answerable.concerns.actions.teams import NotYours
from answerable.concerns.models import Case, TeamPromises
from answerable.concerns.queries.promised import of_alliance, of_team, whose
from answerable.concerns.queries.threads import opened_by, thread_of
from answerable.concerns.rules.clocks import Kind
from answerable.concerns.rules.own_promises import Own
from answerable.concerns.rules.words import Desk
from answerable.kit import clock
from answerable.ledger.models import Entry

from . import world
from .world import KENYA, raised, team_of

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]
MONDAY = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)


def test_alliance_promises_what_its_settings_say(settings: Any) -> None:
    settings.CONCERNS_PROMISES = {**settings.CONCERNS_PROMISES, "feedback_days": 120}
    assert (of_alliance().feedback_days, of_alliance().may_extend) == (120, True)
    settings.CONCERNS_EU = True
    assert (of_alliance().feedback_days, of_alliance().may_extend) == (90, False)


def test_team_promises_more_and_whoever_comes_then_is_told_so() -> None:
    """The person reads the day that follows from the promise of those who read, and whose it is."""
    with time_machine.travel(MONDAY, tick=False):
        of = team_of(2)
        assert promise(by=of.people[0], own=Own({"acknowledge_workdays": 1, "acknowledge_days": 2}))
        found = thread_of(raised().raiser)
    assert found.promised is not None
    assert (found.promised.kind, found.promised.day) == (Kind.ACKNOWLEDGE, dt.date(2026, 3, 3))
    assert found.given_by is not None
    assert (found.given_by.desk, found.given_by.place) == (Desk.COUNTRY, KENYA)


def test_whoever_came_before_keeps_the_promise_they_were_given() -> None:
    """In both directions: a team that gives itself more time again takes nothing from anybody, and the clear day does not move."""
    with time_machine.travel(MONDAY, tick=False):
        of = team_of(2)
        early = raised().raiser
        promise(by=of.people[0], own=Own({"acknowledge_workdays": 1}))
        strict = raised().raiser
        promise(by=of.people[1], own=Own({"acknowledge_workdays": 3}))
        late = raised().raiser
        days = [found.day for one in (early, strict, late) if (found := thread_of(one).promised)]
        assert days == [dt.date(2026, 3, 5), dt.date(2026, 3, 3), dt.date(2026, 3, 5)]
    assert [one.number for one in TeamPromises.held.order_by("number")] == [1, 2]


def test_setting_that_changes_later_changes_no_promise_that_was_given(settings: Any) -> None:
    with time_machine.travel(MONDAY, tick=False):
        team_of(2)
        made = raised().raiser
        settings.CONCERNS_PROMISES = {**settings.CONCERNS_PROMISES, "acknowledge_workdays": 7}
        found = thread_of(made).promised
        assert found is not None
        assert found.day == dt.date(2026, 3, 5)


def test_promise_is_sealed_with_what_was_told_and_shown_to_nobody_as_such() -> None:
    team_of(2)
    made = raised().raiser
    _, found = opened_by(made)
    assert whose(found.entries) is not None
    assert all("promises" not in one.said for one in thread_of(made).messages)
    columns = {field.name for field in Case._meta.concrete_fields}
    assert "promises" not in columns


def test_team_promises_nothing_laxer_and_nobody_else_promises_for_it() -> None:
    of, others = team_of(2), team_of(2, place="000100010002")
    with pytest.raises(Unacceptable) as told:
        promise(by=of.people[0], own=Own({"feedback_days": 91}))
    assert (told.value.code, told.value.field, told.value.facts["most"]) == (
        "longer_than_the_alliance",
        "feedback_days",
        90,
    )
    assert not TeamPromises.held.exists()
    promise(by=of.people[0], own=Own({"feedback_days": 30}))
    assert (of_team(of.team).feedback_days, of_team(others.team).feedback_days) == (30, 90)


def test_whoever_is_not_signed_for_changes_nothing() -> None:
    of = team_of(2)
    new, _ = world.person(of.team, world.actor())
    with pytest.raises(NotYours):
        promise(by=new, own=Own({"feedback_days": 30}))


def test_change_is_recorded_once() -> None:
    of = team_of(2)
    before = Entry.objects.count()
    assert promise(by=of.people[0], own=Own({"feedback_days": 30}))
    assert not promise(by=of.people[0], own=Own({"feedback_days": 30}))
    (entry,) = Entry.objects.order_by("n")[before:]
    assert (entry.act, entry.subject_id) == ("promise", str(of.team.pk))
    assert TeamPromises.held.get().day == clock.today()
