"""Work that is done after the answer: kept in the database, tried again with growing pauses.

    @task(retries=5)
    def send_digest(account_id: str) -> None: ...

    enqueue(send_digest, str(account.id))

A job runs once, unless a worker dies in it: then it runs again. So every job is idempotent: it asks what is still to be
done and does that. Enqueued in a transaction it exists once that commits. Arguments are ids, codes and counts, since
they lie in clear in the database; what an exception says is never kept, only its type and where it arose.
"""

import datetime as dt
import fcntl
import hashlib
import os
import secrets
import select
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any, ParamSpec

import structlog
from django.conf import settings
from django.db import OperationalError, close_old_connections, connection, transaction
from django_tasks.base import Task, TaskResultStatus
from django_tasks.base import task as declare_task
from django_tasks_db.models import DBTaskResult

from . import clock, saving

log = structlog.get_logger("answerable.queue")
P = ParamSpec("P")
FIRST_PAUSE, GROWTH = 30, 5  # 30 seconds, 2½ and 12½ minutes, an hour, five hours
SECONDS_BETWEEN_TICKS = 20.0
LOST_ELSEWHERE_AFTER = dt.timedelta(hours=6)
_retries: dict[str, int] = {}
_before: list[Callable[[], None]] = []


def task(*, retries: int = 5) -> Callable[[Callable[P, None]], Task[P, None]]:
    """Makes a function of a module one that can be enqueued; it is tried again so many times."""

    def declare(function: Callable[P, None]) -> Task[P, None]:
        _retries[f"{function.__module__}.{function.__qualname__}"] = retries
        return declare_task(function)

    return declare


def before_each(make_ready: Callable[[], None]) -> None:
    """Has something done before every job, so that a worker that lives long works with what holds now."""
    _before.append(make_ready)


def enqueue(job: Task[P, None], *args: P.args, **kwargs: P.kwargs) -> None:
    """Leaves a job to the next free worker."""
    job.enqueue(*args, **kwargs)


def enqueue_after(moment: dt.datetime, job: Task[P, None], *args: P.args, **kwargs: P.kwargs) -> None:
    """Leaves a job to the first worker that is free after a moment."""
    job.using(run_after=moment).enqueue(*args, **kwargs)


def is_due(job: Task[P, None]) -> bool:
    """Whether a job of this kind waits for a free worker now; the one that asks is not waiting."""
    return DBTaskResult.objects.ready().filter(task_path=job.module_path).exists()


class Pointless(Exception):  # noqa: N818 - it is an answer, not an error
    """Raised in a job for which trying again would not help: it ends there, and nothing has failed."""


class Stop:
    """Asked of a worker to end: `set` may be called by a signal at any moment, where a lock could not be taken."""

    def __init__(self) -> None:
        self.is_set = False
        self._heard, self._said = os.pipe()

    def set(self) -> None:
        self.is_set = True
        os.write(self._said, b".")

    def wait(self, seconds: float) -> None:
        select.select([self._heard], [], [], seconds)


def work(*, stop: Stop, tick: Callable[[], None], pause: float = 1.0) -> None:
    """Does one job after another until `stop` is set, which lets the present one end; `tick` is called now and then."""
    with _alive() as worker:
        next_tick = 0.0
        while not stop.is_set:
            if saving.is_exchanged():  # what is done now would be done in a file that nobody reads
                stop.wait(5)
                continue
            try:
                if monotonic() >= next_tick:
                    next_tick = monotonic() + SECONDS_BETWEEN_TICKS
                    give_back_lost()
                    tick()
                busy = run_next(worker)
            except OperationalError as fault:  # busy, full, or restarting: the work waits in it
                log.warning("queue_cannot_reach_database", **described(fault))
                connection.close()
                stop.wait(5)
                continue
            close_old_connections()
            if not busy:
                stop.wait(pause)


def run_ready(*, most: int = 1000) -> int:
    """Does the jobs that are due now, here and at once; returns how many."""
    with _alive() as worker:
        return next((done for done in range(most) if not run_next(worker)), most)


def run_next(worker: str) -> bool:
    """Takes one job that is due and does it; returns whether there was one."""
    row = _take(worker)
    if row is None:
        return False
    try:
        for make_ready in _before:
            make_ready()
        row.task.call(*row.args_kwargs["args"], **row.args_kwargs["kwargs"])
    except Pointless:
        row.set_successful(None)
    except Exception as fault:
        _put_back(row, described(fault))
    else:
        row.set_successful(None)
    return True


