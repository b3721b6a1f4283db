"""The conversation as whoever raised it sees it: by days, without a name or an id of anybody at the desk."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from uuid import UUID

from answerable.vault.chains import Break
from answerable.vault.people import Keys, keys_of

from ..models import Case
from ..rules.clocks import Due
from ..rules.entries import Entry, Hand, What
from ..rules.words import STAGE_OF, Stage, State
from .promised import next_promised
from .sealed import RAISER, THREAD, Hands, Moved, Opened, opened, raiser_keys, secrets_of
from .teams import hands


class NoSuchReceipt(Exception):  # noqa: N818 - it says what the code is
    """Nothing is found by this code: mistyped, never given, exchanged, or of a concern that is gone. All are answered alike."""


@dataclass(frozen=True)
class Raiser:
    """Whoever raised a concern, come back: its id, and the seed that their code opened."""

    case: UUID
    seed: bytes = field(repr=False)

    @cached_property
    def keys(self) -> Keys:
        return keys_of(self.seed)


@dataclass(frozen=True)
class Message:
    """One entry of the conversation. `is_mine`, or of the desk; neither: it bears no hand that is known here."""

    number: int
    what: What
    day: dt.date
    is_mine: bool
    is_of_desk: bool
    said: Mapping[str, Any] = field(repr=False)


@dataclass(frozen=True)
class Thread:
    """What somebody finds who comes back."""

    stage: Stage | None
    promised: Due | None
    messages: tuple[Message, ...]
    breaks: tuple[Break, ...]


INSIDE = {"reader", "readers", "by", "once"}  # of use to the program alone


def opened_by(raiser: Raiser) -> tuple[Case, Opened]:
    """Returns the case and its conversation for the seed that belongs to it; `NoSuchReceipt` for any other."""
    case = Case.held.filter(pk=raiser.case).exclude(state=State.ANONYMISED).first()
    if case is None:
        raise NoSuchReceipt
    found = secrets_of(case, RAISER, raiser.keys)
    try:
        known = Hands(raiser_keys(case)[1], hands())
    except Moved as error:
        raise NoSuchReceipt from error
    if THREAD not in found or known.raiser != raiser.keys.verify:
        raise NoSuchReceipt
    return case, opened(*found[THREAD], known)


def thread_of(raiser: Raiser) -> Thread:
    """Returns the conversation as its raiser sees it."""
    case, found = opened_by(raiser)
    stage = STAGE_OF[State(case.state)]
    return Thread(stage, next_promised(case, found.entries), tuple(map(_message, found.entries)), found.breaks)


def _message(one: Entry) -> Message:
    said = {key: value for key, value in one.body.items() if key not in INSIDE}
    mine, desk = one.counts and one.hand == Hand.RAISER, one.counts and one.hand == Hand.DESK
    return Message(one.number, one.what, one.day, mine, desk, said)
