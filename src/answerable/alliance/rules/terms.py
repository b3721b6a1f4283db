"""Stretches of days: the last day is included, no end means until further notice."""

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

FAR = dt.date.max


class Span(NamedTuple):
    starts: dt.date
    ends: dt.date | None = None

    def covers(self, day: dt.date) -> bool:
        return self.starts <= day <= (self.ends or FAR)

    def overlaps(self, other: "Span") -> bool:
        return self.starts <= (other.ends or FAR) and other.starts <= (self.ends or FAR)


def why_not_span(span: Span) -> str:
    return "ends_before_it_starts" if span.ends and span.ends < span.starts else ""


def why_not_ended(span: Span, day: dt.date) -> str:
    """Returns why a stretch cannot end on a day: ending is never a way to make it longer."""
    if span.ends and day > span.ends:
        return "ends_earlier_already"
    return why_not_span(Span(span.starts, day))


def overlapping(span: Span, others: Iterable[Span]) -> Span | None:
    """Returns the first of the others that shares a day with this one."""
    return next((other for other in others if span.overlaps(other)), None)


def until(span: Span, closed: dt.date | None) -> Span | None:
    """Returns what is left of a stretch where something closes on a day, or None where nothing is."""
    if closed is None or (span.ends and span.ends < closed):
        return span
    last = closed - dt.timedelta(days=1)
    return Span(span.starts, last) if last >= span.starts else None
