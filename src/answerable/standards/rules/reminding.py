"""When somebody is reminded: once as soon as there is a reason; of what is overdue then a month apart, until something is said.

Whoever never said anything is not reminded but invited, once for what they are asked.
"""

import datetime as dt
from collections.abc import Iterable, Sequence

from .words import State

EVERY = 30
Span = tuple[str, str | None, str, Sequence[int]]  # from, to, how, on which duties


def newest(reasons: Iterable[dt.date], today: dt.date) -> dt.date | None:
    """Returns the day on which the newest of several reasons began, None where none has begun.

    Whoever was told since then needs no telling again.
    """
    return max((day for day in reasons if day <= today), default=None)


def told_since(reasons: Iterable[dt.date], today: dt.date) -> dt.date | None:
    """As `newest`, but a month ago at the earliest: what goes on is told again then."""
    begun = newest(reasons, today)
    return begun and max(begun, today - dt.timedelta(days=EVERY - 1))


def silent_since(spans: Iterable[Span], today: dt.date) -> dict[int, dt.date]:
    """Returns of which duties somebody could tell today and never did, and since when."""
    first: dict[int, str] = {}
    now: set[int] = set()
    on = today.isoformat()
    for starts, ends, how, duties in spans:
        if how != State.NOT_REPORTED or starts > on:
            continue
        first |= {duty: min(starts, first.get(duty, starts)) for duty in duties}
        now.update(duties if ends is None or on <= ends else ())
    return {duty: dt.date.fromisoformat(first[duty]) for duty in now}


def is_to_be_invited(reasons: Iterable[dt.date], before: dt.date | None, today: dt.date) -> bool:
    """Whether something came to be asked since they were invited last; what they were invited to tell of once is left to them."""
    begun = newest(reasons, today)
    return begun is not None and (before is None or before < begun)
