"""Removes the traces of jobs that ended two weeks ago, and of schedules that ran over a year ago."""

import datetime as dt

from answerable.kit import clock, queue

from ..models import ScheduleRun


def run() -> None:
    now = clock.now()
    queue.forget_finished(before=now - dt.timedelta(days=14))
    ScheduleRun.objects.filter(begun_at__lt=now - dt.timedelta(days=396)).delete()
