"""What can be said of a duty, and by whom; their words live in pages."""

from enum import StrEnum


class ClaimKind(StrEnum):
    WORDS = "words"
    LINK = "link"
    DOCUMENT = "document"


class ShownTo(StrEnum):
    """Who reads what was laid before: those who keep the records and partners who vouch, or everybody who belongs."""

    KEEPERS = "keepers"
    MEMBERS = "members"


class ClaimMove(StrEnum):
    """`ASKED_BACK`: whoever keeps the records asks for more; it takes nothing away."""

    CONFIRMED = "confirmed"
    VOUCHED = "vouched"
    ASKED_BACK = "asked_back"


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
