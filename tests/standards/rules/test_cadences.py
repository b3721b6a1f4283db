"""How often: each cadence as people would say it, and the days of the calendar that are not like others."""

import datetime as dt
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.standards.rules.cadences import counts_through, period, period_ends, period_starts
from answerable.standards.rules.judging import judge
from answerable.standards.rules.shapes import Case, Claimed, Happening, Judgement, Rule, Weight
from answerable.standards.rules.words import Basis, Cadence, State, Why, Window

from .cases import LAW

D = dt.date
DAYS = st.dates(D(1996, 1, 1), D(2040, 1, 1))
MONTHS = st.sampled_from([1, 2, 3, 6, 12, 18, 24])
START = D(2020, 1, 1)
MEMBER = ((D(2021, 1, 1), None),)
KINDS = frozenset({"meeting"})
TWICE = Rule(START, Cadence.AT_LEAST, times=2, kinds=KINDS)


def held(*days: dt.date, kind: str = "meeting") -> tuple[Happening, ...]:
    return tuple(Happening(kind, day, day, f"{kind}:{day}") for day in days)


def on(
    day: dt.date, rule: Rule | Sequence[Rule], happened: Sequence[Happening | Claimed] = (), **more: object
) -> Judgement:
    rules = (rule,) if isinstance(rule, Rule) else tuple(rule)
    case = Case(rules, tuple(happened), **{"applies": MEMBER, **more})  # type: ignore[arg-type] # whatever a case takes
    judgement = judge(case, day)
    assert judgement is not None
    return judgement


def said(judgement: Judgement) -> tuple[State, Why]:
    return judgement.state, judgement.why


@LAW
@given(day=DAYS, months=MONTHS)
def test_months_end_the_day_before_they_began_or_with_a_month_that_lacks_the_day(day: dt.date, months: int) -> None:
    following = counts_through(day, months) + dt.timedelta(days=1)
    number = day.year * 12 + day.month + months
    assert following.day == day.day or (following.day == 1 and following.year * 12 + following.month == number + 1)
    assert following.day != day.day or following.year * 12 + following.month == number


@LAW
@given(day=DAYS, other=DAYS, months=MONTHS)
def test_what_happens_later_counts_as_long_at_least(day: dt.date, other: dt.date, months: int) -> None:
    assert (counts_through(min(day, other), months)) <= counts_through(max(day, other), months)


@LAW
@given(day=DAYS, months=MONTHS)
def test_every_day_is_in_one_period_and_periods_leave_no_day_out(day: dt.date, months: int) -> None:
    number = period(day, months)
    assert period_starts(number, months) <= day <= period_ends(number, months)
    assert period_ends(number, months) + dt.timedelta(days=1) == period_starts(number + 1, months)


@pytest.mark.parametrize(
    ("day", "months", "last"),
    [
        (D(2024, 2, 29), 12, D(2025, 2, 28)),
        (D(2024, 2, 29), 48, D(2028, 2, 28)),
        (D(2023, 2, 28), 12, D(2024, 2, 27)),
        (D(2024, 1, 31), 1, D(2024, 2, 29)),
        (D(2023, 1, 31), 1, D(2023, 2, 28)),
        (D(2023, 1, 1), 12, D(2023, 12, 31)),
        (D(9999, 6, 1), 12, D.max),
    ],
)
def test_the_last_day_of_some_months(day: dt.date, months: int, last: dt.date) -> None:
    assert counts_through(day, months) == last


@LAW
@given(
    days=st.lists(st.dates(D(2022, 1, 1), D(2025, 1, 1)), max_size=6),
    day=st.dates(D(2022, 1, 1), D(2025, 1, 1)),
    months=MONTHS,
)
def test_so_many_times_is_on_so_many_days_of_the_months_before(days: list[dt.date], day: dt.date, months: int) -> None:
    rule = Rule(START, Cadence.AT_LEAST, times=2, months=months, kinds=KINDS)
    near = {one for one in days if one <= day <= counts_through(one, months)}
    judgement = on(day, rule, held(*days))
    assert judgement.have == len(near)
    assert (judgement.state == State.IN_PLACE) == (len(near) >= 2)


