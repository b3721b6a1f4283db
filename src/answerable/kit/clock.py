"""The one place that reads the time, so that rules and tests can be given theirs."""

import datetime as dt

from django.utils import timezone


def now() -> dt.datetime:
    """Returns the present moment, in UTC."""
    return timezone.now()


def today() -> dt.date:
    """Returns the present day in UTC."""
    return timezone.now().astimezone(dt.UTC).date()
