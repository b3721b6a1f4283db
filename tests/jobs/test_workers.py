"""Workers as processes, over a database in a file: each job once, unless a worker dies in it."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests import homes
from tests.running import started, surroundings

ENQUEUE = """
import django, sys; django.setup()
from answerable.kit.queue import enqueue
from tests.jobs.slow_work import write_down
for word in range(int(sys.argv[1])): enqueue(write_down, str(word), float(sys.argv[2]))
"""
MAKE_DUE = """
import django; django.setup()
from django_tasks_db.models import DBTaskResult
from django.utils import timezone
DBTaskResult.objects.filter(status="READY").update(run_after=timezone.now())
"""
POSTGRESQL = {name: os.environ[name] for name in ("DATABASE_URL",) if name in os.environ}  # with tests/postgres.py


def python(home: Path, code: str, *words: str) -> None:
    subprocess.run(
        [sys.executable, "-c", code, *words], env=surroundings(home, **POSTGRESQL), check=True, capture_output=True
    )


def worker(home: Path) -> "subprocess.Popen[bytes]":
    return started(home, "jobs", "work", output=home / "said", **POSTGRESQL)


def lines(path: Path) -> list[str]:
    return path.read_text().split() if path.exists() else []


def wait_until_lines(path: Path, count: int) -> None:
    ends = time.monotonic() + 40
    while len(lines(path)) < count:
        assert time.monotonic() < ends, "too slow"
        time.sleep(0.05)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    if POSTGRESQL:
        homes.prepare(tmp_path, **POSTGRESQL)
    else:
        homes.prepared(tmp_path)
    return tmp_path


@pytest.mark.slow
def test_two_processes_do_each_job_once(home: Path) -> None:
    python(home, ENQUEUE, "60", "0.01")
    workers = [worker(home) for _ in range(2)]
    wait_until_lines(home / "done", 60)
    for one in workers:
        one.terminate()
    assert [one.wait(20) for one in workers] == [0, 0]
    assert sorted(lines(home / "done"), key=int) == [str(number) for number in range(60)]


@pytest.mark.slow
def test_job_whose_worker_was_killed_runs_again_and_no_other_does(home: Path) -> None:
    python(home, ENQUEUE, "6", "0.4")
    killed = worker(home)
    wait_until_lines(home / "begun", 2)
    os.kill(killed.pid, signal.SIGKILL)
    killed.wait(20)
    cut_short = set(lines(home / "begun")) - set(lines(home / "done"))
    heir = worker(home)
    wait_until_lines(home / "done", 5)
    python(home, MAKE_DUE)  # the cut one waits out its pause
    wait_until_lines(home / "done", 6)
    heir.terminate()
    heir.wait(20)
    again = [word for word in set(lines(home / "begun")) if lines(home / "begun").count(word) > 1]
    assert (set(again), sorted(lines(home / "done"))) == (cut_short, ["0", "1", "2", "3", "4", "5"])


@pytest.mark.slow
def test_worker_asked_to_end_finishes_its_job_first(home: Path) -> None:
    python(home, ENQUEUE, "3", "1")
    asked = worker(home)
    wait_until_lines(home / "begun", 1)
    asked.terminate()
    assert (asked.wait(20), lines(home / "begun"), lines(home / "done")) == (0, ["0"], ["0"])
