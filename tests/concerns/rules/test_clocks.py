"""What is promised by when, over leap days, ends of months, holidays, and changes of the clock."""

import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from answerable.concerns.rules.clocks import (
    PROMISED,
    Due,
    Facts,
    Kind,
    after_hours,
    after_workdays,
    due,
    feedback_day,
    local_day,
    may_extend,
    month_later,
    next_promised,
)  # fmt: skip
from answerable.concerns.rules.promises import Calendar, Promises, eu
from answerable.concerns.rules.safe_times import Part, SafeTimes, next_safe_day, on_or_before
from answerable.concerns.rules.words import ENDED, Danger, Rhythm, State, Want

LAW = settings(deadline=None, max_examples=80)
EDGES = [
    dt.date(2024, 2, 28), dt.date(2024, 2, 29), dt.date(2025, 2, 28), dt.date(2024, 12, 31), dt.date(2025, 1, 31),
    dt.date(2025, 3, 29), dt.date(2025, 3, 30), dt.date(2025, 10, 25), dt.date(2025, 10, 26), dt.date(2025, 3, 9),
]  # fmt: skip
DAYS = st.one_of(st.sampled_from(EDGES), st.dates(dt.date(2023, 1, 1), dt.date(2027, 12, 31)))
ZONES = st.sampled_from(
    ["Europe/Berlin", "America/New_York", "Africa/Nairobi", "Asia/Kolkata", "Pacific/Apia", "Pacific/Chatham",
     "America/Sao_Paulo", "Africa/Cairo", "Australia/Lord_Howe"],
)  # fmt: skip
WEEKDAYS = st.frozensets(st.integers(0, 6), max_size=6)
CALENDARS = st.builds(Calendar, weekend=WEEKDAYS, holidays=st.frozensets(DAYS, max_size=6))
PROMISES = Promises()
MAYBE = st.one_of(st.none(), DAYS)
FACTS = st.builds(
    Facts, received=DAYS, want=st.sampled_from(Want), danger=st.sampled_from(Danger), state=st.sampled_from(State),
    rhythm=st.sampled_from(Rhythm), safe_weekdays=WEEKDAYS, acknowledged=MAYBE, safety_contact=MAYBE, first_answer=MAYBE,
    last_update=MAYBE, last_event=MAYBE, extended_on=MAYBE, feedback_given=MAYBE, will_come_back=st.booleans(),
)  # fmt: skip
FRIDAY = dt.date(2026, 5, 1)


def of(kind: Kind, facts: Facts, promises: Promises = PROMISES, today: dt.date | None = None) -> Due:
    return next(one for one in due(facts, today or facts.received, promises) if one.kind == kind)


def kinds(facts: Facts, promises: Promises = PROMISES, today: dt.date = FRIDAY) -> set[Kind]:
    return {one.kind for one in due(facts, today, promises)}


@LAW
@given(day=DAYS, number=st.integers(0, 30), calendar=CALENDARS)
def test_working_days_are_counted_as_such(day: dt.date, number: int, calendar: Calendar) -> None:
    end = after_workdays(day, number, calendar)
    between = [day + dt.timedelta(days=step) for step in range(1, (end - day).days + 1)]
    assert sum(calendar.works(one) for one in between) == number
    assert number == 0 or calendar.works(end)
    assert after_workdays(day, number + 1, calendar) > end


def test_a_week_needs_a_working_day() -> None:
    with pytest.raises(ValueError, match="working day"):
        Calendar(weekend=frozenset(range(7)))


