"""From what somebody knows to a key: slow on purpose (Argon2id), so that guessing costs more than it brings.

How slow is a number in every blob: it can be raised for new ones while old ones still open. Numbers that are not in the
table are refused before anything is reckoned, so that no blob makes the machine work for nothing, or for less.
"""

from dataclasses import dataclass

from . import primitives
from .envelope import Unreadable
from .turns import Busy, turn

__all__ = ["COSTS", "CURRENT", "SALT", "Busy", "Cost", "derived", "is_known", "is_outdated"]

SALT = primitives.SALT
MIB = 1024 * 1024


@dataclass(frozen=True)
class Cost:
    """How much work a guess is: bytes of memory, and how often they are gone through; always one lane."""

    memory: int
    passes: int


COSTS = {1: Cost(memory=64 * MIB, passes=3)}
CURRENT = 1  # what is locked anew is locked with this one; only ever raised


def derived(secret: str | bytes, salt: bytes, *, cost: int) -> bytes:
    """Returns 32 bytes for a secret and 16 bytes of salt; `Busy` where too many ask at once, `Unreadable` for an unknown cost.

    At most two are at it on the whole machine, each with `memory` bytes.
    """
    if not is_known(cost):
        raise Unreadable
    known = secret if isinstance(secret, bytes) else secret.encode("utf-8", "surrogatepass")
    with turn("derivation"):
        return primitives.stretched(known, salt, passes=COSTS[cost].passes, memory=COSTS[cost].memory)


def is_known(cost: int) -> bool:
    return cost in COSTS


def is_outdated(cost: int) -> bool:
    """Whether what bears this number is to be locked anew, now that its owner is here."""
    return cost < CURRENT
