"""Whoever a concern is about holds no key to it and hears nothing of it, by whatever id they are named."""

import datetime as dt
from uuid import UUID

import pytest

from answerable.concerns import actions
from answerable.concerns.models import Case, Declaration, Grant
from answerable.concerns.queries import late
from answerable.concerns.queries.booked import entries_for
from answerable.concerns.queries.cases import AtTheDesk
from answerable.concerns.queries.keepers import without_key
from answerable.concerns.rules import routing
from answerable.concerns.rules.words import AboutLevel, Conflict, Desk
from answerable.kit import clock

from .world import ABOUT, KENYA, REGION, SECRETARIAT, actor, declared, found, person, raised, readers, team_of

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]


def naming(key: object, level: AboutLevel = AboutLevel.LOCAL) -> routing.About:
    """Returns that it is about somebody of a team too."""
    return routing.About((*ABOUT.parties, routing.Party(level, "", str(key), (KENYA, REGION))), ABOUT.where)


def elsewhere(one: AtTheDesk) -> str:
    """Returns the id under which somebody is named for another team too."""
    team = actions.set_up_team(by=SECRETARIAT, desk=Desk.GLOBAL, place="")
    return str(actions.name_handler(by=SECRETARIAT, team=team, account=one.opaque_id).pk)


def test_past_case_stays_shut_to_whoever_is_named_by_another_id() -> None:
    """Invariant 3: what they lost as the one it is about does not come back with the past cases."""
    of = team_of(3)
    case = raised().raiser.case
    first, second = declared(of, case)
    actions.name_parties(by=first, case=case, about=naming(elsewhere(second)))
    declared(of, case)
    assert second not in readers(of, case)
    assert actions.grant_past_cases(by=first, handler=second.handler, cases=[case]).shut == (case,)
    assert second not in readers(of, case)


def test_whoever_is_named_by_another_id_is_not_told_above() -> None:
    """Invariant 3: those above hear that something is late, but for the one it is about."""
    of, who = team_of(2), actor()
    named = actions.name_handler(by=SECRETARIAT, team=of.team, account=who.opaque_id)
    above = team_of(2, desk=Desk.REGION, place=REGION)
    there, words = person(above.team, who)
    found(above.team, [*above.people, there], above.people)
    actions.note_recovery_code(by=there, words=words)
    actions.rehearse(by=there)
    case = raised().raiser.case
    Case.held.filter(pk=case).update(due=clock.today() - late.SOON)
    assert UUID(there.opaque_id) in late.above_the_late(clock.today())
    first, _ = declared(of, case)
    actions.name_parties(by=first, case=case, about=naming(named.pk))
    Case.held.filter(pk=case).update(due=clock.today() - late.SOON)
    told = late.above_the_late(clock.today())
    assert told == {UUID(one.opaque_id) for one in above.people}


def test_named_reader_loses_their_key_where_it_should_climb_and_nobody_is_above() -> None:
    """Invariant 3: a colleague who may read on is there, so nobody waits for those above."""
    of = team_of(2)
    case = raised().raiser.case
    first, second = declared(of, case)
    actions.name_parties(by=first, case=case, about=naming(second.id, AboutLevel.COUNTRY))
    assert readers(of, case) == [first]
    assert UUID(second.opaque_id) not in late.waiting_for(clock.today() + dt.timedelta(days=30))


def test_what_is_handed_up_is_told_to_those_above_its_new_readers() -> None:
    of, region = team_of(2), team_of(2, desk=Desk.REGION, place=REGION)
    over = team_of(2, desk=Desk.GLOBAL, place="")
    case = raised().raiser.case
    first, _ = declared(of, case)
    actions.name_parties(by=first, case=case, about=naming("", AboutLevel.COUNTRY))
    assert len(readers(region, case)) == 2
    Case.held.filter(pk=case).update(due=clock.today() - late.SOON)
    assert late.above_the_late(clock.today()) == {UUID(one.opaque_id) for one in over.people}


@pytest.mark.parametrize("how", ["named", "ties"])
def test_whoever_keeps_a_key_for_want_of_others_hears_nothing_of_the_case(how: str) -> None:
    """B02, B09: the book, past cases and reminders leave out what its holder may not open."""
    of = team_of(3)
    case = raised().raiser.case
    first, second = declared(of, case)
    (third,) = [one for one in of.people if one not in (first, second)]
    assert [one.case.pk for one in without_key(first, third.handler)] == [case]
    actions.note(by=second, case=case, words="A note.")
    if how == "named":
        kept = list(Grant.held.filter(compartment__case=case, handler=first.handler))
        actions.name_parties(by=second, case=case, about=naming(first.id))
        for one in kept:
            one.save(force_insert=True)
    else:
        actions.declare_conflict(by=first, case=case, value=Conflict.NONE)
        Declaration.held.filter(case=case, handler=first.handler).update(value=Conflict.YES)
        assert UUID(first.opaque_id) not in late.waiting_for(clock.today() + dt.timedelta(days=30))
        assert UUID(second.opaque_id) in late.waiting_for(clock.today() + dt.timedelta(days=30))
    assert list(without_key(first, third.handler)) == []
    assert {one.act for one in entries_for(first) if not one.is_mine} == set()
    assert "note" in {one.act for one in entries_for(second)}