def test_bi_annual_is_at_least_twice_in_any_twelve_months() -> None:
    meetings = held(D(2023, 3, 15), D(2023, 10, 1))
    assert said(on(D(2023, 9, 30), TWICE, meetings)) == (State.PARTLY, Why.SOME)
    assert on(D(2024, 3, 14), TWICE, meetings).due == D(2024, 3, 14)
    assert said(on(D(2024, 3, 14), TWICE, meetings)) == (State.IN_PLACE, Why.ENOUGH)
    assert said(on(D(2024, 3, 15), TWICE, meetings)) == (State.PARTLY, Why.SOME)
    assert said(on(D(2024, 10, 1), TWICE, meetings)) == (State.OVERDUE, Why.TIME_OVER)


def test_three_times_in_any_eighteen_months() -> None:
    rule = Rule(START, Cadence.AT_LEAST, times=3, months=18, kinds=KINDS)
    meetings = held(D(2024, 1, 31), D(2024, 8, 31), D(2025, 2, 28))
    assert said(on(D(2025, 7, 30), rule, meetings)) == (State.IN_PLACE, Why.ENOUGH)
    assert on(D(2025, 7, 31), rule, meetings).have == 2


def test_a_meeting_told_twice_is_one() -> None:
    claim = Claimed(D(2023, 3, 15), None, D(2023, 4, 1), (), "claim:1")
    judgement = on(D(2023, 5, 1), TWICE, (*held(D(2023, 3, 15)), claim))
    assert (judgement.state, judgement.have) == (State.PARTLY, 1)
    assert judgement.bases == {Basis.FACT, Basis.DECLARED}


def test_grace_keeps_what_was_there_and_then_it_is_over() -> None:
    rule = Rule(START, Cadence.AT_LEAST, times=1, grace_days=30, kinds=KINDS)
    meetings = held(D(2023, 1, 1))
    assert on(D(2023, 6, 1), rule, meetings).due == D(2024, 1, 30)
    assert said(on(D(2024, 1, 30), rule, meetings)) == (State.IN_PLACE, Why.IN_GRACE)
    assert said(on(D(2024, 1, 31), rule, meetings)) == (State.OVERDUE, Why.TIME_OVER)


def test_in_calendar_years_the_last_one_holds_until_this_one_is_over() -> None:
    rule = Rule(START, Cadence.AT_LEAST, times=2, window=Window.CALENDAR, kinds=KINDS)
    meetings = held(D(2022, 12, 30), D(2023, 1, 2), D(2023, 12, 31))
    assert said(on(D(2023, 1, 5), rule, meetings)) == (State.PARTLY, Why.SOME)
    assert said(on(D(2023, 12, 31), rule, meetings)) == (State.IN_PLACE, Why.ENOUGH)
    following = on(D(2024, 1, 1), rule, meetings)
    assert said(following) == (State.IN_PLACE, Why.LAST_PERIOD)
    assert (following.have, following.due) == (0, D(2024, 12, 31))
    assert said(on(D(2025, 1, 1), rule, meetings)) == (State.OVERDUE, Why.TIME_OVER)
    one_last_year = on(D(2024, 1, 1), rule, meetings[:2])
    assert said(one_last_year) == (State.PARTLY, Why.SOME_LAST_PERIOD)


def test_nothing_is_asked_before_a_whole_period_went_by() -> None:
    assert on(D(2021, 2, 1), TWICE).due == D(2021, 12, 31)
    by_calendar = Rule(START, Cadence.AT_LEAST, window=Window.CALENDAR, kinds=KINDS)
    assert on(D(2021, 5, 1), by_calendar, applies=((D(2021, 3, 1), None),)).due == D(2022, 12, 31)
    assert on(D(2021, 5, 1), by_calendar).due == D(2021, 12, 31)


def test_once_is_once_unless_it_is_taken_back() -> None:
    rule = Rule(START, Cadence.ONCE, kinds=frozenset({"signed"}))
    signed = Happening("signed", D(2022, 1, 1), D(2023, 6, 1), "signature:1", lasts=True)
    assert said(on(D(2023, 6, 1), rule, (signed,))) == (State.IN_PLACE, Why.ENOUGH)
    assert said(on(D(2023, 6, 2), rule, (signed,))) == (State.OVERDUE, Why.ENDED)
    assert said(on(D(2033, 1, 1), Rule(START, Cadence.ONCE, kinds=KINDS), held(D(2022, 1, 1)))) == (
        State.IN_PLACE, Why.ENOUGH,
    )  # fmt: skip


