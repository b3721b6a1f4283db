"""Whoever something happened to stands anew, in the act; sums follow, and nothing of earlier days is rewritten."""

import datetime as dt

import pytest

from answerable.alliance.actions import bodies, organisations
from answerable.kit import clock
from answerable.standards.actions.rebuilding import reckon_all, set_right
from answerable.standards.actions.summing_up import sum_up
from answerable.standards.models import Subject, Tally, Turn
from answerable.standards.queries.counting import Cell, counts_at
from answerable.standards.queries.standing import behind, standing_so
from answerable.standards.rules.words import Basis, Cadence, Level, State
from tests import cast

from .given import CONSOLE, days, duty, forget_what_was_reckoned, said, stands, subject, written

pytestmark = pytest.mark.django_db


def sums(
    alliance: cast.Alliance, number: int, kind: str = "organisation", day: dt.date | None = None
) -> dict[str, dict[State, int]]:
    places = {"root": alliance.root.pk, "here": alliance.here.pk, "elsewhere": alliance.elsewhere.pk}
    found = counts_at(list(places.values()), day or clock.today(), kinds=[kind])
    return {name: dict(found.get(Cell(pk, number, kind), {})) for name, pk in places.items()}


def test_claim_counts_at_once_here_and_above_and_nowhere_else(alliance: cast.Alliance) -> None:
    one = duty()
    assert sums(alliance, one.pk) == {
        "root": {State.NOT_REPORTED: 2}, "here": {State.NOT_REPORTED: 1}, "elsewhere": {State.NOT_REPORTED: 1}
    }  # fmt: skip
    said(alliance, one)
    assert sums(alliance, one.pk) == {
        "root": {State.NOT_REPORTED: 1, State.IN_PLACE: 1},
        "here": {State.IN_PLACE: 1},
        "elsewhere": {State.NOT_REPORTED: 1},
    }
    judged = stands(alliance.circle, one)
    assert judged is not None
    assert (judged.state, judged.bases) == (State.IN_PLACE, frozenset({Basis.DECLARED}))


def test_one_at_risk_stands_for_itself_and_is_in_no_sum(alliance: cast.Alliance) -> None:
    one = duty()
    assert stands(alliance.shelter, one) is not None
    assert sums(alliance, one.pk)["here"] == {State.NOT_REPORTED: 1}


def test_term_that_ends_turns_the_duty_on_the_next_day_and_yesterday_stays(alliance: cast.Alliance) -> None:
    """A seat of a women's-rights organisation ends in ten days: in place until then, and not a day longer."""
    one = duty(levels=(Level.NATIONAL,), cadence=Cadence.CONTINUOUS, times=1, proofs=("seat.womens_rights",))
    assert alliance.term is not None
    bodies.end_term(by=CONSOLE, term=alliance.term, ends=days(10))
    at = {number: stands(alliance.here, one, days(number)) for number in (0, 10, 11)}
    assert {number: judged and judged.state for number, judged in at.items()} == {
        0: State.IN_PLACE, 10: State.IN_PLACE, 11: State.OVERDUE,
    }  # fmt: skip
    assert sums(alliance, one.pk, "network", days(11))["here"][State.OVERDUE] == 1
    assert sums(alliance, one.pk, "network", days(10))["here"][State.IN_PLACE] == 1


def test_everything_reckoned_from_the_beginning_is_what_was_kept_up(alliance: cast.Alliance) -> None:
    one = duty()
    said(alliance, one)
    organisations.welcome_organisation(by=CONSOLE, card=organisations.Card(name="Lake Voices"), network=alliance.local)
    before = written()
    assert before["turns"]
    forget_what_was_reckoned()
    reckon_all()
    assert written() == before
    assert set_right() == (0, 0)


def test_sums_are_the_same_before_and_after_they_are_summed_up(alliance: cast.Alliance) -> None:
    one = duty()
    said(alliance, one)
    before = {number: sums(alliance, one.pk, day=days(number)) for number in (-1, 0, 30, 400)}
    assert sum_up(days(0)) > 0
    assert {number: sums(alliance, one.pk, day=days(number)) for number in (-1, 0, 30, 400)} == before
    said(alliance, one, about_from=days(-40), about_to=days(-40))
    sum_up(days(5))
    assert sums(alliance, one.pk, day=days(0))["here"] == {State.IN_PLACE: 1}
    assert set_right() == (0, 0)


def test_removed_organisation_leaves_every_sum(alliance: cast.Alliance) -> None:
    one = duty()
    said(alliance, one)
    sum_up(days(0))
    subject(alliance.circle).delete()
    assert sums(alliance, one.pk)["here"] == {}
    assert not Turn.objects.filter(subject__name__contains=str(alliance.circle.key)).exists()
    assert Subject.objects.filter(organisation=alliance.circle).count() == 0
    assert Tally.objects.exists()


def test_whoever_is_silent_is_found_as_they_stand(alliance: cast.Alliance) -> None:
    """What is due after an event does not apply where none has happened yet, and is not found among what is not reported."""
    after = duty("X2", cadence=Cadence.AFTER_EACH, proofs=("training.given",), events=("version.adopted",))
    plain = duty("X3")
    there = behind(alliance.here, "organisation", clock.today())
    found = {
        (one.number, state): set(standing_so(there, one, state, clock.today()).values_list("organisation", flat=True))
        for one in (after, plain)
        for state in (State.NOT_APPLICABLE, State.NOT_REPORTED)
    }
    everybody = set(there.values_list("organisation", flat=True))
    assert everybody
    assert found == {
        ("X2", State.NOT_APPLICABLE): everybody, ("X2", State.NOT_REPORTED): set(),
        ("X3", State.NOT_APPLICABLE): set(), ("X3", State.NOT_REPORTED): everybody,
    }  # fmt: skip
