"""Finds the schedules by their folders and begins each once a period, however often it is asked."""

import datetime as dt
import importlib
import pkgutil
from functools import cache

from django.db import transaction

from answerable.kit import clock, queue

from .models import Outcome, ScheduleRun

PERIODS = {"hourly": "%Y-%m-%dT%H", "daily": "%Y-%m-%d", "weekly": "%G-W%V", "monthly": "%Y-%m"}


@cache
def names() -> tuple[str, ...]:
    """Returns every schedule as `folder.file`."""
    folders = {folder: importlib.import_module(f"{__package__}.{folder}").__path__ for folder in PERIODS}
    return tuple(f"{folder}.{found.name}" for folder, path in folders.items() for found in pkgutil.iter_modules(path))


def period_of(name: str, moment: dt.datetime) -> str:
    """Returns the period of a schedule that a moment lies in, by UTC."""
    return moment.strftime(PERIODS[name.partition(".")[0]])


def tick() -> None:
    """Begins whatever was not yet begun in its present period. Periods that passed unseen are not made up for."""
    moment = clock.now()
    due = {name: period_of(name, moment) for name in names()}
    begun = set(ScheduleRun.objects.filter(period__in=set(due.values())).values_list("name", "period"))
    for name, period in due.items():
        if (name, period) not in begun:
            begin(name, period)


@transaction.atomic
def begin(name: str, period: str) -> bool:
    """Enqueues a schedule for a period, unless that was done; returns whether it was done now."""
    _, is_new = ScheduleRun.objects.get_or_create(name=name, period=period, defaults={"begun_at": clock.now()})
    if is_new:
        queue.enqueue(run_schedule, name, period)
    return is_new


@queue.task(retries=3)
def run_schedule(name: str, period: str) -> None:
    rows = ScheduleRun.objects.filter(name=name, period=period)
    rows.update(outcome=Outcome.RUNNING)
    try:
        run(name)
    except Exception:
        rows.update(outcome=Outcome.FAILED, finished_at=clock.now())  # until a later try succeeds
        raise
    rows.update(outcome=Outcome.DONE, finished_at=clock.now())


def run(name: str) -> None:
    """Does what a schedule does, here and now."""
    importlib.import_module(f"{__package__}.{name}").run()


def latest() -> dict[str, ScheduleRun]:
    """Returns the newest run of each schedule."""
    return {run.name: run for run in ScheduleRun.objects.order_by("begun_at")}
