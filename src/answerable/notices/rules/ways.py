"""By which way a kind of notice reaches somebody: by mail soon, in the digest, on the page alone, or not at all."""

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum
from typing import Protocol

from .timing import Rhythm


class By(StrEnum):
    """From the least to the most."""

    OFF = "off"
    HERE = "here"
    DIGEST = "digest"
    SOON = "soon"


ORDER = tuple(By)


class Kindly(Protocol):
    """What these rules ask of a kind of notice."""

    @property
    def name(self) -> str: ...
    @property
    def mail(self) -> str: ...
    @property
    def private(self) -> bool: ...
    @property
    def least(self) -> str: ...


def usual(kind: Kindly) -> By:
    """Returns the way of a kind for who chose nothing."""
    return By.HERE if kind.mail == "never" else By(kind.mail)


def offered(kind: Kindly) -> tuple[By, ...]:
    """Returns the ways one can choose for a kind: what is private is never mailed at once."""
    most = By.DIGEST if kind.private else By.SOON
    return ORDER[ORDER.index(By(kind.least)) : ORDER.index(most) + 1]


def chosen(kind: Kindly, *, rhythm: str, choices: Mapping[str, str]) -> By:
    """Returns the way of a kind for somebody: what they chose for it, else what their rhythm makes of the usual one."""
    own = choices.get(kind.name, "")
    way = By(own) if own in offered(kind) else _by_rhythm(usual(kind), rhythm)
    if rhythm == Rhythm.NEVER and way in {By.DIGEST, By.SOON}:
        way = By.HERE
    ways = offered(kind)
    return ways[0] if ORDER.index(way) < ORDER.index(ways[0]) else min(way, ways[-1], key=ORDER.index)


def _by_rhythm(way: By, rhythm: str) -> By:
    return By.SOON if rhythm == Rhythm.SOON and way == By.DIGEST else way


def is_held_back(kind: Kindly, *, paused_until: dt.date | None, day: dt.date) -> bool:
    """Whether a pause holds this kind back; what cannot be off is not held."""
    pierces = ORDER.index(By(kind.least)) >= ORDER.index(By.DIGEST)
    return paused_until is not None and day < paused_until and not pierces


def fewer(rhythm: str) -> tuple[Rhythm, ...]:
    """Returns the rhythms with fewer mails than one has, the nearest first: a digest groups what came one by one."""
    order = tuple(Rhythm)
    return order[order.index(Rhythm(rhythm)) + 1 :]