def test_a_new_version_asks_anew_and_gives_time() -> None:
    rule = Rule(
        START, Cadence.EACH_VERSION, grace_days=90, first_due_days=30,
        kinds=frozenset({"signed"}), events=frozenset({"adopted"}),
    )  # fmt: skip
    first, second = (Happening("adopted", day, None, f"version:{day.year}") for day in (D(2022, 1, 1), D(2024, 3, 1)))
    signed = Happening("signed", D(2022, 2, 1), None, "signature:1", lasts=True)
    told = (first, second, signed)
    assert said(on(D(2021, 12, 31), rule, told)) == (State.NOT_APPLICABLE, Why.NO_VERSION_YET)
    assert on(D(2022, 1, 2), rule, told).due == D(2022, 4, 1)
    assert said(on(D(2024, 2, 29), rule, told)) == (State.IN_PLACE, Why.ENOUGH)
    assert on(D(2024, 2, 29), rule, told).due is None
    anew = on(D(2024, 3, 1), rule, told)
    assert (*said(anew), anew.due) == (State.IN_PLACE, Why.RENEW, D(2024, 5, 29))
    assert said(on(D(2024, 5, 30), rule, told)) == (State.OVERDUE, Why.NEW_VERSION)
    again = (*told, Happening("signed", D(2024, 4, 1), None, "signature:2", lasts=True))
    assert said(on(D(2024, 5, 30), rule, again)) == (State.IN_PLACE, Why.ENOUGH)


def test_the_version_that_was_signed_is_the_one_it_counts_for() -> None:
    """And one text signed as it stands is enough, whatever other texts of the kind are adopted elsewhere."""
    rule = Rule(START, Cadence.EACH_VERSION, kinds=frozenset({"signed"}), events=frozenset({"adopted"}))
    versions = (
        Happening("adopted", D(2021, 1, 1), None, "version:1", of="text:1"),
        Happening("adopted", D(2022, 1, 1), None, "version:2", of="text:2"),
        Happening("adopted", D(2023, 1, 1), None, "version:3", of="text:1"),
    )
    late = Happening("signed", D(2023, 2, 1), None, "version:1", lasts=True)
    assert said(on(D(2023, 3, 1), rule, (*versions, late))) == (State.NOT_REPORTED, Why.NOTHING_SINCE)
    elsewhere = Happening("signed", D(2023, 2, 1), None, "version:2", lasts=True)
    assert said(on(D(2023, 3, 1), rule, (*versions, elsewhere))) == (State.IN_PLACE, Why.ENOUGH)
    before = Happening("signed", D(2022, 6, 1), None, "version:1", lasts=True)
    assert said(on(D(2022, 12, 31), rule, (*versions, before))) == (State.IN_PLACE, Why.ENOUGH)
    assert said(on(D(2023, 1, 1), rule, (*versions, before))) == (State.OVERDUE, Why.NEW_VERSION)


def test_after_each_event_something_of_its_own_is_due() -> None:
    rule = Rule(START, Cadence.AFTER_EACH, grace_days=60, kinds=KINDS, events=frozenset({"workshop"}))
    before, first, second = held(D(2019, 1, 1), D(2022, 1, 1), D(2022, 6, 1), kind="workshop")
    workshops = (before, first, second)
    assert said(on(D(2021, 6, 1), rule, workshops)) == (State.NOT_APPLICABLE, Why.NO_EVENT_YET)
    waiting = on(D(2022, 1, 1), rule, workshops)
    assert (*said(waiting), waiting.due) == (State.NOT_REPORTED, Why.NOTHING_TOLD, D(2022, 3, 2))
    one = (*workshops, *held(D(2022, 2, 1)))
    assert said(on(D(2022, 2, 1), rule, one)) == (State.IN_PLACE, Why.ALL_ANSWERED)
    in_time = on(D(2022, 6, 1), rule, one)
    assert (*said(in_time), in_time.have, in_time.need) == (State.IN_PLACE, Why.IN_TIME, 1, 2)
    late = on(D(2022, 8, 1), rule, one)
    assert (*said(late), late.rests_on) == (State.OVERDUE, Why.NOT_ANSWERED, (second.source,))
    begun = Claimed(D(2022, 7, 1), None, D(2022, 7, 1), (), "claim:1", only_started=True)
    assert said(on(D(2022, 8, 1), rule, (*one, begun))) == (State.OVERDUE, Why.BEGUN_ANEW)
    assert said(on(D(2022, 8, 1), rule, (*workshops, begun))) == (State.STARTED, Why.BEGUN)


