"""How many make one picture."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.standards.rules.rolling_up import Shares, roll_up
from answerable.standards.rules.words import State, Together

from .cases import LAW

COUNTS = st.dictionaries(st.sampled_from(State), st.integers(0, 50))
WORSE = [State.IN_PLACE, State.PARTLY, State.STARTED, State.NOT_REPORTED]


@LAW
@given(counts=COUNTS, more=st.integers(0, 9))
def test_whoever_has_nothing_to_do_changes_nothing(counts: dict[State, int], more: int) -> None:
    without: dict[State, int] = {state: number for state, number in counts.items() if state != State.NOT_APPLICABLE}
    if any(without.values()):
        assert roll_up(without | {State.NOT_APPLICABLE: more}).state == roll_up(without).state


@LAW
@given(counts=COUNTS, times=st.integers(1, 9))
def test_more_of_the_same_is_the_same_picture(counts: dict[State, int], times: int) -> None:
    once, often = roll_up(counts), roll_up({state: number * times for state, number in counts.items()})
    assert (once.state, once.why) == (often.state, often.why)


@LAW
@given(counts=COUNTS, to=st.sampled_from([State.IN_PLACE, State.PARTLY, State.STARTED]))
def test_one_more_that_reports_never_makes_it_worse(counts: dict[State, int], to: State) -> None:
    silent = counts | {State.NOT_REPORTED: counts.get(State.NOT_REPORTED, 0) + 1}
    reported = dict(counts)
    reported[to] = reported.get(to, 0) + 1
    before, after = roll_up(silent).state, roll_up(reported).state
    assert (
        before == after
        or (before in WORSE and after in WORSE and WORSE.index(after) < WORSE.index(before))
        or (before == State.OVERDUE and after == State.IN_PLACE)
    )


@LAW
@given(counts=COUNTS)
def test_silence_alone_is_not_reported_and_overdue_needs_its_share(counts: dict[State, int]) -> None:
    rolled = roll_up(counts)
    assert rolled.asked == sum(counts.values()) - counts.get(State.NOT_APPLICABLE, 0)
    if rolled.state == State.OVERDUE:
        assert counts[State.OVERDUE] * 100 >= 34 * rolled.asked


@pytest.mark.parametrize(
    ("counts", "state", "why"),
    [
        ({}, None, Together.NOBODY_ASKED),
        ({State.NOT_APPLICABLE: 3}, State.NOT_APPLICABLE, Together.NOT_ASKED_NOW),
        ({State.IN_PLACE: 3, State.NOT_APPLICABLE: 3}, State.IN_PLACE, Together.ALL_IN_PLACE),
        ({State.IN_PLACE: 4, State.OVERDUE: 1}, State.IN_PLACE, Together.MOST_IN_PLACE),
        ({State.IN_PLACE: 79, State.NOT_REPORTED: 21}, State.PARTLY, Together.SOME_IN_PLACE),
        ({State.IN_PLACE: 1, State.NOT_REPORTED: 2}, State.PARTLY, Together.SOME_IN_PLACE),
        ({State.IN_PLACE: 32, State.NOT_REPORTED: 68}, State.STARTED, Together.FIRST_STEPS),
        ({State.IN_PLACE: 66, State.OVERDUE: 34}, State.OVERDUE, Together.MANY_OVERDUE),
        ({State.OVERDUE: 33, State.NOT_REPORTED: 67}, State.NOT_REPORTED, Together.MOST_NOT_REPORTED),
        ({State.NOT_REPORTED: 7}, State.NOT_REPORTED, Together.NOBODY_REPORTED),
    ],
)
def test_the_picture_of_some(counts: Mapping[State, int], state: State | None, why: Together) -> None:
    rolled = roll_up(counts)
    assert (rolled.state, rolled.why) == (state, why)


def test_an_alliance_draws_its_own_lines() -> None:
    counts = {State.IN_PLACE: 1, State.OVERDUE: 1}
    assert roll_up(counts).state == State.OVERDUE
    assert roll_up(counts, Shares(in_place=50)).state == State.IN_PLACE
    assert roll_up(counts, Shares(overdue=60)).state == State.PARTLY
