"""Who opened a case: on which days, and what; told to everybody who holds a key of it."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from ..models import Opening
from .cases import AtTheDesk, case_for


@dataclass(frozen=True)
class OpenedBy:
    """What one handler opened: on how many days, last on which, and what."""

    handler: str
    days: int
    last: dt.date
    what: tuple[str, ...]


def who_opened(by: AtTheDesk, case: UUID) -> tuple[OpenedBy, ...]:
    """Returns all who were ever shown something of a case, whoever did so last first."""
    found = case_for(by, case)
    rows: defaultdict[str, list[Opening]] = defaultdict(list)
    for one in Opening.held.filter(case=found.case):
        rows[str(one.handler_id)].append(one)
    told = (
        OpenedBy(
            handler, len({one.day for one in of}), max(one.day for one in of), tuple(sorted({one.what for one in of}))
        )
        for handler, of in rows.items()
    )
    return tuple(sorted(told, key=lambda one: (-one.last.toordinal(), one.handler)))
