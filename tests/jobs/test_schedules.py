"""Schedules: each once a period, whatever restarts, second workers and clocks do."""

import datetime as dt

import pytest
import time_machine

from answerable.jobs import schedules
from answerable.jobs.models import Outcome, ScheduleRun
from answerable.kit import clock, queue

START = dt.datetime(2026, 3, 1, 7, 59, tzinfo=dt.UTC)
HOURLY = "hourly.send_digests"


@pytest.mark.parametrize(
    ("name", "period"),
    [("hourly.a", "2026-03-01T07"), ("daily.a", "2026-03-01"), ("weekly.a", "2026-W09"), ("monthly.a", "2026-03")],
)
def test_schedule_has_one_period_at_a_moment(name: str, period: str) -> None:
    assert schedules.period_of(name, START) == period


def test_every_file_in_a_folder_is_a_schedule_that_runs() -> None:
    """Each can be done at once, and again at once after that."""
    for _ in range(2):
        for name in schedules.names():
            schedules.run(name)
    assert {name.partition(".")[0] for name in schedules.names()} <= set(schedules.PERIODS)


def test_schedule_begins_once_a_period() -> None:
    with time_machine.travel(START, tick=False) as time:
        schedules.tick()
        schedules.tick()
        time.shift(dt.timedelta(minutes=2))
        schedules.tick()
    runs = ScheduleRun.objects.filter(name=HOURLY)
    assert sorted(runs.values_list("period", flat=True)) == ["2026-03-01T07", "2026-03-01T08"]


def test_schedule_is_begun_by_one_worker_only() -> None:
    assert [schedules.begin(HOURLY, "2026-03-01T07"), schedules.begin(HOURLY, "2026-03-01T07")] == [True, False]
    assert queue.run_ready() == 1


def test_clock_set_back_repeats_nothing() -> None:
    with time_machine.travel(START, tick=False) as time:
        schedules.tick()
        before = ScheduleRun.objects.count()
        time.shift(dt.timedelta(hours=1))
        schedules.tick()
        after = ScheduleRun.objects.count()
        time.shift(dt.timedelta(hours=-1))
        schedules.tick()
    assert (ScheduleRun.objects.count(), after > before) == (after, True)


def test_clock_set_forward_makes_up_for_nothing() -> None:
    with time_machine.travel(START, tick=False) as time:
        schedules.tick()
        time.shift(dt.timedelta(days=30))
        schedules.tick()
    assert ScheduleRun.objects.filter(name=HOURLY).count() == 2


def test_outcome_of_a_schedule_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks() -> None:
        raise RuntimeError

    with time_machine.travel(START, tick=False) as time:
        schedules.begin(HOURLY, "2026-03-01T07")
        with monkeypatch.context() as patched:
            patched.setattr("answerable.jobs.hourly.send_digests.run", breaks)
            queue.run_ready()
        failed = ScheduleRun.objects.get().outcome
        time.shift(dt.timedelta(minutes=1))
        queue.run_ready()
    assert (failed, ScheduleRun.objects.get().outcome) == (Outcome.FAILED, Outcome.DONE)


def test_latest_run_of_each_schedule_is_the_newest() -> None:
    with time_machine.travel(START, tick=False) as time:
        schedules.begin(HOURLY, "2026-03-01T07")
        time.shift(dt.timedelta(hours=1))
        schedules.begin(HOURLY, schedules.period_of(HOURLY, clock.now()))
    assert schedules.latest()[HOURLY].period == "2026-03-01T08"
