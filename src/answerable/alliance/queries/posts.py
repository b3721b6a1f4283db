"""What runs on a day."""

import datetime as dt

from django.db.models import Q


def running(on: dt.date) -> Q:
    """The filter for whatever has starts and ends and covers a day."""
    return Q(starts__lte=on) & (Q(ends=None) | Q(ends__gte=on))
