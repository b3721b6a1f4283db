"""How standing changes over time: only the days on which it can change are judged.

Law: what a timeline says of a day is what judging that day says, to the last word.
"""

import datetime as dt
from collections.abc import Iterator

from .belonging import FAR, Stretch, later
from .cadences import period, period_ends
from .judging import Judge
from .shapes import Case, Judgement
from .words import Cadence, Window

Turn = tuple[dt.date, Judgement | None]


def timeline(case: Case, first: dt.date, last: dt.date) -> tuple[Turn, ...]:
    """Returns the standing on the first day, and every later one on which it is another; None while it is not asked."""
    judge = Judge(case)
    days = sorted({first, *(day for day in _days(judge) if first < day <= last)})
    turns: list[Turn] = []
    for day in days:
        judgement = judge.on(day)
        if not turns or turns[-1][1] != judgement:
            turns.append((day, judgement))
    return tuple(turns)


def next_turn(case: Case, day: dt.date) -> dt.date | None:
    """Returns the next day on which the state is another if nothing more is told, None where it stays as it is."""
    judge = Judge(case)
    now = _state(judge.on(day))
    coming = sorted({one for one in _days(judge) if day < one < FAR})
    return next((one for one in coming if _state(judge.on(one)) != now), None)


def _state(judgement: Judgement | None) -> str:
    return judgement.state if judgement else ""


def _days(judge: Judge) -> Iterator[dt.date]:
    """Yields every day on which a standing may change."""
    for spell in judge.spells:
        yield spell.starts
        yield _after(spell.ends or FAR)
    for starts, ends, _ in judge.excused:
        yield starts
        yield _after(ends or FAR)
    for number, rule in enumerate(judge.rules):
        yield rule.starts
        if number:
            yield _after(later(rule.starts, rule.first_due_days))
        if judge.told(number) or judge.events(number):
            yield from _days_of_rule(judge, number)


def _days_of_rule(judge: Judge, number: int) -> Iterator[dt.date]:
    rule = judge.rules[number]
    excuses = [ends for _, ends, _ in judge.excused if ends is not None]
    for ends in excuses:
        yield _after(later(ends, rule.grace_days))
        yield _after(later(ends, rule.first_due_days))
    for one in judge.told(number):
        yield from (one.known, one.gone)
        yield from (day for step in one.steps for day in (step.on, step.until) if day)
    yield from (one.day for one in judge.events(number))
    for spell in judge.spells:
        yield _after(judge.first_due(number, spell, judge.anchor(number, spell)))
        if rule.cadence == Cadence.AFTER_EACH:
            yield from _days_of_events(judge, number, spell)
        else:
            yield from _days_of_counting(judge, number, spell)


def _days_of_counting(judge: Judge, number: int, spell: Stretch) -> Iterator[dt.date]:
    rule = judge.rules[number]
    for one in judge.counting(number, spell):
        yield one.starts
        yield _after(one.ends)
        yield _after(later(one.ends, rule.grace_days))
        if rule.cadence == Cadence.AT_LEAST and rule.window == Window.CALENDAR:
            yield _after(period_ends(period(one.told.day, rule.months), rule.months))


def _days_of_events(judge: Judge, number: int, spell: Stretch) -> Iterator[dt.date]:
    for event in judge.events(number):
        yield _after(judge.due_after(number, spell, event.day, event.day))
    for one in judge.told(number):
        yield _after(one.ends)


def _after(day: dt.date) -> dt.date:
    return later(day, 1)
