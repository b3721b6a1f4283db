"""The book as a handler may read it: their own acts, and those of their team on cases that they hold a key of.

An entry names no case; but that somebody was at work on one whose reader one is not would tell that there is one.
"""

import datetime as dt
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from uuid import UUID

from answerable import vault
from answerable.alliance.queries.people import of_account

from ..models import BookCheckpoint, BookEntry, Case, Grant, Handler
from .cases import AtTheDesk
from .many import Opener
from .sealed import INTAKE

MARK = "concerns.book.case"
AT_ONCE = 500


@dataclass(frozen=True)
class Done:
    """One act: on which day, by which handler, and what it was."""

    day: dt.date
    handler: str
    act: str
    is_mine: bool


def mark_of(case: Case) -> str:
    """Returns what stands for a case in the book."""
    return vault.fingerprint(str(case.pk).encode(), purpose=MARK)


def entries_for(by: AtTheDesk, *, most: int = 200) -> list[Done]:
    """Returns the newest entries that somebody may read, the newest day first."""
    return sorted(islice(_for(by), most), key=lambda one: one.day, reverse=True)


def _for(by: AtTheDesk) -> Iterator[Done]:
    if not by.is_signed_for:
        return
    team = {str(one) for one in Handler.held.filter(team=by.handler.team_id).values_list("pk", flat=True)}
    held, opener, marks = _held(by), Opener(by), set[str]()
    entries = BookEntry.held.order_by("-n").iterator(chunk_size=AT_ONCE)
    while some := list(islice(entries, AT_ONCE)):
        asked = {one.mark for one in some if one.handler in team} & set(held)
        # Opened, not only held: whoever must not know of a case may hold a key of it until somebody else is there.
        marks |= {mark_of(one.case) for one in opener.open([held.pop(mark) for mark in sorted(asked)])}
        for entry in some:
            is_mine = entry.handler == by.id
            if is_mine or (entry.handler in team and entry.mark in marks):
                yield Done(entry.day, entry.handler, entry.act, is_mine)


def _held(by: AtTheDesk) -> dict[str, Case]:
    mine = Grant.held.filter(handler=by.handler, compartment__name=INTAKE).values("compartment__case")
    return {mark_of(one): one for one in Case.held.filter(pk__in=mine)}


def names_of(handlers: Collection[str]) -> dict[str, str]:
    """Returns what colleagues are called, by their ids, as far as the alliance's records say."""
    found = {}
    for pk, account in Handler.held.filter(pk__in=list(handlers)).values_list("pk", "account"):
        with suppress(ValueError):
            if person := of_account(UUID(account)):
                found[str(pk)] = person.name
    return found


def marks_of_days(most: int = 90) -> list[BookCheckpoint]:
    """Returns the newest marks, one a day."""
    return list(BookCheckpoint.held.order_by("-day")[:most])


def as_line(one: BookCheckpoint) -> str:
    """Returns a day's mark as one line of text, to be printed, kept elsewhere, and read back by `answerable book verify`."""
    return f"{one.day.isoformat()} {one.mark} {one.signature}"
