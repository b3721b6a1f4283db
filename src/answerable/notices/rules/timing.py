"""When a digest is due: at the person's own hour, by the clock of where they are.

A slot is a moment at that hour, named by its day there. A digest goes within a few hours of its slot or waits for the
next one: whoever chose an hour may have chosen it because nobody else looks at the screen then.
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from zoneinfo import ZoneInfo

LATEST = dt.timedelta(hours=6)
DAY = dt.timedelta(days=1)


class Rhythm(StrEnum):
    SOON = "soon"
    DAILY = "daily"
    WEEKLY = "weekly"
    NEVER = "never"


@dataclass(frozen=True)
class Hours:
    """When somebody wants to hear: `weekday` (0 is Monday) counts in a weekly rhythm only."""

    zone: ZoneInfo
    hour: int = 7
    rhythm: str = Rhythm.DAILY
    weekday: int = 0


def slot(hours: Hours, day: dt.date) -> dt.datetime:
    """Returns a day's slot in UTC. An hour that the clocks leap over is the one after it; of one that comes twice, the first."""
    return dt.datetime.combine(day, dt.time(hours.hour), tzinfo=hours.zone).astimezone(dt.UTC)


def latest_slot_day(hours: Hours, moment: dt.datetime) -> dt.date:
    """Returns the day of the newest slot that has begun."""
    day = moment.astimezone(hours.zone).date() + DAY
    while slot(hours, day) > moment:
        day -= DAY
    return day


def due_slot(hours: Hours, moment: dt.datetime, *, last: dt.date | None, oldest: dt.datetime) -> dt.date | None:
    """Returns the day whose digest is due now, or None.

    `last` is the day of the last digest that was begun, `oldest` when the oldest thing to be said happened. In a weekly
    rhythm, what an earlier week's digest should have said does not wait for another week.
    """
    day = latest_slot_day(hours, moment)
    if moment - slot(hours, day) >= LATEST or (last is not None and day <= last):
        return None
    if hours.rhythm == Rhythm.WEEKLY and day.weekday() != hours.weekday and not _is_late(hours, day, oldest):
        return None
    return day


def _is_late(hours: Hours, day: dt.date, oldest: dt.datetime) -> bool:
    week_slot = day - DAY * ((day.weekday() - hours.weekday) % 7)
    return oldest < slot(hours, week_slot)


def is_too_late(hours: Hours, day: dt.date, moment: dt.datetime) -> bool:
    """Whether a digest that could not be handed over at its slot had better wait for the next."""
    return moment - slot(hours, day) >= LATEST
