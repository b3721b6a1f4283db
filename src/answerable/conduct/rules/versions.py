"""The way of a version, and what must be true before it takes a step."""

import datetime as dt
from collections.abc import Sequence

from .words import VersionState as S

OPEN = frozenset({S.DRAFT, S.CONSULTATION})
STANDING = frozenset({S.ADOPTED, S.SUPERSEDED})
NEXT: dict[str, frozenset[str]] = {
    S.DRAFT: frozenset({S.CONSULTATION, S.ADOPTED, S.DROPPED}),
    S.CONSULTATION: frozenset({S.DRAFT, S.ADOPTED, S.DROPPED}),
    S.ADOPTED: frozenset({S.SUPERSEDED}),
    S.SUPERSEDED: frozenset(),
    S.DROPPED: frozenset({S.DRAFT}),
}
# Parts of addresses below a text: a version cannot be called so.
RESERVED = frozenset(
    {"sign", "signed", "signatures", "changes", "print", "json", "new", "versions", "languages", "write"}
)


def why_not_next(state: str, following: str) -> str:
    return "" if following in NEXT[state] else "version_moves_not_so"


def why_not_written(state: str, *, is_original: bool) -> str:
    """Whether words may change: the original's until it is adopted, a translation's as long as the version is in force."""
    if state in OPEN or (state == S.ADOPTED and not is_original):
        return ""
    return "version_not_open"


def why_not_adopted(
    *, adopted_on: dt.date, in_force_from: dt.date, last_adopted_on: dt.date | None, today: dt.date
) -> tuple[str, str]:
    """Returns the code of what is wrong with the days and the field it belongs to; two empty strings where nothing is."""
    if adopted_on > today:
        return "in_the_future", "adopted_on"
    if last_adopted_on and adopted_on < last_adopted_on:
        return "adopted_before_the_last", "adopted_on"
    if in_force_from < adopted_on:
        return "in_force_before_adopted", "in_force_from"
    return "", ""


def are_counted(numbers: Sequence[str]) -> bool:
    """Whether clauses are simply counted 1, 2, 3: then they go on being so, whatever is added or moved."""
    return list(numbers) == [str(at) for at in range(1, len(numbers) + 1)]


def next_number(numbers: Sequence[str]) -> str:
    """Returns a number that no clause has yet."""
    return next(str(at) for at in range(len(numbers) + 1, 10_000) if str(at) not in numbers)
