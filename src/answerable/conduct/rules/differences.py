"""How one version differs from another, clause by clause: a clause is known by its line, whatever its number and place."""

from bisect import bisect_left
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from .fingerprints import tidy


class Change(StrEnum):
    SAME = "same"
    CHANGED = "changed"
    NEW = "new"
    REMOVED = "removed"


@dataclass(frozen=True)
class Side:
    """A clause as it stands in one of the two versions."""

    line: Hashable
    number: str
    heading: str
    body: str


@dataclass(frozen=True)
class Difference:
    """One clause in both versions; `moved` says that it stands elsewhere among the others."""

    change: Change
    before: Side | None
    after: Side | None
    moved: bool = False

    @property
    def shown(self) -> Side:
        """The clause as it stands, or as it stood before it was taken out."""
        return self.after or self.before or Side("", "", "", "")

    @property
    def is_told(self) -> bool:
        return self.change != Change.SAME or self.moved


def compare(before: Sequence[Side], after: Sequence[Side]) -> list[Difference]:
    """Returns every clause of both, in the order of the later version; what was taken out stands where it stood."""
    old, new = {one.line: one for one in before}, {one.line: one for one in after}
    stayed = _in_order([one.line for one in before if one.line in new], [one.line for one in after if one.line in old])
    found = [_difference(old.get(one.line), one, moved=one.line in old and one.line not in stayed) for one in after]
    for at, one in enumerate(before):
        if one.line not in new:
            found.insert(_place_of(at, before, found), Difference(Change.REMOVED, one, None))
    return found


def _difference(before: Side | None, after: Side, *, moved: bool) -> Difference:
    if before is None:
        return Difference(Change.NEW, None, after)
    is_same = tidy(before.heading) == tidy(after.heading) and tidy(before.body) == tidy(after.body)
    return Difference(Change.SAME if is_same else Change.CHANGED, before, after, moved)


def _place_of(at: int, before: Sequence[Side], found: Sequence[Difference]) -> int:
    """Where a clause that was taken out is shown: after the nearest one that stood before it and is there."""
    places = {one.before.line: place for place, one in enumerate(found) if one.before}
    earlier = (places[one.line] for one in reversed(before[:at]) if one.line in places)
    return next(earlier, -1) + 1


def _in_order(before: Sequence[Hashable], after: Sequence[Hashable]) -> set[Hashable]:
    """Returns the most lines that kept their order among each other: all others were moved."""
    rank = {line: at for at, line in enumerate(before)}
    tails: list[int] = []
    last: list[Hashable] = []
    came_from: dict[Hashable, Hashable | None] = {}
    for line in after:
        at = bisect_left(tails, rank[line])
        came_from[line] = last[at - 1] if at else None
        tails[at : at + 1], last[at : at + 1] = [rank[line]], [line]
    kept: set[Hashable] = set()
    line_or_none = last[-1] if last else None
    while line_or_none is not None:
        kept.add(line_or_none)
        line_or_none = came_from[line_or_none]
    return kept
