"""A commitment is done, not kept, open again; its day or its readers change. Every move stays in its history."""

import datetime as dt

from django.db import transaction

from answerable.access.actors import Actor
from answerable.access.refusals import Unacceptable
from answerable.alliance.queries.days import earliest_at
from answerable.kit import clock, touching
from answerable.kit.meanwhile import look_again

from ..models import Commitment
from ..queries.sides import accounts_of_owed, loses_it
from ..rules.states import done_on, why_not_day, why_not_next
from ..rules.words import Party, Shown, State, Turn, is_narrower
from .making import Owner, Promise, make_commitment
from .recording import _turn, enter, happened, locked_by_owner, tell


def _move_to(by: Actor, commitment: Commitment, state: State, day: dt.date, words: str) -> None:
    """Moves a locked commitment; a question whether it may be let go is settled with it."""
    if code := why_not_next(State(commitment.state), state, words):
        raise Unacceptable(code, field="said")
    commitment.state, commitment.seen_otherwise = state, False
    commitment.closed_on = None if state == State.OPEN else day
    commitment.save(update_fields=["state", "closed_on", "seen_otherwise", "due"])
    commitment.requests.filter(closed_on=None).update(closed_on=clock.today())
    _turn(by, commitment, Turn.STATE, day, state=state, words=words)


@transaction.atomic
def say_done(*, by: Actor, commitment: Commitment, on: dt.date | None = None, words: str = "") -> Commitment:
    """Says that it is done; after its day it is done late."""
    found = locked_by_owner(by, commitment)
    day = happened(found, on)
    state = done_on(found.due, day, State(found.state))
    _move_to(by, found, state, day, words)
    enter(by, "say_done", found, {"state": str(state)})
    tell(by, found, "done", accounts_of_owed(found, clock.today()))
    return found


@transaction.atomic
def not_kept(
    *,
    by: Actor,
    commitment: Commitment,
    words: str,
    on: dt.date | None = None,
    instead: Promise | None = None,
) -> Commitment:
    """Says plainly that it was not kept, and why. What comes instead becomes a commitment of its own, linked to this one."""
    found = locked_by_owner(by, commitment)
    _move_to(by, found, State.NOT_KEPT, happened(found, on), words)
    if instead is not None:
        owner = Owner(found.person, found.organisation, found.network)
        make_commitment(by=by, owner=owner, promise=instead, instead_of=found)
    enter(by, "not_kept", found, {"instead": instead is not None})
    tell(by, found, "not_kept", accounts_of_owed(found, clock.today()))
    return found


@transaction.atomic
def open_again(*, by: Actor, commitment: Commitment, words: str, due: dt.date | None = None) -> Commitment:
    """Takes back that it was done or not kept; where its day is past it gets a new one."""
    found = locked_by_owner(by, commitment)
    today, before = clock.today(), found.due
    found.due = due or found.due
    if found.due < earliest_at(found.place.path):
        raise Unacceptable("day_is_past", field="due")
    _move_to(by, found, State.OPEN, today, words)
    if found.due != before:
        _turn(by, found, Turn.DAY, today, due=(before, found.due), words=words)
    enter(by, "open_again", found)
    tell(by, found, "opened_again", accounts_of_owed(found, today))
    return found


@transaction.atomic
def move_day(
    *, by: Actor, commitment: Commitment, due: dt.date, words: str, on: dt.date | None = None, began: str = ""
) -> Commitment:
    """Gives an open commitment another day, with the reason; the day before stays in its history."""
    found = locked_by_owner(by, commitment)
    if found.state != State.OPEN:
        raise Unacceptable("closed_already", field="due")
    look_again(began, now={"due": found.due}, typed={"due": due})
    day = happened(found, on)
    if code := why_not_day(found.due, due, min(day, earliest_at(found.place.path)), words):
        raise Unacceptable(code, field="said" if code == "say_why" else "due")
    before, found.due = found.due, due
    found.save(update_fields=["due"])
    _turn(by, found, Turn.DAY, day, due=(before, due), words=words)
    enter(by, "move_day", found, {"days": (due - before).days})
    tell(by, found, "day_moved", accounts_of_owed(found, clock.today()))
    return found


@transaction.atomic
def change_shown(*, by: Actor, commitment: Commitment, shown: str, words: str = "", began: str = "") -> Commitment:
    """Shows a commitment to more or fewer people; showing it to fewer needs a reason, which its two sides keep reading.

    What was said while fewer could read it stays with the two sides (`queries.saying`).
    """
    found = locked_by_owner(by, commitment)
    if shown == found.shown:
        return found
    look_again(began, now={"shown": found.shown}, typed={"shown": shown})
    if is_narrower(shown, found.shown) and not words.strip():
        raise Unacceptable("say_why", field="said")
    if shown == Shown.PRIVATE and found.owed.filter(kind=Party.PUBLIC).exists():
        raise Unacceptable("private_to_the_public", field="shown")
    if shown == Shown.PRIVATE and loses_it(by, found):
        raise Unacceptable("private_only_there", field="shown")
    if shown == Shown.PRIVATE:  # the last that keepers read of it
        enter(by, "change_shown", found, {"shown": str(shown)})
    found.shown = shown
    found.save(update_fields=["shown"])
    touching.touched("commitment", found.key)  # now, as it is: what became private is in no index
    _turn(by, found, Turn.SHOWN, clock.today(), shown=shown, words=words)
    if shown != Shown.PRIVATE:
        enter(by, "change_shown", found, {"shown": str(shown)})
    tell(by, found, "shown_changed", accounts_of_owed(found, clock.today()))
    return found