def test_on_joining_is_once_for_each_time_somebody_joins() -> None:
    rule = Rule(START, Cadence.ON_JOINING, first_due_days=30, kinds=KINDS)
    twice = ((D(2021, 1, 1), D(2021, 12, 31)), (D(2024, 1, 1), None))
    briefed = held(D(2020, 12, 20))
    assert said(on(D(2021, 6, 1), rule, briefed, applies=twice)) == (State.IN_PLACE, Why.ENOUGH)
    again = on(D(2024, 6, 1), rule, briefed, applies=twice)
    assert (*said(again), again.due) == (State.NOT_REPORTED, Why.NOTHING_SINCE, D(2024, 1, 31))


def test_a_period_is_judged_by_the_rule_of_the_day() -> None:
    stricter = Rule(D(2024, 1, 1), Cadence.AT_LEAST, times=3, kinds=KINDS)
    meetings = held(D(2023, 5, 1), D(2023, 9, 1))
    assert said(on(D(2023, 12, 31), (TWICE, stricter), meetings)) == (State.IN_PLACE, Why.ENOUGH)
    assert said(on(D(2024, 1, 1), (TWICE, stricter), meetings)) == (State.PARTLY, Why.SOME)


def test_time_that_a_change_gives_keeps_the_rule_before_it_where_that_is_kinder() -> None:
    stricter = Rule(D(2024, 1, 1), Cadence.AT_LEAST, times=3, first_due_days=60, kinds=KINDS)
    meetings = held(D(2023, 5, 1), D(2023, 9, 1))
    changed = on(D(2024, 3, 1), (TWICE, stricter), meetings)
    assert (*said(changed), changed.have, changed.need, changed.due) == (
        State.IN_PLACE, Why.RULE_CHANGED, 2, 3, D(2024, 3, 1),
    )  # fmt: skip
    assert said(on(D(2024, 3, 2), (TWICE, stricter), meetings)) == (State.PARTLY, Why.SOME)


def test_whoever_was_excused_has_time_again() -> None:
    rule = Rule(START, Cadence.AT_LEAST, grace_days=30, kinds=KINDS)
    excused = ((D(2024, 1, 10), D(2024, 6, 30), "excuse:1"),)
    meetings = held(D(2023, 1, 1))
    assert said(on(D(2024, 3, 1), rule, meetings, excused=excused)) == (State.NOT_APPLICABLE, Why.EXCUSED)
    assert said(on(D(2024, 7, 30), rule, meetings, excused=excused)) == (State.IN_PLACE, Why.IN_GRACE)
    assert said(on(D(2024, 7, 31), rule, meetings, excused=excused)) == (State.OVERDUE, Why.TIME_OVER)


def test_a_claim_weighs_what_it_had_reached_on_the_day() -> None:
    rule = Rule(START, Cadence.CONTINUOUS)
    steps = (Weight(D(2023, 3, 1), Basis.VOUCHED), Weight(D(2023, 5, 1), Basis.CONFIRMED, D(2023, 8, 1)))
    claim = Claimed(D(2020, 1, 1), D(2023, 12, 31), D(2023, 2, 1), steps, "claim:1")
    bases = [on(D(2023, month, 1), rule, (claim,)).bases for month in (1, 2, 3, 4, 5, 7, 8)]
    vouched, confirmed = {Basis.VOUCHED}, {Basis.CONFIRMED}
    assert bases == [set(), {Basis.DECLARED}, vouched, vouched, confirmed, confirmed, vouched]
    assert said(on(D(2024, 1, 1), rule, (claim,))) == (State.OVERDUE, Why.ENDED)


def test_a_new_duty_finds_nobody_overdue_at_once() -> None:
    rule = Rule(D(2024, 1, 1), Cadence.AT_LEAST, kinds=KINDS)
    assert said(on(D(2024, 1, 1), rule, held(D(2021, 5, 1)))) == (State.NOT_REPORTED, Why.NOTHING_SINCE)


def test_what_ends_before_it_is_first_due_leaves_time() -> None:
    rule = Rule(START, Cadence.CONTINUOUS, first_due_days=90, kinds=frozenset({"seat"}))
    seat = Happening("seat", D(2020, 6, 1), D(2021, 1, 31), "seat:1")
    still = on(D(2021, 3, 1), rule, (seat,))
    assert (*said(still), still.due) == (State.NOT_REPORTED, Why.STILL_TIME, D(2021, 4, 1))
    assert said(on(D(2021, 4, 2), rule, (seat,))) == (State.OVERDUE, Why.ENDED)
