"""The queue: what was left to it is done once, tried again when it fails, and told without words."""

import datetime as dt

import pytest
import time_machine
from django.db import transaction
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from answerable.kit import clock, queue
from tests.jobs.work import done, fail_at_first, fails, note

pytestmark = pytest.mark.postgres_too
START = dt.datetime(2026, 3, 1, 7, tzinfo=dt.UTC)


def test_job_runs_once() -> None:
    queue.enqueue(note, "letter")
    assert [queue.run_ready(), queue.run_ready(), done] == [1, 0, ["letter"]]


def test_job_of_an_undone_transaction_never_runs() -> None:
    with transaction.atomic():
        queue.enqueue(note, "letter")
        transaction.set_rollback(True)
    assert (queue.run_ready(), done) == (0, [])


def test_job_for_later_waits_for_its_moment() -> None:
    with time_machine.travel(START, tick=False) as time:
        queue.enqueue_after(START + dt.timedelta(hours=1), note, "letter")
        before = queue.run_ready()
        time.shift(dt.timedelta(hours=1, seconds=1))
        assert (before, queue.run_ready(), done) == (0, 1, ["letter"])


def test_failed_job_is_tried_again_after_a_growing_pause() -> None:
    fails["letter"] = 2
    pauses = []
    with time_machine.travel(START, tick=False) as time:
        queue.enqueue(fail_at_first, "letter")
        while not done:
            queue.run_ready()
            row = DBTaskResult.objects.get()
            if not done:
                pauses.append(row.run_after - clock.now())
                time.move_to(row.run_after)
    assert pauses == [dt.timedelta(seconds=30), dt.timedelta(seconds=150)]
    assert row.status == TaskResultStatus.SUCCESSFUL


def test_job_that_keeps_failing_is_given_up_and_shown() -> None:
    fails["letter"] = 99
    with time_machine.travel(START, tick=False) as time:
        queue.enqueue(fail_at_first, "letter")
        for _ in range(5):
            queue.run_ready()
            time.shift(dt.timedelta(hours=6))
    shown = queue.unfinished()
    assert [(one.name, one.state, one.tries, one.error) for one in shown] == [
        ("tests.jobs.work.fail_at_first", "failed", 3, "builtins.RuntimeError")
    ]


def test_failure_keeps_none_of_the_exceptions_words() -> None:
    """B28: what an exception says may be somebody's words, so its type and places alone are kept."""
    fails["letter"] = 99
    queue.enqueue(fail_at_first, "letter")
    queue.run_ready()
    row = DBTaskResult.objects.get()
    assert "canary" not in row.traceback
    assert "jobs/work.py" in row.traceback


def test_one_failing_job_stops_no_other() -> None:
    fails["bad"] = 1
    for word in ("bad", "good"):
        queue.enqueue(fail_at_first, word)
    queue.run_ready()
    assert done == ["good"]


def test_job_of_a_dead_worker_is_given_back() -> None:
    queue.enqueue(note, "letter")
    DBTaskResult.objects.get().claim(f"{queue._machine()}-dead")
    with time_machine.travel(clock.now() + dt.timedelta(hours=1)):
        assert (queue.run_ready(), queue.give_back_lost(), queue.run_ready(), done) == (0, 1, 0, [])
    with time_machine.travel(clock.now() + dt.timedelta(hours=2)):
        assert (queue.run_ready(), done) == (1, ["letter"])


def test_job_of_a_living_worker_is_left_to_it() -> None:
    queue.enqueue(note, "letter")
    with queue._alive() as worker:
        DBTaskResult.objects.get().claim(worker)
        assert (queue.give_back_lost(), queue.somebody_works()) == (0, True)
    assert queue.somebody_works() is False


def test_job_of_another_machine_is_given_back_after_hours_only() -> None:
    queue.enqueue(note, "letter")
    DBTaskResult.objects.get().claim("elsewhere-1")
    now = queue.give_back_lost()
    with time_machine.travel(clock.now() + dt.timedelta(hours=7)):
        assert (now, queue.give_back_lost()) == (0, 1)


def test_job_that_kills_its_workers_is_given_up() -> None:
    queue.enqueue(note, "letter")
    with time_machine.travel(START, tick=False) as time:
        for _ in range(3):
            DBTaskResult.objects.update(status=TaskResultStatus.READY, run_after=START)
            DBTaskResult.objects.get().claim(f"{queue._machine()}-dead")
            queue.give_back_lost()
            time.shift(dt.timedelta(hours=1))
    assert DBTaskResult.objects.get().status == TaskResultStatus.FAILED


def test_finished_jobs_are_forgotten() -> None:
    queue.enqueue(note, "letter")
    queue.run_ready()
    kept = queue.forget_finished(before=clock.now() - dt.timedelta(days=14))
    assert (kept, queue.forget_finished(before=clock.now() + dt.timedelta(days=1))) == (0, 1)
