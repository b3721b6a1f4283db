"""The alliance's rules, without a database."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.alliance.rules.composition import (
    Sitting,
    Standing,
    counted,
    judge,
    needed,
    why_not_on_womens_rights_seat,
)
from answerable.alliance.rules.memberships import NEXT, why_not_next
from answerable.alliance.rules.terms import Span, overlapping, why_not_span
from answerable.alliance.rules.tree import why_not_moved, why_not_under
from answerable.alliance.rules.words import Level, Measure, MembershipState

DAY = dt.date(2026, 11, 1)
days = st.dates(dt.date(2000, 1, 1), dt.date(2050, 1, 1))
spans = st.builds(
    lambda a, n: Span(a, None if n is None else a + dt.timedelta(days=n)), days, st.none() | st.integers(0, 4000)
)
WOMENS_RIGHTS = frozenset({Measure.WOMENS_RIGHTS_ORGANISATIONS.value})


@pytest.mark.parametrize(
    ("level", "parent", "fits"),
    [
        (Level.REGION, Level.ALLIANCE, True),
        (Level.COUNTRY, Level.REGION, True),
        (Level.LOCAL, Level.COUNTRY, True),
        (Level.REGION, Level.COUNTRY, False),
        (Level.ALLIANCE, Level.ALLIANCE, False),
        (Level.LOCAL, Level.REGION, False),
    ],
)
def test_network_stands_only_where_its_level_fits(level: Level, parent: Level, fits: bool) -> None:
    assert (why_not_under(level, parent) == "") is fits


def test_region_does_not_move_under_its_own_country() -> None:
    code = why_not_moved(path="00010001", level=Level.REGION, parent_path="000100010002", parent_level=Level.COUNTRY)
    assert code == "cannot_stand_under_itself"


@given(spans, spans)
def test_overlap_is_mutual(one: Span, other: Span) -> None:
    assert one.overlaps(other) == other.overlaps(one)


@given(spans, days)
def test_span_overlaps_a_day_exactly_when_it_covers_it(span: Span, day: dt.date) -> None:
    assert span.overlaps(Span(day, day)) == span.covers(day)


def test_overlapping_counts_the_last_day() -> None:
    held = Span(dt.date(2026, 1, 1), DAY)
    assert overlapping(Span(DAY), [held]) == held
    assert overlapping(Span(DAY + dt.timedelta(days=1)), [held]) is None


def test_span_may_not_end_before_it_starts() -> None:
    assert why_not_span(Span(DAY, DAY - dt.timedelta(days=1))) == "ends_before_it_starts"


@given(st.sampled_from(sorted(NEXT)), st.sampled_from(list(MembershipState)))
def test_membership_never_moves_to_the_state_it_is_in(state: str, following: MembershipState) -> None:
    assert why_not_next(state, state, reason="x") or state == ""
    assert (why_not_next(state, following, reason="why") == "") is (following in NEXT[state])


def test_suspension_needs_a_reason() -> None:
    assert why_not_next(MembershipState.MEMBER, MembershipState.SUSPENDED, reason=" ") == "reason_needed"


def test_two_seats_of_one_organisation_count_once() -> None:
    """Source: every national steering committee includes at least two women's-rights organisations."""
    sittings = [Sitting(seat, Span(DAY), WOMENS_RIGHTS, organisation=7) for seat in (1, 2)]
    verdict = judge(
        sittings, Measure.WOMENS_RIGHTS_ORGANISATIONS, at_least=2, at_least_percent=None, day=DAY, horizon=90
    )
    assert (verdict.standing, verdict.number) == (Standing.BROKEN, 1)


def test_rule_warns_before_a_term_ends() -> None:
    last = DAY + dt.timedelta(days=30)
    sittings = [
        Sitting(1, Span(DAY, last), WOMENS_RIGHTS, organisation=1),
        Sitting(2, Span(DAY), WOMENS_RIGHTS, organisation=2),
    ]
    verdict = judge(
        sittings, Measure.WOMENS_RIGHTS_ORGANISATIONS, at_least=2, at_least_percent=None, day=DAY, horizon=90
    )
    assert (verdict.standing, verdict.on) == (Standing.ENDING, last + dt.timedelta(days=1))


def test_rule_does_not_warn_when_a_successor_is_seated() -> None:
    last = DAY + dt.timedelta(days=30)
    sittings = [
        Sitting(1, Span(DAY, last), WOMENS_RIGHTS, organisation=1),
        Sitting(1, Span(last + dt.timedelta(days=1)), WOMENS_RIGHTS, organisation=3),
        Sitting(2, Span(DAY), WOMENS_RIGHTS, organisation=2),
    ]
    verdict = judge(
        sittings, Measure.WOMENS_RIGHTS_ORGANISATIONS, at_least=2, at_least_percent=None, day=DAY, horizon=90
    )
    assert verdict.standing == Standing.KEPT


@given(st.integers(0, 200), st.integers(1, 100))
def test_share_needed_is_the_smallest_number_that_reaches_it(of: int, share: int) -> None:
    need = needed(of, at_least=None, at_least_percent=share)
    assert need * 100 >= share * of
    assert need == 0 or (need - 1) * 100 < share * of


@given(
    st.lists(
        st.builds(Sitting, st.integers(1, 9), spans, st.just(frozenset({"women"})), st.none(), st.integers(1, 99)),
        max_size=12,
    ),
    days,
)
def test_people_counted_never_exceed_those_sitting(sittings: list[Sitting], day: dt.date) -> None:
    number, of = counted(sittings, Measure.WOMEN, day)
    assert 0 <= number <= of <= len(sittings)


@pytest.mark.parametrize(
    ("led", "core", "fits"), [(True, True, True), (True, None, False), (None, True, False), (False, True, False)]
)
def test_womens_rights_seat_asks_for_both(led: bool | None, core: bool | None, fits: bool) -> None:
    assert (why_not_on_womens_rights_seat(women_led=led, womens_rights_core=core) == "") is fits
