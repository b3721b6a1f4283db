"""When a digest is due, for every hour and every clock there is."""

import datetime as dt
from zoneinfo import ZoneInfo, available_timezones

from hypothesis import given
from hypothesis import strategies as st

from answerable.notices.rules.timing import LATEST, Hours, due_slot, is_too_late, latest_slot_day, slot

HOUR = dt.timedelta(hours=1)
LONG_AGO = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
ZONES = st.sampled_from(sorted(one for one in available_timezones() if not one.startswith(("posix", "right"))))
HOURS = st.builds(
    Hours, zone=ZONES.map(ZoneInfo), hour=st.integers(0, 23), rhythm=st.just("daily"), weekday=st.integers(0, 6)
)
MOMENTS = st.integers(0, 4 * 365 * 24 * 60).map(
    lambda minutes: dt.datetime(2024, 1, 1, tzinfo=dt.UTC) + dt.timedelta(minutes=minutes)
)
WEEK = 24 * 7


def days_begun(hours: Hours, moments: list[dt.datetime], oldest: dt.datetime = LONG_AGO) -> list[dt.date]:
    """Looks at each of the moments, as the hourly job does, and returns the days of the digests it began."""
    begun: list[dt.date] = []
    for moment in moments:
        day = due_slot(hours, moment, last=begun[-1] if begun else None, oldest=oldest)
        if day:
            begun.append(day)
    return begun


@given(HOURS, MOMENTS)
def test_job_that_runs_each_hour_begins_one_digest_a_day(hours: Hours, start: dt.datetime) -> None:
    """Whatever the clocks do: no day is left out, none comes twice."""
    begun = days_begun(hours, [start + HOUR * number for number in range(WEEK)])
    assert begun == [begun[0] + dt.timedelta(days=number) for number in range(len(begun))]
    assert len(begun) in {7, 8}


@given(HOURS, MOMENTS, st.lists(st.integers(0, WEEK * 60), min_size=1, max_size=60))
def test_however_often_and_late_the_job_runs_no_day_comes_twice(
    hours: Hours, start: dt.datetime, minutes: list[int]
) -> None:
    """B18: run twice, after an outage, by two at once: one digest a day, and never beside its hours."""
    begun = days_begun(hours, [start + dt.timedelta(minutes=one) for one in sorted(minutes)])
    assert begun == sorted(set(begun))


@given(HOURS, MOMENTS)
def test_digest_comes_at_its_hour_or_within_six_after(hours: Hours, moment: dt.datetime) -> None:
    day = due_slot(hours, moment, last=None, oldest=LONG_AGO)
    late = moment - slot(hours, latest_slot_day(hours, moment))
    assert late >= dt.timedelta()
    assert (day is not None) == (late < LATEST)
    assert day is None or not is_too_late(hours, day, moment)


@given(HOURS, MOMENTS)
def test_slot_reads_its_hour_on_the_wall(hours: Hours, moment: dt.datetime) -> None:
    """Only where the clocks leap over the hour does the wall read another."""
    day = latest_slot_day(hours, moment)
    wall = slot(hours, day).astimezone(hours.zone)
    there = dt.datetime.combine(day, dt.time(hours.hour), tzinfo=hours.zone)
    leapt = there.astimezone(dt.UTC).astimezone(hours.zone).replace(tzinfo=None) != there.replace(tzinfo=None)
    assert leapt or (wall.date(), wall.hour) == (day, hours.hour)


def test_hour_that_the_clocks_leap_over_comes_an_hour_later() -> None:
    hours = Hours(ZoneInfo("Europe/Paris"), hour=2)
    assert slot(hours, dt.date(2026, 3, 29)) == dt.datetime(2026, 3, 29, 1, tzinfo=dt.UTC)  # 03:00 on the wall


def test_hour_that_comes_twice_counts_once() -> None:
    hours = Hours(ZoneInfo("Europe/Paris"), hour=2)
    night = [dt.datetime(2026, 10, 24, 23, tzinfo=dt.UTC) + HOUR * number for number in range(5)]
    assert days_begun(hours, night) == [dt.date(2026, 10, 25)]


def test_seven_in_the_morning_stays_seven_when_the_clocks_change() -> None:
    hours = Hours(ZoneInfo("America/Sao_Paulo"), hour=7)
    paris = Hours(ZoneInfo("Europe/Paris"), hour=7)
    days = [dt.date(2026, 3, 28), dt.date(2026, 3, 30)]
    assert [slot(paris, day).hour for day in days] == [6, 5]
    assert [slot(hours, day).hour for day in days] == [10, 10]


@given(HOURS, MOMENTS, st.integers(0, 6))
def test_weekly_digest_comes_once_a_week_on_its_day(hours: Hours, start: dt.datetime, weekday: int) -> None:
    weekly = Hours(hours.zone, hours.hour, "weekly", weekday)
    begun: list[dt.date] = []
    for number in range(WEEK * 3):
        moment = start + HOUR * number
        day = due_slot(weekly, moment, last=begun[-1] if begun else None, oldest=moment)
        begun += [day] if day else []
    assert {day.weekday() for day in begun} == {weekday}
    assert len(begun) in {3, 4}


def test_what_last_weeks_digest_should_have_said_does_not_wait_another_week() -> None:
    hours = Hours(ZoneInfo("Africa/Nairobi"), 7, "weekly", 0)
    tuesday = dt.datetime(2026, 3, 3, 4, 30, tzinfo=dt.UTC)
    before_monday, after = (dt.datetime(2026, 3, 2, hour, tzinfo=dt.UTC) for hour in (3, 5))
    assert due_slot(hours, tuesday, last=None, oldest=before_monday) == dt.date(2026, 3, 3)
    assert due_slot(hours, tuesday, last=None, oldest=after) is None
