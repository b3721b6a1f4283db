"""When somebody is reminded: once as soon as there is a reason; of what is overdue then a month apart, until something is said."""

import datetime as dt
from collections.abc import Iterable

EVERY = 30


def newest(reasons: Iterable[dt.date], today: dt.date) -> dt.date | None:
    """Returns the day on which the newest of several reasons began, None where none has begun.

    Whoever was told since then needs no telling again.
    """
    return max((day for day in reasons if day <= today), default=None)


def told_since(reasons: Iterable[dt.date], today: dt.date) -> dt.date | None:
    """As `newest`, but a month ago at the earliest: what goes on is told again then."""
    begun = newest(reasons, today)
    return begun and max(begun, today - dt.timedelta(days=EVERY - 1))
