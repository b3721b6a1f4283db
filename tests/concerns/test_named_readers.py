"""Whoever a concern is about holds no key to it and hears nothing of it, by whatever id they are named."""

from uuid import UUID

import pytest

from answerable.concerns import actions
from answerable.concerns.models import Case
from answerable.concerns.queries import late
from answerable.concerns.queries.cases import AtTheDesk
from answerable.concerns.rules import routing
from answerable.concerns.rules.words import AboutLevel, Desk
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
