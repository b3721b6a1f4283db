"""What is promised by when. Days alone: a clock of hours falls due at the end of the day in which it runs out.

Every day is one of the network's own calendar, by its wall clock, whatever the zone and whether a day had 23 hours or 25;
no result tells at what hour somebody wrote. Nothing here stops while a case is paused, but for the first answer and idleness.
"""

import calendar as months
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from .promises import Calendar, Promises
from .safe_times import on_or_before
from .words import ENDED, Danger, Rhythm, Role, State, Want


class Kind(StrEnum):
    """What is due. The person is told of the first four; idleness is the desk's own."""

    ACKNOWLEDGE = "acknowledge"
    FIRST_ANSWER = "first_answer"
    UPDATE = "update"
    FEEDBACK = "feedback"
    SAFETY = "safety"
    IDLE = "idle"


PROMISED = (Kind.ACKNOWLEDGE, Kind.FIRST_ANSWER, Kind.UPDATE, Kind.FEEDBACK)
ABOVE_TOO = (Role.LEAD, Role.LEAD_ABOVE)
NEVER_PAUSED = frozenset({Kind.ACKNOWLEDGE, Kind.UPDATE, Kind.FEEDBACK, Kind.SAFETY})


@dataclass(frozen=True)
class Facts:
    """What clocks need to know of a case, each by its day. `safe_weekdays`: on which somebody may be reached; none said: all."""

    received: dt.date
    want: Want = Want.CONCERN
    danger: Danger = Danger.SKIP
    state: State = State.RECEIVED
    rhythm: Rhythm = Rhythm.WHEN_SOMETHING_HAPPENS
    safe_weekdays: frozenset[int] = frozenset()
    acknowledged: dt.date | None = None
    safety_contact: dt.date | None = None
    first_answer: dt.date | None = None
    last_update: dt.date | None = None
    last_event: dt.date | None = None
    extended_on: dt.date | None = None
    feedback_given: dt.date | None = None
    will_come_back: bool = True


@dataclass(frozen=True)
class Due:
    """Something promised. `day`: the last on which it is in time; `breach_after`: after it, `breach_to` is told."""

    kind: Kind
    day: dt.date
    warns_from: dt.date
    breach_to: tuple[Role, ...]
    breach_after: dt.date

    def standing(self, today: dt.date) -> str:
        """Returns `in_time`, `soon`, `late` (past its day) or `breached` (past what may not be missed)."""
        if today > self.breach_after:
            return "breached"
        if today > self.day:
            return "late"
        return "soon" if today >= self.warns_from else "in_time"


def local_day(at: dt.datetime, zone: dt.tzinfo) -> dt.date:
    """Returns the day it is in a network at a moment; the moment is forgotten."""
    if at.tzinfo is None:
        raise ValueError("a moment without its zone")
    return at.astimezone(zone).date()


