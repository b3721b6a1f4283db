"""How it stands, in plain words: the stage, the next promised day and whose promise it is, who can see it."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from answerable.kit import clock

from ....queries.threads import Thread
from ....queries.who_reads import WhoReads
from ....rules.clocks import Due
from ....rules.entries import What
from ....rules.moving import from_here
from ....rules.words import Role, Stage
from ...raising.showing import say
from .phrases import day_of, people


@dataclass(frozen=True)
class Point:
    """One point of the line of time. `how`: `done`, `now` or nothing for what is to come."""

    words: str
    day: dt.date | None = None
    how: str = ""


@dataclass(frozen=True)
class Standing:
    """The head of the page."""

    title: str
    next: str
    by_when: str
    late: str
    whose: str
    can: str
    points: tuple[Point, ...]
    seen_by: str
    tasks: tuple[tuple[str, str], ...]
    opened: str
    kept: str
    may: frozenset[str]


def standing(thread: Thread, who: WhoReads) -> Standing:
    due, today = thread.promised, clock.today()
    late = due is not None and due.standing(today) in {"late", "breached"}
    stage = thread.stage or Stage.WORKED_ON
    return Standing(
        title=say(f"stages.{stage}.name"),
        next=_stopped(thread) or say(f"stages.{stage}.next"),
        by_when="" if late else _by_when(thread, stage),
        late=say("promises.late", day=day_of(due.day)) if due and late else "",
        whose=say("pages.inbox.promise_of", desk=_promised_by(thread, who)) if due else "",
        can=say(f"stages.{stage}.can"),
        points=tuple(_points(thread, stage)),
        seen_by=say("pages.inbox.seen_by", readers=people(who.people), desk=_desk(who)),
        tasks=tuple((say(f"tasks.{role}"), people(count)) for role, count in who.tasks),
        opened=_opened(who),
        kept=_kept(thread),
        may=frozenset(row.move.value for row in from_here(thread.state, Role.RAISER)),
    )


def _promised_by(thread: Thread, who: WhoReads) -> str:
    """Returns who promised it, also where others read it by now."""
    desk = thread.given_by.desk if thread.given_by else who.desk
    return say(f"desks.{desk.name.lower()}")


def _desk(who: WhoReads) -> str:
    return say(f"desks.{who.desk.name.lower()}")


def _by_when(thread: Thread, stage: Stage) -> str:
    """Returns by which day; nothing where nothing is promised any more."""
    if stage == Stage.CLOSED:
        return say("stages.closed.by_when", day=day_of(thread.kept_until)) if thread.kept_until else ""
    return say(f"stages.{stage}.by_when", day=day_of(thread.promised.day)) if thread.promised else ""


def _stopped(thread: Thread) -> str:
    """Returns what to say in place of what comes next, where the person themselves ended it."""
    ends = [one.what for one in thread.messages if one.counts and one.what in {What.WITHDRAWN, What.CLOSED}]
    stopped = thread.kept_until is not None and ends[-1:] == [What.WITHDRAWN]
    return say("pages.again.stopped", day=day_of(thread.kept_until)) if stopped else ""


def _kept(thread: Thread) -> str:
    return (
        say("pages.back.deleted", day=day_of(thread.kept_until)) if thread.kept_until else say("pages.inbox.kept_open")
    )


def _opened(who: WhoReads) -> str:
    if not who.opened or who.last is None:
        return say("pages.inbox.not_opened")
    return say("pages.inbox.opened", readers=people(who.opened), day=day_of(who.last))


def _points(thread: Thread, stage: Stage) -> Iterator[Point]:
    yield Point(say("pages.inbox.arrived"), thread.received, "done")
    answered = next((one.day for one in thread.messages if one.what == What.ANSWER and one.is_of_desk), None)
    if answered:
        yield Point(say("pages.inbox.answered"), answered, "done")
    if stage != Stage.RECEIVED:
        yield Point(say(f"stages.{stage}.name"), None, "done" if stage == Stage.CLOSED else "now")
    yield from (Point(_promise(one)) for one in (thread.promised, *thread.later) if one is not None)


def _promise(one: Due) -> str:
    if one.standing(clock.today()) in {"late", "breached"}:
        return say("promises.late", day=day_of(one.day))
    return say(f"promises.{one.kind}", day=day_of(one.day))
