"""What a network promises to whoever raises a concern: every number in one place, shown as that network's own."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from .words import Desk

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Calendar:
    """Which days a network works. `weekend` counts Monday as 0; a law's holidays are entered as days."""

    weekend: frozenset[int] = frozenset({5, 6})
    holidays: frozenset[dt.date] = frozenset()

    def __post_init__(self) -> None:
        if self.weekend >= set(range(7)):
            raise ValueError("a week without a working day")

    def works(self, day: dt.date) -> bool:
        return day.weekday() not in self.weekend and day not in self.holidays


@dataclass(frozen=True)
class Limits:
    """How much can be sent; a text and its files stay within what an old phone and a small server carry."""

    characters: int = 20_000
    answer_characters: int = 2_000
    files: int = 20
    file_bytes: int = 50 * MEGABYTE
    case_bytes: int = 200 * MEGABYTE


@dataclass(frozen=True)
class Flood:
    """How many come through unasked, and how much is asked of everybody once more come than that."""

    burst: int = 30
    per_minute: int = 20
    most_sums: int = 4
    least_bits: int = 10
    most_bits: int = 18
    most_wait_seconds: int = 8


@dataclass(frozen=True)
class Promises:
    """The defaults are this program's proposals; a network changes them, the shortest that its law asks for wins."""

    calendar: Calendar = field(default_factory=Calendar)
    limits: Limits = field(default_factory=Limits)
    flood: Flood = field(default_factory=Flood)

    # by when
    acknowledge_workdays: int = 3
    acknowledge_days: int = 7
    danger_hours: int = 24
    safety_hours: int = 72
    first_answer_workdays: int = 10
    feedback_days: int = 90
    may_extend: bool = True  # never under the European directive
    extended_days: int = 180
    update_days: int = 14
    quiet_update_days: int = 30
    idle_days: int = 14
    consent_days: int = 90
    restorative_consent_days: int = 30

    # who reads
    readers: int = 2
    most_open_cases: int = 15
    lead_unsaid: Desk = Desk.REGION
    severity_leads: Mapping[int, Desk] = field(default_factory=lambda: MappingProxyType({4: Desk.REGION}))


def eu(promises: Promises) -> Promises:
    """Returns the promises as Directive (EU) 2019/1937 has them: feedback within three months, and never later."""
    return replace(
        promises,
        may_extend=False,
        acknowledge_days=min(promises.acknowledge_days, 7),
        feedback_days=min(promises.feedback_days, 90),
    )
