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

from ..models import BookCheckpoint, BookEntry, Case, Declaration, Grant, Handler
from ..rules.words import Conflict
from .cases import AtTheDesk
from .sealed import INTAKE

MARK = "concerns.book.case"


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
    marks, team = (
        _marks(by),
        {str(one) for one in Handler.held.filter(team=by.handler.team_id).values_list("pk", flat=True)},
    )
    for entry in BookEntry.held.order_by("-n").iterator(chunk_size=1000):
        is_mine = entry.handler == by.id
        if is_mine or (entry.handler in team and entry.mark in marks):
            yield Done(entry.day, entry.handler, entry.act, is_mine)


def _marks(by: AtTheDesk) -> set[str]:
    tied = Declaration.held.filter(handler=by.handler, value=Conflict.YES).values("case")
    mine = Grant.held.filter(handler=by.handler, compartment__name=INTAKE).values("compartment__case")
    return {mark_of(one) for one in Case.held.filter(pk__in=mine).exclude(pk__in=tied)}


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
