"""What must be true of commitments, as laws."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from answerable.commitments.rules.releasing import Verdict, verdict
from answerable.commitments.rules.reminding import BEFORE, EVERY, window
from answerable.commitments.rules.states import NEXT, done_on, standing, why_not_day, why_not_happened, why_not_next
from answerable.commitments.rules.words import State

LAW = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a busy machine is no fault of a law
DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2040, 1, 1))
STATES = st.sampled_from(State)


@LAW
@given(due=DAYS, day=DAYS, now=STATES)
def test_done_is_late_after_its_day_and_only_then(due: dt.date, day: dt.date, now: State) -> None:
    assert (done_on(due, day, now) == State.DONE_LATE) == (day > due or now == State.NOT_KEPT)


@LAW
@given(now=STATES, following=STATES, words=st.sampled_from(["", "  ", "The printer closed."]))
def test_a_move_is_on_the_way_and_says_why_where_it_must(now: State, following: State, words: str) -> None:
    code = why_not_next(now, following, words)
    if following not in NEXT[now]:
        assert code == "cannot_move_so"
    elif following in {State.NOT_KEPT, State.OPEN} and not words.strip():
        assert code == "say_why"
    else:
        assert code == ""


def test_a_release_is_final_and_everything_else_can_be_said_anew() -> None:
    assert {state for state in State if not NEXT[state]} == {State.RELEASED}


@LAW
@given(due=DAYS, to=DAYS, today=DAYS)
def test_a_day_moves_to_another_one_that_is_not_past(due: dt.date, to: dt.date, today: dt.date) -> None:
    assert (why_not_day(due, to, today, "The printer closed.") == "") == (to not in {due} and to >= today)


@LAW
@given(made=DAYS, day=DAYS, today=DAYS)
def test_what_happened_lies_between_saying_it_and_today(made: dt.date, day: dt.date, today: dt.date) -> None:
    assert (why_not_happened(made, day, today) == "") == (made <= day <= today)


@LAW
@given(state=STATES, due=DAYS, today=DAYS)
def test_only_what_is_open_is_near_or_past_its_day(state: State, due: dt.date, today: dt.date) -> None:
    stands = standing(state, due, today)
    assert (stands in {"soon", "overdue", "open"}) == (state == State.OPEN)
    assert (stands == "overdue") == (state == State.OPEN and due < today)


PARTIES = st.sets(st.integers(1, 6), max_size=4)
ANSWERS = st.dictionaries(st.integers(1, 8), st.booleans(), max_size=6)


@LAW
@given(parties=PARTIES, answers=ANSWERS)
def test_all_must_let_go_and_one_no_decides(parties: set[int], answers: dict[int, bool]) -> None:
    said = verdict(parties, answers)
    assert (said == Verdict.RELEASED) == (bool(parties) and all(answers.get(one) is True for one in parties))
    assert (said == Verdict.DECLINED) == any(answers.get(one) is False for one in parties)


@LAW
@given(parties=PARTIES, answers=ANSWERS, stranger=st.integers(20, 30), agrees=st.booleans())
def test_answers_of_others_count_for_nothing(
    parties: set[int], answers: dict[int, bool], stranger: int, agrees: bool
) -> None:
    assert verdict(parties, answers) == verdict(parties, {**answers, stranger: agrees})


@LAW
@given(due=DAYS, back=st.integers(0, 60), ahead=st.integers(0, 400))
def test_one_reminder_a_stretch(due: dt.date, back: int, ahead: int) -> None:
    """Whoever looks on every day reminds once for each lead before, once the day after, and once a month from then on."""
    listed = [due + dt.timedelta(days=number) for number in range(-back, ahead + 1)]
    stretches = {begun for day in listed if (begun := window(due, day))}
    before = 1 if back <= min(BEFORE) else 2
    after = 0 if ahead == 0 else 1 + (ahead - 1) // EVERY
    assert len(stretches) == before + after
    assert all((window(due, day) or day) <= day for day in listed)


@pytest.mark.parametrize(("left", "lead"), [(15, None), (14, 14), (4, 14), (3, 3), (0, 3)])
def test_a_reminder_comes_two_weeks_and_three_days_before(left: int, lead: int | None) -> None:
    today = dt.date(2026, 3, 1)
    due = today + dt.timedelta(days=left)
    assert window(due, today) == (due - dt.timedelta(days=lead) if lead else None)
