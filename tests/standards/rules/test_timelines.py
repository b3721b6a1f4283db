"""A timeline says of every day what judging that day says."""

import datetime as dt

import pytest
from hypothesis import given

from answerable.standards.rules.judging import Judge, judge
from answerable.standards.rules.shapes import Case, Happening, Judgement, Rule
from answerable.standards.rules.timelines import next_turn, timeline
from answerable.standards.rules.words import Cadence, State, Why

from .cases import DAYS, FEW, FIRST, LAST, cases, every_day


def day_by_day(case: Case) -> list[tuple[dt.date, Judgement | None]]:
    judged = Judge(case)
    turns: list[tuple[dt.date, Judgement | None]] = []
    for day in every_day(FIRST, LAST):
        judgement = judged.on(day)
        if not turns or turns[-1][1] != judgement:
            turns.append((day, judgement))
    return turns


@pytest.mark.parametrize("cadence", Cadence)
def test_a_timeline_is_judging_day_by_day(cadence: Cadence) -> None:
    @FEW
    @given(case=cases(cadences=(cadence,)))
    def holds(case: Case) -> None:
        assert list(timeline(case, FIRST, LAST)) == day_by_day(case)

    holds()


@FEW
@given(case=cases())
def test_a_timeline_through_changes_of_cadence_is_judging_day_by_day(case: Case) -> None:
    assert list(timeline(case, FIRST, LAST)) == day_by_day(case)


@FEW
@given(case=cases(), day=DAYS)
def test_being_judged_on_other_days_changes_nothing(case: Case, day: dt.date) -> None:
    judged = Judge(case)
    for other in every_day(FIRST, FIRST + dt.timedelta(days=40)):
        judged.on(other)
    assert judged.on(day) == judge(case, day)


@FEW
@given(case=cases())
def test_the_next_turn_is_the_first_day_with_another_state(case: Case) -> None:
    def state(judgement: Judgement | None) -> str:
        return judgement.state if judgement else ""

    judged = Judge(case)
    now = state(judged.on(FIRST))
    turned = next((day for day in every_day(FIRST, LAST) if state(judged.on(day)) != now), None)
    expected = next_turn(case, FIRST)
    assert turned == (expected if expected and expected <= LAST else None)


def test_two_seats_turn_on_the_day_after_a_term_ends() -> None:
    rule = Rule(dt.date(2020, 1, 1), Cadence.CONTINUOUS, times=2, kinds=frozenset({"seat"}))
    seats = (
        Happening("seat", dt.date(2024, 1, 1), dt.date(2026, 5, 31), "seat:1"),
        Happening("seat", dt.date(2024, 3, 1), None, "seat:2"),
    )
    case = Case((rule,), seats, ((dt.date(2023, 1, 1), None),))
    found = timeline(case, dt.date(2024, 1, 1), dt.date(2030, 1, 1))
    assert [(day, one.state, one.why, one.have, one.due) for day, one in found if one] == [
        (dt.date(2024, 1, 1), State.PARTLY, Why.SOME, 1, dt.date(2023, 1, 1)),
        (dt.date(2024, 3, 1), State.IN_PLACE, Why.ENOUGH, 2, dt.date(2026, 5, 31)),
        (dt.date(2026, 6, 1), State.PARTLY, Why.SOME, 1, dt.date(2026, 5, 31)),
    ]
    assert next_turn(case, dt.date(2026, 5, 31)) == dt.date(2026, 6, 1)
    assert next_turn(case, dt.date(2026, 6, 1)) is None


def test_silence_is_one_entry() -> None:
    rule = Rule(dt.date(2020, 1, 1), Cadence.AT_LEAST, times=2, kinds=frozenset({"meeting"}))
    case = Case((rule,), (), ((dt.date(2023, 1, 1), None),))
    ((_, judgement),) = timeline(case, dt.date(2023, 1, 1), dt.date(2030, 1, 1))
    assert judgement == Judgement(State.NOT_REPORTED, Why.NOTHING_TOLD, (), 0, 2, dt.date(2023, 12, 31), frozenset())
