"""What becomes of a row, as plain data that can be sealed, stored and shown."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

Fact = str | int | list[str]


class Fate(StrEnum):
    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    MAYBE_SAME = "maybe_same"
    LEFT_OUT = "left_out"


class Verdict(StrEnum):
    """What a person says of a row that may be something already recorded."""

    SAME = "same"
    ANOTHER = "another"
    LEAVE_OUT = "leave_out"


@dataclass(frozen=True)
class Decision:
    """`key` names the candidate that the row is the same as."""

    verdict: Verdict
    key: str = ""


@dataclass
class Row:
    """A row of the file: `number` as the spreadsheet shows it, cells as typed and values as read, by column code.

    Empty cells have neither.
    """

    number: int
    cells: dict[str, str]
    values: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Problem:
    """Why a row is left out: the column's code ("" for the whole row), the cell, and what would be right."""

    code: str
    column: str = ""
    cell: str = ""
    would_be_right: str = ""
    suggestion: str = ""
    facts: Mapping[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True)
class Line:
    """One line of "in your file" beside "recorded"; `column` is a column's code."""

    column: str
    in_file: str
    recorded: str

    @property
    def differs(self) -> bool:
        return self.in_file != self.recorded


@dataclass(frozen=True)
class Candidate:
    """Something recorded that a row may be: `key` opaque, `since` a partial date, `reasons` codes (`same_city`)."""

    key: str
    title: str
    since: str = ""
    reasons: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """What would become of a row, or became of it. `notes` are codes of what is missing though the row comes in."""

    row: int
    fate: Fate
    title: str = ""
    key: str = ""
    lines: tuple[Line, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()


def as_plain(outcome: Outcome) -> dict[str, Any]:
    """Returns an outcome as data that can be stored, without copying what it holds."""
    return {
        **vars(outcome),
        "lines": [vars(one) for one in outcome.lines],
        "candidates": [{**vars(one), "lines": [vars(line) for line in one.lines]} for one in outcome.candidates],
        "problems": [{**vars(one), "facts": dict(one.facts)} for one in outcome.problems],
    }


@dataclass(frozen=True)
class Change:
    """What was done for a row: enough to take it back. `before` is empty where something was added."""

    key: str
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Totals:
    """How many rows meet which fate; decided rows count under the fate decided for them."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    maybe_same: int = 0
    left_out: int = 0

    @property
    def rows(self) -> int:
        return self.added + self.changed + self.unchanged + self.maybe_same + self.left_out

    @property
    def brought_in(self) -> int:
        return self.added + self.changed
