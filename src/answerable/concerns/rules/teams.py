"""When a team may take concerns in: everything is there, or the channel stays shut and says what is missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

LEAST_READERS = 2


class TeamState(StrEnum):
    """How far a team is."""

    SETTING_UP = "setting_up"
    REHEARSING = "rehearsing"
    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True)
class Ready:
    """What is known of one signed reader."""

    code_noted: bool
    rehearsed: bool


def missing(readers: Sequence[Ready]) -> tuple[str, ...]:
    """Returns what a team still lacks before it may open: `two_readers`, `recovery_codes`, `rehearsal`."""
    lacks = {
        "two_readers": len(readers) < LEAST_READERS,
        "recovery_codes": not all(one.code_noted for one in readers),
        "rehearsal": not readers or not all(one.rehearsed for one in readers),
    }
    return tuple(code for code, is_so in lacks.items() if is_so)
