"""Stretches of days: the last day is included, no end means until further notice."""

import datetime as dt
from collections.abc import Iterable
from itertools import zip_longest
from typing import NamedTuple

FAR = dt.date.max


class Stretch(NamedTuple):
    starts: dt.date
    ends: dt.date | None = None

    def covers(self, day: dt.date) -> bool:
        return self.starts <= day <= (self.ends or FAR)


Stretches = tuple[Stretch, ...]
Pair = tuple[dt.date, dt.date | None]


def later(day: dt.date, days: int) -> dt.date:
    """Returns the day so many days later; what has no end keeps none."""
    return FAR if days >= (FAR - day).days else day + dt.timedelta(days=days)


def day_before(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=1)


def union(stretches: Iterable[Pair]) -> Stretches:
    """Returns the days of any of them; stretches that touch become one, and those that end before they start are none."""
    whole: list[Stretch] = []
    for starts, ends in sorted(stretches, key=lambda pair: pair[0]):
        if ends is not None and ends < starts:
            continue
        if whole and starts <= later(whole[-1].ends or FAR, 1):
            whole[-1] = Stretch(whole[-1].starts, _end(max(whole[-1].ends or FAR, ends or FAR)))
        else:
            whole.append(Stretch(starts, ends))
    return tuple(whole)


def intersection(some: Iterable[Pair], others: Iterable[Pair]) -> Stretches:
    """Returns the days of both."""
    second = union(others)
    common = [
        (max(starts, other.starts), _end(min(ends or FAR, other.ends or FAR)))
        for starts, ends in union(some)
        for other in second
    ]
    return union(common)


def until_changed(starts: Iterable[dt.date]) -> Stretches:
    """Returns how long each of several versions runs: until the day before the next one starts, the last without end."""
    days = sorted(set(starts))
    return tuple(
        Stretch(day, day_before(following) if following else None) for day, following in zip_longest(days, days[1:])
    )


def _end(day: dt.date) -> dt.date | None:
    return None if day == FAR else day
