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


def at_once(span: Span, others: Iterable[Span]) -> int:
    """Returns how many of the others run on one and the same day of a stretch, at the most."""
    near = [other for other in others if span.overlaps(other)]
    days = [max(span.starts, other.starts) for other in near]
    return max((sum(other.covers(day) for other in near) for day in days), default=0)


def most_at_once(spans: Iterable[Span]) -> int:
    listed = list(spans)
    return max((at_once(span, listed) for span in listed), default=0)


def too_many(spans: Iterable[Span], most: int) -> list[int]:
    """Returns which stretches, by their number, find `most` of those before them running at once on some day."""
    standing: list[Span] = []
    surplus = []
    for number, span in enumerate(spans):
        if at_once(span, standing) >= most:
            surplus.append(number)
        else:
            standing.append(span)
    return surplus


def in_a_row(span: Span, others: Iterable[Span]) -> int:
    """Returns how many terms without a day between them a stretch makes with those before and after it, itself included."""
    chain, left = [span], list(others)
    while near := next((one for one in left if any(_touches(one, other) for other in chain)), None):
        left.remove(near)
        chain.append(near)
    return len(chain)


def _touches(one: Span, other: Span) -> bool:
    day = dt.timedelta(days=1)
    return any(
        a.ends is not None and a.ends < FAR and a.ends + day == b.starts for a, b in ((one, other), (other, one))
    )


def until(span: Span, closed: dt.date | None) -> Span | None:
    """Returns what is left of a stretch where something closes on a day, or None where nothing is."""
    if closed is None or (span.ends and span.ends < closed):
        return span
    last = closed - dt.timedelta(days=1)
    return Span(span.starts, last) if last >= span.starts else None


def shared(one: Span, other: Span) -> Span | None:
    """Returns the days that two stretches share, or None."""
    if not one.overlaps(other):
        return None
    last = min(one.ends or FAR, other.ends or FAR)
    return Span(max(one.starts, other.starts), None if last == FAR else last)


def joined(stretches: Iterable[tuple[Span, int]]) -> list[tuple[Span, int]]:
    """Returns stretches so that none share a day: those that do are one, with the mark of the first. They come in their order."""
    found: list[tuple[Span, int]] = []
    for span, mark in stretches:
        last = found[-1][0] if found else None
        if last is None or not span.overlaps(last):
            found.append((span, mark))
        elif (span.ends or FAR) > (last.ends or FAR):
            found[-1] = (Span(last.starts, span.ends), found[-1][1])
    return found
