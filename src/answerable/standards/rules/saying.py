"""What can be said of a duty, and by whom; their words live in pages."""

import datetime as dt
from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple


class ClaimKind(StrEnum):
    WORDS = "words"
    LINK = "link"
    DOCUMENT = "document"


class ShownTo(StrEnum):
    """Who reads what was laid before: those who keep the records and partners who vouch, or everybody who belongs."""

    KEEPERS = "keepers"
    MEMBERS = "members"


class ClaimMove(StrEnum):
    """`ASKED_BACK`: whoever keeps the records asks for more; it takes nothing away. `TAKEN_BACK`: what was confirmed or vouched for
    is so no longer, by those who keep the records or by the same partner; until that day it was.
    """

    CONFIRMED = "confirmed"
    VOUCHED = "vouched"
    ASKED_BACK = "asked_back"
    TAKEN_BACK = "taken_back"


class Step(NamedTuple):
    """What others did with a claim on a day; `voice`: the partner for which it was done, None for who keeps the records."""

    on: dt.date
    move: ClaimMove
    voice: int | None


def held_until(steps: Sequence[Step], at: int) -> dt.date | None:
    """Returns the day on which the same voice took a step back, None as long as it holds; steps are in their order."""
    step = steps[at]
    later = (one.on for one in steps[at + 1 :] if one.move == ClaimMove.TAKEN_BACK and one.voice == step.voice)
    return next(later, None)


def holds(steps: Sequence[Step], move: ClaimMove, voice: int | None) -> bool:
    """Whether a voice confirmed or vouched, and did not take it back since."""
    found = (at for at, one in enumerate(steps) if one.move == move and one.voice == voice)
    return any(held_until(steps, at) is None for at in found)


class ExcuseReason(StrEnum):
    """Why a duty does not fit somebody. None of them is a fault."""

    NO_STAFF = "no_staff"
    NO_SUCH_WORK = "no_such_work"
    NOT_SAFE_HERE = "not_safe_here"
    AGAINST_THE_LAW = "against_the_law"
    OTHER = "other"


class OfferKind(StrEnum):
    VOUCH = "vouch"
    HELP = "help"


class HelpState(StrEnum):
    OPEN = "open"
    OFFERED = "offered"
    ANSWERED = "answered"
    CLOSED = "closed"


class HelpMove(StrEnum):
    """`OFFER`: somebody would help; `ANSWER`: what helps; `REPLY`: the asker's word; `CLOSE`: the asker ends it."""

    OFFER = "offer"
    ANSWER = "answer"
    REPLY = "reply"
    CLOSE = "close"


class PolicyKind(StrEnum):
    """What a policy is about: the four that are asked of every organisation, and others of one's own."""

    WOMENS_LEADERSHIP = "womens_leadership"
    SEXUAL_HARASSMENT = "sexual_harassment"
    CHILD_PROTECTION = "child_protection"
    PARENTAL_LEAVE = "parental_leave"
    OTHER = "other"


class Told(StrEnum):
    """Whom a policy was made known to."""

    ALL_STAFF = "all_staff"
    NEW_STAFF = "new_staff"
    VOLUNTEERS = "volunteers"
    BOARD = "board"
    PARTNERS = "partners"
    PUBLIC = "public"


AFTER_HELP: dict[HelpMove, HelpState | None] = {
    HelpMove.OFFER: HelpState.OFFERED,
    HelpMove.ANSWER: HelpState.ANSWERED,
    HelpMove.REPLY: None,
    HelpMove.CLOSE: HelpState.CLOSED,
}


def state_after(state: HelpState, move: HelpMove) -> HelpState:
    """Returns how a request stands after a move: an offer does not take an answer back, and what is closed stays closed."""
    if state == HelpState.CLOSED:
        raise ValueError("closed")
    after = AFTER_HELP[move] or state
    return state if (state, after) == (HelpState.ANSWERED, HelpState.OFFERED) else after