@LAW
@given(day=DAYS, hour=st.integers(0, 23), minute=st.integers(0, 59), hours=st.sampled_from([1, 24, 30, 72]), name=ZONES)
def test_hours_run_out_in_their_day_by_the_wall_clock_in_every_zone(
    day: dt.date, hour: int, minute: int, hours: int, name: str
) -> None:
    """Neither earlier than promised, nor a day later than it must be; nothing of the hour is in the result."""
    at = dt.datetime.combine(day, dt.time(hour, minute), ZoneInfo(name))
    assume(at.astimezone(dt.UTC).astimezone(ZoneInfo(name)).date() == day)  # a day that a zone left out
    assert local_day(at.astimezone(dt.UTC), ZoneInfo(name)) == day
    assert after_hours(day, hours) >= (at.replace(tzinfo=None) + dt.timedelta(hours=hours)).date()
    assert after_hours(day, hours) == day + dt.timedelta(days=-(-hours // 24))


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        local_day(dt.datetime(2026, 5, 1, 12), dt.UTC)  # noqa: DTZ001 - that is what is refused


def test_one_moment_is_two_days_in_two_zones() -> None:
    at = dt.datetime(2026, 5, 1, 22, 30, tzinfo=dt.UTC)
    assert local_day(at, ZoneInfo("America/New_York")) == FRIDAY
    assert local_day(at, ZoneInfo("Asia/Kolkata")) == FRIDAY + dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("day", "later"),
    [
        (dt.date(2025, 1, 31), dt.date(2025, 2, 28)), (dt.date(2024, 1, 31), dt.date(2024, 2, 29)),
        (dt.date(2025, 12, 15), dt.date(2026, 1, 15)), (dt.date(2024, 2, 29), dt.date(2024, 3, 29)),
    ],
)  # fmt: skip
def test_a_month_later_is_a_day_that_there_is(day: dt.date, later: dt.date) -> None:
    assert month_later(day) == later


@LAW
@given(facts=FACTS, today=DAYS)
def test_everything_due_has_an_owner_a_day_not_before_it_began_and_warns_in_time(facts: Facts, today: dt.date) -> None:
    """Invariants 52 and 56."""
    for one in due(facts, today, PROMISES):
        assert one.breach_to
        assert type(one.day) is dt.date
        assert one.warns_from <= one.day <= one.breach_after or one.kind == Kind.UPDATE
        assert one.breach_after >= one.day


@LAW
@given(facts=FACTS, today=DAYS)
def test_the_same_is_due_whenever_it_is_asked(facts: Facts, today: dt.date) -> None:
    assume(facts.received <= today)
    assert due(facts, today, PROMISES) == due(facts, today + dt.timedelta(days=30), PROMISES)


@LAW
@given(facts=FACTS, today=DAYS)
def test_a_pause_stops_neither_word_nor_safety(facts: Facts, today: dt.date) -> None:
    """Invariant 49: what a pause stops is the first answer and idleness alone."""
    going, held = replace(facts, state=State.TRIAGE), replace(facts, state=State.ON_HOLD)
    stopped = kinds(going, today=today) - kinds(held, today=today)
    assert stopped <= {Kind.FIRST_ANSWER, Kind.IDLE}


@LAW
@given(facts=FACTS, today=DAYS, state=st.sampled_from(sorted(ENDED)))
def test_nothing_is_due_of_what_has_ended(facts: Facts, today: dt.date, state: State) -> None:
    assert due(replace(facts, state=state), today, PROMISES) == []


@LAW
@given(day=DAYS, calendar=CALENDARS)
def test_the_acknowledgement_is_promised_within_its_last_day(day: dt.date, calendar: Calendar) -> None:
    one = of(Kind.ACKNOWLEDGE, Facts(day), replace(PROMISES, calendar=calendar))
    assert day < one.day <= day + dt.timedelta(days=7) == one.breach_after


def test_seven_days_are_over_when_the_seventh_is_and_not_before() -> None:
    """Invariant 53: whoever wrote at any hour of a day has waited seven days by the end of the seventh after it."""
    one = of(Kind.ACKNOWLEDGE, Facts(FRIDAY))
    assert one.day == dt.date(2026, 5, 6)  # three working days after a Friday
    said = [one.standing(FRIDAY + dt.timedelta(days=days)) for days in (0, 1, 2, 5, 6, 7, 8)]
    assert said == ["in_time", "in_time", "soon", "soon", "late", "late", "breached"]


@pytest.mark.parametrize(("danger", "days"), [(Danger.YES, 1), (Danger.UNSURE, 1), (Danger.NO, 3), (Danger.SKIP, 3)])
def test_danger_is_answered_within_a_day_and_ends_only_by_a_contact(danger: Danger, days: int) -> None:
    """Invariant 24."""
    facts = Facts(FRIDAY, danger=danger)
    assert of(Kind.SAFETY, facts).day == FRIDAY + dt.timedelta(days=days)
    answered = replace(facts, acknowledged=FRIDAY, first_answer=FRIDAY, feedback_given=FRIDAY)
    assert Kind.SAFETY in kinds(answered)
    assert Kind.SAFETY not in kinds(replace(facts, safety_contact=FRIDAY))


@pytest.mark.parametrize(("acknowledged", "from_day"), [(None, 7), (0, 0), (3, 3), (7, 7), (20, 7)])
def test_feedback_counts_from_the_acknowledgement_or_from_its_last_day(acknowledged: int | None, from_day: int) -> None:
    told = None if acknowledged is None else FRIDAY + dt.timedelta(days=acknowledged)
    assert feedback_day(Facts(FRIDAY, acknowledged=told), PROMISES) == FRIDAY + dt.timedelta(days=from_day + 90)


def test_feedback_is_extended_once_in_time_and_after_saying_why() -> None:
    """Invariant 54."""
    facts, today = Facts(FRIDAY, acknowledged=FRIDAY), FRIDAY + dt.timedelta(days=80)
    assert may_extend(facts, today, reason_told_on=today, promises=PROMISES) == (True, "")
    assert may_extend(facts, today, reason_told_on=None, promises=PROMISES) == (False, "tell_why_first")
    assert (
        may_extend(facts, today, reason_told_on=today + dt.timedelta(days=1), promises=PROMISES)[1] == "tell_why_first"
    )
    assert may_extend(facts, today + dt.timedelta(days=11), reason_told_on=today, promises=PROMISES)[1] == "too_late"
    once = replace(facts, extended_on=today)
    assert feedback_day(once, PROMISES) == FRIDAY + dt.timedelta(days=180)
    assert may_extend(once, today, reason_told_on=today, promises=PROMISES)[1] == "once_only"
    assert may_extend(facts, today, reason_told_on=today, promises=eu(PROMISES))[1] == "not_in_this_profile"
    assert feedback_day(once, eu(PROMISES)) == FRIDAY + dt.timedelta(days=90)


@LAW
@given(facts=FACTS, more=st.integers(0, 200))
def test_a_profile_of_law_promises_nothing_later(facts: Facts, more: int) -> None:
    ours = replace(PROMISES, feedback_days=30 + more)
    assert feedback_day(facts, eu(ours)) <= feedback_day(facts, ours)
    assert feedback_day(facts, eu(ours)) <= facts.received + dt.timedelta(days=97)


@pytest.mark.parametrize(
    ("rhythm", "day"),
    [
        (Rhythm.WHEN_SOMETHING_HAPPENS, dt.date(2026, 5, 15)),
        (Rhythm.WEEKLY, dt.date(2026, 5, 8)),
        (Rhythm.MONTHLY, dt.date(2026, 6, 1)),
    ],
)
def test_the_person_hears_in_the_rhythm_they_chose(rhythm: Rhythm, day: dt.date) -> None:
    facts = Facts(FRIDAY, rhythm=rhythm, first_answer=FRIDAY, state=State.TRIAGE)
    assert of(Kind.UPDATE, facts).day == day
    assert of(Kind.UPDATE, replace(facts, safe_weekdays=frozenset({2}))).day.weekday() == 2


def test_whoever_only_comes_by_themselves_is_sent_nothing() -> None:
    facts = Facts(FRIDAY, first_answer=FRIDAY)
    assert Kind.UPDATE not in kinds(replace(facts, rhythm=Rhythm.ONLY_WHEN_I_COME))
    assert Kind.UPDATE not in kinds(replace(facts, will_come_back=False))


def test_feedback_and_talk_have_clocks_of_their_own() -> None:
    assert Kind.FEEDBACK in kinds(Facts(FRIDAY))
    assert {Kind.ACKNOWLEDGE, Kind.FIRST_ANSWER} <= kinds(Facts(FRIDAY, want=Want.TALK))
    assert Kind.FEEDBACK not in kinds(Facts(FRIDAY, want=Want.TALK))
    assert not {Kind.FEEDBACK, Kind.FIRST_ANSWER, Kind.SAFETY} & kinds(Facts(FRIDAY, want=Want.FEEDBACK))
    assert Kind.SAFETY in kinds(Facts(FRIDAY, want=Want.FEEDBACK, danger=Danger.UNSURE))


def test_the_next_promised_day_is_told_also_once_it_is_past() -> None:
    facts = Facts(FRIDAY)
    for after in (0, 30, 300):
        found = next_promised(facts, FRIDAY + dt.timedelta(days=after), PROMISES)
        assert found
        assert (found.kind, found.day) == (Kind.ACKNOWLEDGE, dt.date(2026, 5, 6))
        assert found.kind in PROMISED


def test_what_somebody_is_told_moves_on_with_what_was_done() -> None:
    facts = Facts(FRIDAY, acknowledged=FRIDAY, safety_contact=FRIDAY)
    found = next_promised(facts, FRIDAY, PROMISES)
    assert found
    assert found.kind == Kind.FIRST_ANSWER
    found = next_promised(replace(facts, first_answer=FRIDAY, rhythm=Rhythm.ONLY_WHEN_I_COME), FRIDAY, PROMISES)
    assert found
    assert found.kind == Kind.FEEDBACK


@LAW
@given(day=DAYS, gap=st.integers(1, 40), weekdays=WEEKDAYS)
def test_a_safe_day_is_never_later_and_safe_where_one_is(day: dt.date, gap: int, weekdays: frozenset[int]) -> None:
    after = day - dt.timedelta(days=gap)
    found = on_or_before(day, after=after, weekdays=weekdays)
    assert after < found <= day
    if weekdays and gap >= 7:
        assert found.weekday() in weekdays


@LAW
@given(today=DAYS, weekdays=WEEKDAYS, parts=st.frozensets(st.sampled_from(Part)), never=st.booleans())
def test_nobody_is_reached_on_a_day_that_is_not_safe(
    today: dt.date, weekdays: frozenset[int], parts: frozenset[Part], never: bool
) -> None:
    times = SafeTimes(weekdays, parts, never)
    found = next_safe_day(times, today)
    assert (found is None) == never
    if found:
        assert today <= found < today + dt.timedelta(days=7)
        assert any(times.allows(found, part) for part in Part)
    assert not never or not any(times.allows(today, part) for part in Part)