def _take(worker: str) -> "DBTaskResult[..., None] | None":
    due = DBTaskResult.objects.ready()
    if not due.exists():  # asking needs no lock, and mostly there is nothing
        return None
    with transaction.atomic():
        row = due.get_locked()
        if row is not None:
            row.claim(worker)
    return row


def _put_back(row: "DBTaskResult[..., None]", told: dict[str, Any]) -> None:
    tries = len(row.worker_ids)
    goes_on = tries <= _retries.get(row.task_path, 5)
    row.status = TaskResultStatus.READY if goes_on else TaskResultStatus.FAILED
    row.run_after = clock.now() + dt.timedelta(seconds=FIRST_PAUSE * GROWTH ** (tries - 1))
    row.finished_at = None if goes_on else clock.now()
    row.exception_class_path, row.traceback = told["error_type"], "\n".join(told["at"])
    row.save(update_fields=["status", "run_after", "finished_at", "exception_class_path", "traceback"])
    log.warning("job_failed", job=row.task_path, tries=tries, tried_again=goes_on, **told)


def described(fault: BaseException) -> dict[str, Any]:
    """Returns an exception's type and the places it came through, and none of its words."""
    places, trace = [], fault.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        places.append(f"{'/'.join(Path(code.co_filename).parts[-3:])}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return {"error_type": f"{type(fault).__module__}.{type(fault).__qualname__}", "at": places[-8:]}


@dataclass(frozen=True)
class Waiting:
    """A job that waits, runs, or was given up; `error` is the type of what went wrong last, `since` when it was left."""

    id: str
    name: str
    state: str
    tries: int
    due: dt.datetime | None
    error: str
    since: dt.datetime


def unfinished() -> list[Waiting]:
    """Returns what is not done: running, waiting, and given up."""
    rows = DBTaskResult.objects.exclude(status=TaskResultStatus.SUCCESSFUL)
    return [
        Waiting(
            str(row.pk), row.task_path.removeprefix("answerable."), row.status.lower(), len(row.worker_ids),
            row.run_after if row.run_after.year < 9999 else None, row.exception_class_path, row.enqueued_at,
        )
        for row in rows
    ]  # fmt: skip


def somebody_works() -> bool:
    """Whether a worker lives on this machine."""
    return any(not _is_free(path) for path in _folder().glob("[!.]*"))


def forget_finished(*, before: dt.datetime) -> int:
    """Removes the traces of jobs that ended before a moment; returns how many."""
    return DBTaskResult.objects.finished().filter(finished_at__lt=before).delete()[0]


def give_back_lost() -> int:
    """Puts the jobs of workers that died back in the queue; returns how many."""
    if not DBTaskResult.objects.running().exists():
        return 0
    with transaction.atomic():
        lost = [row for row in DBTaskResult.objects.running().select_for_update(skip_locked=True) if not _lives(row)]
        for row in lost:
            _put_back(row, {"error_type": "worker_died", "at": []})
    return len(lost)


def _lives(row: "DBTaskResult[..., None]") -> bool:
    worker = row.worker_ids[-1] if row.worker_ids else ""
    if not worker.startswith(_machine()):
        return bool(row.started_at and row.started_at > clock.now() - LOST_ELSEWHERE_AFTER)
    path = _folder() / worker
    return path.exists() and not _is_free(path)


@contextmanager
def _alive() -> Iterator[str]:
    """Holds a locked file in this worker's name: the system lets go of it however the worker ends."""
    for path in _folder().glob("[!.]*"):
        if _is_free(path):
            path.unlink(missing_ok=True)
    name = f"{_machine()}-{secrets.token_hex(8)}"
    unlocked = _folder() / f".{name}"
    handle = os.open(unlocked, os.O_CREAT | os.O_RDWR, 0o600)
    fcntl.flock(handle, fcntl.LOCK_EX)
    unlocked.rename(_folder() / name)  # nobody ever sees it unlocked
    try:
        yield name
    finally:
        (_folder() / name).unlink(missing_ok=True)
        os.close(handle)


def _is_free(path: Path) -> bool:
    try:
        handle = os.open(path, os.O_RDWR)
    except FileNotFoundError:
        return True
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    finally:
        os.close(handle)
    return True


def _folder() -> Path:
    folder = Path(settings.HOME) / "workers"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _machine() -> str:
    return hashlib.blake2s(f"{socket.gethostname()}:{settings.HOME}".encode(), digest_size=6).hexdigest()
