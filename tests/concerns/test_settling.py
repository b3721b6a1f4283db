"""Unlocking hands on what somebody must not read: a little each time, and each case by itself."""

from uuid import UUID, uuid4

import pytest
from django.db import connection

from answerable.access.refusals import Hidden
from answerable.concerns import actions
from answerable.concerns.actions import settling
from answerable.concerns.models import Case, Declaration, Record
from answerable.concerns.queries.cases import AtTheDesk, case_for
from answerable.concerns.queries.many import Opener
from answerable.concerns.rules.words import Conflict, Desk

from .world import REGION, OfTeam, declared, raised, readers, team_of

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]


def held_in_vain(count: int) -> tuple[OfTeam, AtTheDesk, list[UUID]]:
    """Returns a team, one of it who told of ties while nobody else was there, and the cases whose last key they keep."""
    of = team_of(2)
    first, last = of.people
    cases = [raised().raiser.case for _ in range(count)]
    for case in cases:
        declared(of, case)
        actions.recuse(by=first, case=case)
        actions.declare_conflict(by=last, case=case, value=Conflict.YES)
    return of, last, cases


def without_a_header(case: UUID) -> None:
    Record.held.filter(compartment__case=case, compartment__name="intake").delete()


def test_one_case_that_raises_keeps_nobody_out_and_no_other_from_being_handed_on() -> None:
    """B09: a row that somebody altered locks no handler out; its case stays hidden from them."""
    of, last, cases = held_in_vain(3)
    without_a_header(cases[1])
    team_of(2, desk=Desk.REGION, place=REGION)
    actions.settle_ties(by=last)
    assert [bool([one for one in readers(of, case) if one.id == last.id]) for case in cases] == [False, True, False]
    with pytest.raises(Hidden):
        case_for(last, cases[1])


def test_case_that_is_erased_meanwhile_hinders_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """B09: what was found is not there any more once it is locked."""
    of = team_of(2)
    declared(of, raised().raiser.case)
    monkeypatch.setattr(Opener, "excluded", lambda self, cases: iter([uuid4()]))
    actions.settle_ties(by=of.people[0])


def test_portion_that_does_not_open_is_looked_through_case_by_case(monkeypatch: pytest.MonkeyPatch) -> None:
    """B09: one that raises while it is looked at hides none of the others."""
    of = team_of(2)
    cases = [raised().raiser.case for _ in range(3)]
    seen: list[UUID] = []

    def looked(self: Opener, some: list[Case]) -> list[UUID]:
        if cases[1] in [one.pk for one in some]:
            raise ValueError("altered")
        seen.extend(one.pk for one in some)
        return []

    monkeypatch.setattr(Opener, "excluded", looked)
    actions.settle_ties(by=of.people[0])
    assert set(seen) == {cases[0], cases[2]}


def test_handing_on_ends_with_the_same_clock_and_lets_others_write_between(monkeypatch: pytest.MonkeyPatch) -> None:
    """B50: one case at least each time, the rest at the next; between two of them nothing is held."""
    of, last, cases = held_in_vain(3)
    team_of(2, desk=Desk.REGION, place=REGION)
    outside, rests = len(connection.savepoint_ids), []
    monkeypatch.setattr(settling, "give_way", lambda: rests.append(len(connection.savepoint_ids)))
    monkeypatch.setattr(settling, "SECONDS", 0)
    for left in (2, 1, 0):
        actions.settle_ties(by=last)
        assert sum(last.id in [one.id for one in readers(of, case)] for case in cases) == left
    assert rests == [outside] * 3
    assert Declaration.held.filter(handler=last.handler, value=Conflict.YES).count() == 3
