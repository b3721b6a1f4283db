"""Who joins a team later, who must not read on, and what a departure costs."""

import time
import warnings
from uuid import UUID

import pytest

from answerable.access.actors import Actor
from answerable.access.refusals import Hidden
from answerable.concerns import actions
from answerable.concerns.actions.raising import _new_case, _seal
from answerable.concerns.actions.renewing import SECONDS
from answerable.concerns.models import Case, Declaration, EarlierKey, Grant, Handler, Record
from answerable.concerns.queries.cases import AtTheDesk, case_for
from answerable.concerns.queries.keepers import lost_with
from answerable.concerns.queries.teams import members_now
from answerable.concerns.rules import routing
from answerable.concerns.rules.words import Conflict, Desk
from answerable.vault import people

from .leaving import leaves, opened_with, secrets_in_hand
from .world import KENYA, SECRETARIAT, OfTeam, actor, clear, declared, found, person, raised, readers, team_of, told

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]


def joined(of: OfTeam) -> AtTheDesk:
    """Has somebody join a team later, signed for by two."""
    new, words = person(of.team, actor())
    found(of.team, [*of.people, new], of.people[:2])
    clear(new, words)
    return new


def test_who_joins_later_reads_past_cases_that_a_colleague_chose() -> None:
    of = team_of(2)
    cases = [raised().raiser.case for _ in range(3)]
    for case in cases:
        declared(of, case)
    new = joined(of)
    with pytest.raises(Hidden):
        case_for(new, cases[0])
    granted = actions.grant_past_cases(by=of.people[0], handler=new.handler, cases=cases[:2])
    assert (set(granted.given), granted.shut) == (set(cases[:2]), ())
    for case in cases[:2]:
        actions.declare_conflict(by=new, case=case, value=Conflict.NONE)
        assert actions.read_case(by=new, case=case).breaks == ()
    with pytest.raises(Hidden):
        case_for(new, cases[2])
    with pytest.raises(Hidden):
        actions.grant_past_cases(by=new, handler=of.people[0].handler, cases=cases[2:])


def test_past_cases_stay_shut_to_whoever_must_not_read() -> None:
    """B09: also after “grant past cases”, also once the same person was named again, under another id."""
    of = team_of(3)
    shut_out = of.people[0]
    case = raised(excluded=routing.Excluded(people=frozenset({shut_out.id}))).raiser.case
    by, *_ = declared(of, case)
    assert actions.grant_past_cases(by=by, handler=shut_out.handler, cases=[case]).shut == (case,)
    account = Actor(account_id=UUID(shut_out.handler.account))
    leaves(of, shut_out)
    of.people.remove(shut_out)
    again, words = person(of.team, account)
    assert again.id != shut_out.id
    found(of.team, [*of.people, again], of.people[:2])
    clear(again, words)
    assert actions.grant_past_cases(by=by, handler=again.handler, cases=[case]).shut == (case,)
    assert not Grant.held.filter(compartment__case=case, handler=again.handler).exists()


def test_who_stood_aside_stays_so_under_another_id() -> None:
    of = team_of(3)
    case = raised().raiser.case
    first, second = declared(of, case)
    actions.declare_conflict(by=first, case=case, value=Conflict.YES)
    assert Declaration.held.filter(handler=first.handler).exists()
    account = Actor(account_id=UUID(first.handler.account))
    leaves(of, first)
    of.people.remove(first)
    again, words = person(of.team, account)
    found(of.team, [*of.people, again], of.people[:2])
    clear(again, words)
    assert actions.grant_past_cases(by=second, handler=again.handler, cases=[case]).shut == (case,)


def test_excluded_person_is_excluded_in_every_team() -> None:
    """B09: somebody who reads in two teams and must not, gets no key in the one it climbs to either."""
    who = actor()
    team = actions.set_up_team(by=SECRETARIAT, desk=Desk.COUNTRY, place=KENYA)
    both = [person(team, one) for one in (who, actor())]
    near = both[0][0]
    found(team, [one for one, _ in both], [one for one, _ in both])
    for one, words in both:
        clear(one, words)
    actions.open_channel(by=near)
    above = team_of(2, desk=Desk.GLOBAL, place="")
    there, said = person(above.team, who)
    found(above.team, [*above.people, there], above.people)
    clear(there, said)
    excluded = routing.Excluded(people=frozenset({near.id}))
    case = raised(excluded=excluded).raiser.case
    assert {one.id for one in readers(above, case)} == {one.id for one in above.people}
    assert Case.held.get(pk=case).team == above.team
    assert not Grant.held.filter(handler=there.handler).exists()


def test_numbers_of_what_is_lost_are_exact() -> None:
    """B30: so many become unreadable to this person, so many of them have no other reader."""
    of = team_of(2)
    cases = [raised().raiser.case for _ in range(3)]
    first, second = of.people
    Grant.held.filter(compartment__case=cases[0], handler=second.handler).delete()
    lost = lost_with(first.handler)
    assert (lost.cases, lost.without_reader) == (3, 1)
    assert (lost_with(second.handler).cases, lost_with(second.handler).without_reader) == (2, 0)
    assert Handler.held.count() == 2


@pytest.mark.parametrize("cases", [60, pytest.param(5000, marks=pytest.mark.soak)])
def test_departure_with_very_many_grants_is_done_at_once(cases: int) -> None:
    """B23: two compartments of 5,000 open cases are 10,000 grants; gone within ten seconds, and new keys before the next word."""
    of = team_of(3)
    first, second, third = of.people
    members = tuple(members_now(of.team))
    author = people.keys_of(people.new_seed())
    for _ in range(cases):
        _seal(_new_case(of.team, author, None), told(), routing.Excluded(), members, author)
    assert Grant.held.filter(handler=first.handler).count() == cases * 2
    old = secrets_in_hand(first)
    revision = actions.propose_roster(by=second, handlers=[second.handler, third.handler])
    began, worked = time.monotonic(), time.process_time()
    assert actions.sign_roster(by=third, revision=revision)
    took, worked = time.monotonic() - began, time.process_time() - worked
    done = EarlierKey.held.count()
    assert not Grant.held.filter(handler=first.handler).exists()
    assert took < 10, (took, worked, done)
    assert done == cases * 2 or took > SECONDS
    left = Case.held.exclude(pk__in=EarlierKey.held.values("compartment__case")).order_by("pk")[:10]
    before = set(Record.held.values_list("pk", flat=True))
    for case in left:
        actions.declare_conflict(by=second, case=case.pk, value=Conflict.NONE)
        actions.note(by=second, case=case.pk, words="A note.")
    assert opened_with(old) & (set(Record.held.values_list("pk", flat=True)) - before) == set()
    assert len(secrets_in_hand(second)) == cases * 2
    if cases > 1000:
        warnings.warn(f"B23: {took:.1f} s, {worked:.1f} s of work, {done} compartments renewed at once", stacklevel=1)
