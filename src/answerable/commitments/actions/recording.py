"""How every act here begins and ends: the locked commitment, who may, the row of history, the ledger, who is told."""

import datetime as dt
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import UUID

from django.urls import reverse

from answerable.access.actors import Actor
from answerable.access.refusals import Hidden, Unacceptable
from answerable.alliance.queries.days import latest_at, today_at
from answerable.kit import clock, touching
from answerable.ledger import actions as ledger
from answerable.notices.actions import notify

from ..models import Commitment, OwedTo, TurnRow
from ..permissions import acting_office, require
from ..queries.seeing import seen_by
from ..queries.sides import Sides, is_private, place_of, sides_of
from ..rules.states import why_not_happened
from ..rules.words import Shown, Turn

Detail = dict[str, str | int | bool | list[str]]
PRIVATELY = "act_privately"
_in_bulk: ContextVar[bool] = ContextVar("in_bulk", default=False)
_untold: ContextVar[bool] = ContextVar("untold", default=False)


def locked(by: Actor, commitment: Commitment) -> tuple[Commitment, Sides]:
    """Returns a commitment as it is now, held until the act is done, and for which of its sides somebody speaks.

    Whoever may not know of it hears that it is not there.
    """
    if not seen_by(by).filter(pk=commitment.pk).exists():
        raise Hidden
    found = Commitment.objects.select_for_update().get(pk=commitment.pk)
    return found, sides_of(by, found)


def locked_by_owner(by: Actor, commitment: Commitment) -> Commitment:
    found, sides = locked(by, commitment)
    require(sides.owner)
    return found


def may_act_for(sides: Sides) -> None:
    require(sides.any)


def happened(commitment: Commitment, on: dt.date | None) -> dt.date:
    """Returns the day on which something happened: today where it is listed, or an earlier one after the commitment was made."""
    day = on or max(today_at(commitment.place.path), commitment.made_on)
    if code := why_not_happened(commitment.made_on, day, latest_at(commitment.place.path)):
        raise Unacceptable(code, field="on")
    return day


def _turn(
    by: Actor,
    commitment: Commitment,
    kind: Turn,
    on: dt.date,
    *,
    state: str = "",
    due: tuple[dt.date, dt.date] | None = None,
    shown: str = "",
    words: str = "",
    language: str = "",
    party: OwedTo | None = None,
) -> TurnRow:
    """Adds a row to a commitment’s history."""
    before, after = due or (None, None)
    return TurnRow.objects.create(
        commitment=commitment, kind=kind, state=state, due_before=before, due_after=after, shown=shown, words=words.strip(),
        language=language or commitment.language, party=party, on=on, recorded_on=on if by.system else clock.today(), by=by.opaque_id,
        office=acting_office(by, place_of(commitment)),
    )  # fmt: skip


def enter(by: Actor, verb: str, commitment: Commitment, detail: Detail | None = None) -> None:
    """Writes the entry. Of a private commitment the ledger holds that something was done, not of which: keepers read it."""
    touching.touched("commitment", commitment.key)
    if _in_bulk.get():
        return
    if is_private(commitment):
        ledger.record(by, f"commitments.{PRIVATELY}")
        return
    place = place_of(commitment)
    ledger.record(
        by, f"commitments.{verb}", subject=("commitment", str(commitment.key)), office=acting_office(by, place),
        place=commitment.place.path, detail=detail,
    )  # fmt: skip


@contextmanager
def as_one_act() -> Iterator[None]:
    """Within it the single verbs write no entries and tell nobody: the bulk act makes one entry, with its counts."""
    token = _in_bulk.set(True)
    try:
        with touching.once_for_all():
            yield
    finally:
        _in_bulk.reset(token)


@contextmanager
def telling_nobody() -> Iterator[None]:
    """Within it nobody is told: what is entered happened long ago."""
    token = _untold.set(True)
    try:
        yield
    finally:
        _untold.reset(token)


def tell(by: Actor, commitment: Commitment, kind: str, to: Iterable[UUID]) -> None:
    """Leaves a notice without a word of the commitment; of a private one not even what happened."""
    if _in_bulk.get() or _untold.get():
        return
    said = "commitments.private" if commitment.shown == Shown.PRIVATE else f"commitments.{kind}"
    notify(said, to=to, url=reverse("commitment", args=[commitment.key]), by=by)
