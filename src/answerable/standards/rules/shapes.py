"""What standing is judged from, and what judging returns. Days are those of the place they happened at."""

import datetime as dt
from dataclasses import dataclass
from typing import NamedTuple

from .belonging import Pair
from .words import Basis, Cadence, State, Why, Window


@dataclass(frozen=True)
class Rule:
    """One version of how a duty is asked, from `starts` until the next one starts.

    `times`: AT_LEAST in `months`; CONTINUOUS at once; elsewhere on so many days. `first_due_days`: from joining or from the
    start of the rule, whichever is later. `kinds` prove it; `events` are what it is due after, or new versions of a text;
    `begun_by` are kinds that show that it was begun, and no more.
    ON_JOINING takes what passed at most `months` before somebody joined.
    """

    starts: dt.date
    cadence: Cadence
    times: int = 1
    months: int = 12
    window: Window = Window.ROLLING
    grace_days: int = 0
    first_due_days: int = 0
    kinds: frozenset[str] = frozenset()
    events: frozenset[str] = frozenset()
    begun_by: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Happening:
    """What a room tells, from–to.

    `lasts`: it is no more once it ended, as a signature that was taken back; what does not last, as a meeting, stays done.
    A duty that is asked continuously looks at the days from–to of either. `of`: the text of which this is a version. What is
    told of a version by its source counts for that version, anything else for what stood on its day.
    """

    kind: str
    starts: dt.date
    ends: dt.date | None
    source: str
    basis: Basis = Basis.FACT
    only_started: bool = False
    lasts: bool = False
    of: str = ""


class Weight(NamedTuple):
    """That something was confirmed or vouched for, from a day on, and until the day on which that was taken back."""

    on: dt.date
    basis: Basis
    until: dt.date | None = None

    def holds(self, day: dt.date) -> bool:
        return self.on <= day and (self.until is None or day < self.until)


@dataclass(frozen=True)
class Claimed:
    """What somebody says of this duty: `about_from`–`about_to` is what it tells of, `said_on` when it was told.

    `steps`: from when until when it was confirmed or vouched for. `many`: how many it tells of, two seats for example.
    """

    about_from: dt.date
    about_to: dt.date | None
    said_on: dt.date
    steps: tuple[Weight, ...]
    source: str
    only_started: bool = False
    withdrawn_on: dt.date | None = None
    lasts: bool = False
    many: int = 1


@dataclass(frozen=True)
class Case:
    """A duty and one of whom it is asked: on the days of `applies`, but not while excused for a reason (told by its source)."""

    rules: tuple[Rule, ...]
    happened: tuple[Happening | Claimed, ...] = ()
    applies: tuple[Pair, ...] = ()
    excused: tuple[tuple[dt.date, dt.date | None, str], ...] = ()


@dataclass(frozen=True)
class Judgement:
    """How it stands on a day, and why.

    `due`: the last day, grace included, on which what is asked is there or can still come in time; None where nothing runs
    out. `rests_on`: sources. `bases`: on what the things that count rest; empty where nothing counts.
    """

    state: State
    why: Why
    rests_on: tuple[str, ...]
    have: int
    need: int
    due: dt.date | None
    bases: frozenset[Basis]
