"""The room's choices, as codes; their words live in pages."""

from enum import StrEnum


class State(StrEnum):
    """How a commitment stands. `RELEASED`: those it was made to let its owner go."""

    OPEN = "open"
    DONE = "done"
    DONE_LATE = "done_late"
    NOT_KEPT = "not_kept"
    RELEASED = "released"


class Shown(StrEnum):
    """Who may know of a commitment. `PRIVATE`: its two sides and nobody else, not even those who keep the records."""

    PUBLIC = "public"
    NETWORK = "network"
    PRIVATE = "private"


WIDEST_FIRST = (Shown.PUBLIC, Shown.NETWORK, Shown.PRIVATE)


def is_narrower(shown: str, than: str) -> bool:
    """Whether fewer people may read what is shown so."""
    return WIDEST_FIRST.index(Shown(shown)) > WIDEST_FIRST.index(Shown(than))


class Origin(StrEnum):
    """What a commitment came from. The thing itself is known to the room it stands in, by an opaque id."""

    OWN = "own"
    SIGNATURE = "signature"
    WORKSHOP = "workshop"
    DIALOGUE = "dialogue"
    ASSESSMENT = "assessment"
    DECLARATION = "declaration"
    AMENDS = "amends"
    HELP = "help_request"


# Whoever only reads is not told that a commitment came from these: they speak of somebody's harm or need.
QUIET_ORIGINS = frozenset({Origin.AMENDS, Origin.HELP})


class Party(StrEnum):
    """To whom a commitment was made. `WORDS`: somebody who is not recorded, as the owner calls them."""

    ORGANISATION = "organisation"
    NETWORK = "network"
    PUBLIC = "public"
    WORDS = "words"


class Proof(StrEnum):
    """What evidence is."""

    TEXT = "text"
    LINK = "link"
    FILE = "file"


class Remark(StrEnum):
    """`OTHERWISE`: those it was made to see it otherwise than its owner says."""

    COMMENT = "comment"
    OTHERWISE = "otherwise"


class Turn(StrEnum):
    """What a row of the history tells."""

    MADE = "made"
    STATE = "state"
    DAY = "day"
    SHOWN = "shown"
    WORDS = "words"
    ASKED = "asked"
    ANSWERED = "answered"
    LEFT = "left"


class Side(StrEnum):
    """On whose side somebody speaks."""

    OWNER = "owner"
    OWED = "owed"
