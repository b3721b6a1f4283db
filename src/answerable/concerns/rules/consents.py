"""What somebody agreed to: one purpose, one recipient and named parts of what they told, until they take it back.

Rows are added and never changed; the latest of the same purpose and recipient holds. Agreement to one thing never stands
for another (invariants 17, 18 and 20).
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .data_classes import DataClass
from .promises import Promises
from .words import Purpose, Said

# For these nothing stands in for the person's own agreement, not even danger to others.
NO_OVERRIDE = frozenset({Purpose.RESTORATIVE, Purpose.AMENDS_CONTACT})


@dataclass(frozen=True)
class Answer:
    """What somebody said on a day to one question. Rows come in the order in which they were said."""

    purpose: Purpose
    recipient: str
    classes: frozenset[DataClass]
    said: Said
    day: dt.date


@dataclass(frozen=True)
class Shared:
    """What went out already, which nobody can call back."""

    purpose: Purpose
    recipient: str
    classes: frozenset[DataClass]
    day: dt.date


def latest(rows: Sequence[Answer], purpose: Purpose, recipient: str) -> Answer | None:
    """Returns the last word on a purpose and a recipient."""
    same = (row for row in reversed(rows) if row.purpose == purpose and row.recipient == recipient)
    return next(same, None)


def may_share(rows: Sequence[Answer], use: Shared, promises: Promises) -> tuple[bool, str]:
    """Whether something may go out on a day, and why not: it was not asked, refused, put off, for less, or long ago."""
    said = latest(rows, use.purpose, use.recipient)
    if said is None or said.day > use.day:
        return False, "not_asked"
    if said.said != Said.YES:
        return False, "refused" if said.said == Said.NO else "asked_later"
    if not use.classes or not use.classes <= said.classes:
        return False, "not_for_this"
    return (False, "ask_again") if use.day > runs_out(said, promises) else (True, "")


def runs_out(said: Answer, promises: Promises) -> dt.date:
    """Returns the last day on which an agreement holds before it is asked again."""
    repair = said.purpose in NO_OVERRIDE
    return said.day + dt.timedelta(days=promises.restorative_consent_days if repair else promises.consent_days)


def already_out(shared: Iterable[Shared], purpose: Purpose, recipient: str) -> tuple[Shared, ...]:
    """Returns what to tell whoever takes an agreement back: this went out before."""
    return tuple(one for one in shared if one.purpose == purpose and one.recipient == recipient)


def to_ask(rows: Sequence[Answer], today: dt.date, promises: Promises) -> tuple[tuple[Purpose, str], ...]:
    """Returns what should be asked again: put off, or about to run out; whoever said no is left in peace."""
    pairs = dict.fromkeys((row.purpose, row.recipient) for row in rows)
    found = []
    for purpose, recipient in pairs:
        said = latest(rows, purpose, recipient)
        if said and (said.said == Said.LATER or (said.said == Said.YES and today > runs_out(said, promises))):
            found.append((purpose, recipient))
    return tuple(found)
