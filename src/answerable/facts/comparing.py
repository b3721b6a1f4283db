"""What differs between the facts that are kept and those that are told: only that is written."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from .models import Fact
from .telling import Told

FAR = dt.date.max
DAY = dt.timedelta(days=1)
Mark = tuple[str, str, str, dt.date]
Noted = tuple[str, str, str]


@dataclass
class Difference:
    """Rows to add, rows whose end is another one, and rows that are told no more."""

    added: list[Fact] = field(default_factory=list)
    moved: list[Fact] = field(default_factory=list)
    gone: list[Fact] = field(default_factory=list)

    @property
    def subjects(self) -> frozenset[str]:
        return frozenset(one.subject for one in (*self.added, *self.moved, *self.gone))

    def end(self, row: Fact, ends: dt.date | None) -> None:
        if row.ends != ends:
            row.ends = ends
            self.moved.append(row)


def difference(rows: Iterable[Fact], told: Iterable[Told], *, noted: frozenset[str], today: dt.date) -> Difference:
    """Returns what it takes to make the rows what is told; of `noted` kinds days are given here."""
    found = Difference()
    dated, present = _by_days(told, noted)
    for row in rows:
        if row.kind in noted:
            _keep_noted(row, present, found, today)
        else:
            _keep_dated(row, dated, found)
    found.added += [
        Fact(subject=one[0], kind=one[1], source=one[2], starts=one[3], ends=_end(ends)) for one, ends in dated.items()
    ]
    found.added += [Fact(subject=one[0], kind=one[1], source=one[2], starts=today) for one in sorted(present)]
    found.added.sort(key=lambda one: (one.subject, one.kind, one.source, one.starts))
    return found


def _by_days(told: Iterable[Told], noted: frozenset[str]) -> tuple[dict[Mark, dt.date], set[Noted]]:
    """Sorts what is told by what it is known by; what is told twice lasts as long as the longer one."""
    dated: dict[Mark, dt.date] = {}
    present: set[Noted] = set()
    for one in told:
        if one.kind in noted:
            present.add((one.subject, one.kind, one.source))
        elif one.starts is not None:
            mark = (one.subject, one.kind, one.source, one.starts)
            dated[mark] = max(dated.get(mark, dt.date.min), one.ends or FAR)
    return dated, present


def _keep_dated(row: Fact, dated: dict[Mark, dt.date], found: Difference) -> None:
    ends = dated.pop((row.subject, row.kind, row.source, row.starts), None)
    if ends is None:
        found.gone.append(row)
    else:
        found.end(row, _end(ends))


def _keep_noted(row: Fact, present: set[Noted], found: Difference, today: dt.date) -> None:
    """What was noted and ended stays as it was; what is told no more ended yesterday, or was never so for a whole day."""
    if row.ends is not None:
        return
    mark = (row.subject, row.kind, row.source)
    if mark in present:
        present.discard(mark)
    elif row.starts < today:
        found.end(row, today - DAY)
    else:
        found.gone.append(row)


def _end(ends: dt.date) -> dt.date | None:
    return None if ends == FAR else ends
