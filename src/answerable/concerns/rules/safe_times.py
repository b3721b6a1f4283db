"""When somebody may be reached at all: days of the week and parts of a day that the person said are safe."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Part(StrEnum):
    """Parts of a day; nobody is asked for an hour."""

    MORNING = "morning"
    MIDDAY = "midday"
    AFTERNOON = "afternoon"
    EVENING = "evening"


@dataclass(frozen=True)
class SafeTimes:
    """When it is safe. Nothing said of days or parts means any; `never` that nobody is ever called."""

    weekdays: frozenset[int] = frozenset()
    parts: frozenset[Part] = frozenset()
    never: bool = False

    def allows(self, day: dt.date, part: Part) -> bool:
        if self.never:
            return False
        return (not self.weekdays or day.weekday() in self.weekdays) and (not self.parts or part in self.parts)


def next_safe_day(times: SafeTimes, today: dt.date) -> dt.date | None:
    """Returns the first day from today on which somebody may be reached, None where on none."""
    if times.never:
        return None
    week = (today + dt.timedelta(days=days) for days in range(7))
    return next((day for day in week if not times.weekdays or day.weekday() in times.weekdays), None)


def on_or_before(day: dt.date, *, after: dt.date, weekdays: frozenset[int]) -> dt.date:
    """Returns the last safe day up to a day and after another; the day itself where none of those between is safe."""
    found = day
    while weekdays and found > after:
        if found.weekday() in weekdays:
            return found
        found -= dt.timedelta(days=1)
    return day
