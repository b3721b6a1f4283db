"""How long something counts, by the cadence of what is asked.

Laws: what happens on a day counts from that day; a meeting of 15 March counts in a rolling year through 14 March; where a
month lacks the day (29 February, the 31st) it counts through the end of that month. Calendar periods begin in January 2000.
"""

import calendar
import datetime as dt

from .belonging import FAR, day_before, later
from .shapes import Rule
from .words import Cadence, Window


def counts_through(day: dt.date, months: int) -> dt.date:
    """Returns the last day of so many months that begin on a day."""
    year, month = _month(day.year * 12 + day.month - 1 + months)
    if year > FAR.year:
        return FAR
    if day.day > calendar.monthrange(year, month)[1]:
        return dt.date(year, month, calendar.monthrange(year, month)[1])
    return day_before(dt.date(year, month, day.day))


def period(day: dt.date, months: int) -> int:
    """Returns the number of a day's calendar period, 0 for the one that begins in January 2000."""
    return ((day.year - 2000) * 12 + day.month - 1) // months


def period_starts(number: int, months: int) -> dt.date:
    year, month = _month(2000 * 12 + number * months)
    return dt.date(year, month, 1) if year <= FAR.year else FAR


def period_ends(number: int, months: int) -> dt.date:
    starts = period_starts(number + 1, months)
    return FAR if starts == FAR else day_before(starts)


def first_due(rule: Rule, *, anchor: dt.date, joined: dt.date) -> dt.date:
    """Returns the day by which it is first asked: as the rule says from the anchor, the later of joining and its start.

    Where it says nothing, so many times in a period are asked once one whole period went by since joining.
    """
    if rule.first_due_days or rule.cadence != Cadence.AT_LEAST:
        return later(anchor, rule.first_due_days)
    if rule.window == Window.ROLLING:
        return counts_through(joined, rule.months)
    number = period(joined, rule.months)
    return period_ends(number if period_starts(number, rule.months) == joined else number + 1, rule.months)


def runs_out(rule: Rule, day: dt.date) -> dt.date:
    """Returns the last day on which what happened on a day counts for a number of times in some months.

    In calendar periods it counts through the next one: whoever did enough last year has until December.
    """
    if rule.window == Window.ROLLING:
        return counts_through(day, rule.months)
    return period_ends(period(day, rule.months) + 1, rule.months)


def _month(number: int) -> tuple[int, int]:
    return number // 12, number % 12 + 1
