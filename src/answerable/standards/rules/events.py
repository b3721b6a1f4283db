"""What is due after each event: every event opens something of its own, and what is told answers the oldest open one.

Laws: an event asks nothing on a day on which it was not asked for; what is told before an event does not answer it; the standing
is that of the worst open one; nothing open is ever dropped by waiting.
"""

import datetime as dt
from collections import deque
from collections.abc import Callable, Iterable
from typing import NamedTuple

from .counting import Told
from .shapes import Judgement, Rule
from .words import Basis, State, Why


class Opened(NamedTuple):
    event: Told
    due: dt.date


class Matched(NamedTuple):
    answers: tuple[Told, ...]
    still_open: tuple[Opened, ...]
    begun: tuple[Told, ...]
    told: tuple[Told, ...]


def match(events: Iterable[Opened], told: Iterable[Told], day: dt.date) -> Matched:
    """Returns which of what was told by a day answers an event, and which events are still open."""
    known = sorted(one for one in told if one.is_told(day) and not (one.lasts and one.ends < day))
    waiting, answers = deque(sorted(events, key=lambda opened: (opened.event.day, opened.event.source))), []
    for one in _one_by_one(one for one in known if not one.begun):
        if waiting and waiting[0].event.day <= one.day:
            waiting.popleft()
            answers.append(one)
    since = waiting[0].event.day if waiting else dt.date.min
    begun = tuple(one for one in known if one.begun and one.day >= since and one.ends >= day)
    return Matched(tuple(answers), tuple(waiting), begun, tuple(known))


def judge_events(rule: Rule, matched: Matched, day: dt.date) -> Judgement:
    """Returns how somebody stands by the events that ask something of them."""
    if not matched.answers and not matched.still_open:
        return _without_events(rule, matched, day)
    late = [opened for opened in matched.still_open if opened.due < day]
    if not matched.still_open:
        return _said(matched, State.IN_PLACE, Why.ALL_ANSWERED, matched.answers[-1:], day)
    if matched.answers and not late:
        return _said(matched, State.IN_PLACE, Why.IN_TIME, _events(matched.still_open), day)
    if matched.answers:
        why = Why.BEGUN_ANEW if matched.begun else Why.NOT_ANSWERED
        return _said(matched, State.OVERDUE, why, _events(late), day)
    if matched.begun:
        return _said(matched, State.STARTED, Why.BEGUN, matched.begun, day)
    told = any(not one.begun for one in matched.told)
    why = Why.NOTHING_SINCE if told else Why.NOTHING_TOLD
    return _said(matched, State.NOT_REPORTED, why, _events(matched.still_open), day)


def opened(
    events: Iterable[Told], *, due: Callable[[dt.date], dt.date], asked: Callable[[Told], bool], day: dt.date
) -> list[Opened]:
    """Returns what the events up to a day ask for, each with its day."""
    return [Opened(event, due(event.day)) for event in events if event.day <= day and asked(event)]


def _without_events(rule: Rule, matched: Matched, day: dt.date) -> Judgement:
    """What was told counts even where no room tells of the event; where none ever could, silence is silence."""
    done = tuple(one for one in matched.told if not one.begun)
    if done:
        return Judgement(State.IN_PLACE, Why.WITHOUT_EVENT, (done[-1].source,), len(done), 1, None, _bases(done, day))
    if matched.begun:
        return Judgement(State.STARTED, Why.BEGUN, (matched.begun[-1].source,), 0, 1, None, _bases(matched.begun, day))
    if rule.events:
        return Judgement(State.NOT_APPLICABLE, Why.NO_EVENT_YET, (), 0, 0, None, frozenset())
    return Judgement(State.NOT_REPORTED, Why.NOTHING_TOLD, (), 0, 1, None, frozenset())


def _said(matched: Matched, state: State, why: Why, rests_on: Iterable[Told], day: dt.date) -> Judgement:
    have = len(matched.answers)
    due = min((one.due for one in matched.still_open), default=None)
    counted = {State.IN_PLACE: matched.answers, State.STARTED: matched.begun}.get(state, ())
    sources = tuple(dict.fromkeys(one.source for one in rests_on))
    return Judgement(state, why, sources, have, have + len(matched.still_open), due, _bases(counted, day))


def _one_by_one(told: Iterable[Told]) -> list[Told]:
    """Returns what can each answer one event, by day; a fact and a claim of one day are one thing told twice."""
    by_day: dict[dt.date, list[Told]] = {}
    for one in told:
        by_day.setdefault(one.day, []).append(one)
    return [one for day in sorted(by_day) for one in _of_one_day(by_day[day])]


def _of_one_day(told: list[Told]) -> list[Told]:
    facts = [one for one in told if one.kind]
    fullest = max((one for one in told if not one.kind), key=lambda claim: claim.many, default=None)
    return facts + ([fullest] * (fullest.many - len(facts)) if fullest else [])


def _events(still_open: Iterable[Opened]) -> tuple[Told, ...]:
    return tuple(opened.event for opened in still_open)


def _bases(told: Iterable[Told], day: dt.date) -> frozenset[Basis]:
    return frozenset(one.basis(day) for one in told)