def after_hours(day: dt.date, hours: int) -> dt.date:
    """Returns the day in which so many hours run out, from whatever hour of a day on."""
    return day + dt.timedelta(days=-(-hours // 24))


def after_workdays(day: dt.date, number: int, calendar: Calendar) -> dt.date:
    """Returns the so many-th working day after a day; the day itself does not count."""
    left = number
    while left:
        day += dt.timedelta(days=1)
        left -= calendar.works(day)
    return day


def month_later(day: dt.date) -> dt.date:
    """Returns the same day of the next month, or its last where it has none."""
    year, month = divmod(day.year * 12 + day.month, 12)
    return dt.date(year, month + 1, min(day.day, months.monthrange(year, month + 1)[1]))


def due(facts: Facts, today: dt.date, promises: Promises) -> list[Due]:
    """Returns what is still promised on a day, the nearest first. What was done is not due any more."""
    if facts.state in ENDED or facts.received > today:
        return []
    clocks = (_acknowledge, _safety, _first_answer, _update, _feedback, _idle)
    found = [one for clock in clocks for one in clock(facts, promises)]
    held = facts.state == State.ON_HOLD
    return sorted((one for one in found if not held or one.kind in NEVER_PAUSED), key=lambda one: (one.day, one.kind))


def next_promised(facts: Facts, today: dt.date, promises: Promises) -> Due | None:
    """Returns what the person is told comes next and by when, also when its day is past."""
    return next((one for one in due(facts, today, promises) if one.kind in PROMISED), None)


def feedback_starts(facts: Facts, promises: Promises) -> dt.date:
    """Returns from when feedback counts: from the acknowledgement, or from its last day where none came (invariant 53)."""
    last = facts.received + dt.timedelta(days=promises.acknowledge_days)
    return min(facts.acknowledged or last, last)


def feedback_day(facts: Facts, promises: Promises) -> dt.date:
    extended = facts.extended_on is not None and promises.may_extend
    days = promises.extended_days if extended else promises.feedback_days
    return feedback_starts(facts, promises) + dt.timedelta(days=days)


def may_extend(facts: Facts, today: dt.date, *, reason_told_on: dt.date | None, promises: Promises) -> tuple[bool, str]:
    """Whether feedback may take longer: once, in time, and after the person could read why (invariant 54)."""
    if not promises.may_extend:
        return False, "not_in_this_profile"
    if facts.extended_on is not None:
        return False, "once_only"
    if today > feedback_day(facts, promises):
        return False, "too_late"
    if reason_told_on is None or reason_told_on > today:
        return False, "tell_why_first"
    return True, ""


def _acknowledge(facts: Facts, promises: Promises) -> Iterator[Due]:
    if facts.acknowledged is None:
        last = facts.received + dt.timedelta(days=promises.acknowledge_days)
        day = _acknowledged_by(facts, promises)
        yield Due(Kind.ACKNOWLEDGE, day, min(facts.received + dt.timedelta(days=2), day), (Role.LEAD,), last)


def _acknowledged_by(facts: Facts, promises: Promises) -> dt.date:
    last = facts.received + dt.timedelta(days=promises.acknowledge_days)
    return min(after_workdays(facts.received, promises.acknowledge_workdays, promises.calendar), last)


def _safety(facts: Facts, promises: Promises) -> Iterator[Due]:
    """Only a contact that is entered ends it (invariant 24); whoever is not sure is taken to be in danger.

    Feedback in which nobody said a word of danger is asked for nothing more.
    """
    near = facts.danger in {Danger.YES, Danger.UNSURE}
    if facts.safety_contact is None and (near or facts.want != Want.FEEDBACK):
        hours = promises.danger_hours if near else promises.safety_hours
        day = after_hours(facts.received, hours)
        half = facts.received + dt.timedelta(days=hours // 48)
        yield Due(Kind.SAFETY, day, half, ABOVE_TOO, day)


def _first_answer(facts: Facts, promises: Promises) -> Iterator[Due]:
    if facts.first_answer is None and facts.want != Want.FEEDBACK:
        starts = facts.acknowledged or _acknowledged_by(facts, promises)
        day = after_workdays(starts, promises.first_answer_workdays, promises.calendar)
        warns = after_workdays(starts, promises.first_answer_workdays * 7 // 10, promises.calendar)
        yield Due(Kind.FIRST_ANSWER, day, warns, (Role.LEAD,), day)


def _update(facts: Facts, promises: Promises) -> Iterator[Due]:
    """The rhythm the person chose, on a day that is safe; whoever only comes by themselves is sent nothing."""
    last = facts.last_update or facts.first_answer
    if last is None or not facts.will_come_back or facts.rhythm == Rhythm.ONLY_WHEN_I_COME:
        return
    day = on_or_before(_update_by(last, facts, promises), after=last, weekdays=facts.safe_weekdays)
    yield Due(Kind.UPDATE, day, max(last, day - dt.timedelta(days=2)), (Role.LEAD,), day)


def _update_by(last: dt.date, facts: Facts, promises: Promises) -> dt.date:
    if facts.rhythm == Rhythm.WEEKLY:
        return last + dt.timedelta(days=7)
    if facts.rhythm == Rhythm.MONTHLY:
        return month_later(last)
    quiet = facts.state in {State.SUPPORT_ONLY, State.ON_HOLD}
    return last + dt.timedelta(days=promises.quiet_update_days if quiet else promises.update_days)


def _feedback(facts: Facts, promises: Promises) -> Iterator[Due]:
    if facts.feedback_given is None and facts.want == Want.CONCERN:
        day = feedback_day(facts, promises)
        yield Due(Kind.FEEDBACK, day, day - dt.timedelta(days=30), (Role.LEAD,), day)


def _idle(facts: Facts, promises: Promises) -> Iterator[Due]:
    last = facts.last_event or facts.received
    day = last + dt.timedelta(days=promises.idle_days)
    yield Due(Kind.IDLE, day, last + dt.timedelta(days=promises.idle_days * 5 // 7), (Role.LEAD,), day)
