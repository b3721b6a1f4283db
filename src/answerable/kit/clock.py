"""The one place that reads the time, so that rules and tests can be given theirs."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.utils import timezone

_told: ContextVar[dt.datetime | None] = ContextVar("told", default=None)


def now() -> dt.datetime:
    """Returns the present moment, in UTC."""
    return _told.get() or timezone.now()


def today() -> dt.date:
    """Returns the present day in UTC."""
    return now().astimezone(dt.UTC).date()


@contextmanager
def on(day: dt.date) -> Iterator[None]:
    """Within it, it is noon of a day: for telling a story as it happened, which only the demo does."""
    token = _told.set(dt.datetime.combine(day, dt.time(12), dt.UTC))
    try:
        yield
    finally:
        _told.reset(token)
