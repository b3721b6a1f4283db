"""What a room declares of its facts: their kinds with words for people, and how it tells them of some subjects or of all."""

import datetime as dt
import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise


@dataclass(frozen=True)
class Kind:
    """One kind of fact. `noted`: since when it is so stands nowhere, so it holds from the day it was first told, and where
    it is told no more it ends the day before. `passing`: it happens and is over, as a meeting, and stays done after its last day;
    anything else is so from–to, as a signature."""

    name: str
    words: "_StrOrPromise"
    noted: bool = False
    passing: bool = False


@dataclass(frozen=True)
class Told:
    """What a teller says: from when, to when (that day included; none means until further notice), and what it follows from.

    Of a noted kind it says no days.
    """

    subject: str
    kind: str
    source: str
    starts: dt.date | None = None
    ends: dt.date | None = None


@dataclass(frozen=True)
class Teller:
    """How a room tells facts of some kinds about subjects of some sorts.

    `about` names what acts touch, each with the subjects whose facts may then be others. `tell` yields all the facts of
    the given subjects that hold or ever held, of all subjects where none are given, a few hundred in memory at a time.
    """

    name: str
    kinds: tuple[Kind, ...]
    of: frozenset[str]
    tell: Callable[[Collection[str] | None], Iterable[Told]]
    about: Mapping[str, Callable[[Collection[str]], Iterable[str]]] = field(default_factory=dict)

    @property
    def names(self) -> frozenset[str]:
        return frozenset(kind.name for kind in self.kinds)

    @property
    def mark(self) -> str:
        """By which other kinds than before are noticed."""
        return hashlib.sha256("\n".join(sorted(self.names)).encode()).hexdigest()


_tellers: dict[str, Teller] = {}


def declare(teller: Teller) -> Teller:
    """Makes a teller known; two that tell one kind are a mistake of ours."""
    for other in _tellers.values():
        if other != teller and (other.name == teller.name or other.names & teller.names):
            raise ValueError(f"{teller.name} tells what {other.name} tells")
    _tellers[teller.name] = teller
    return teller


def tellers() -> list[Teller]:
    return list(_tellers.values())


def kinds() -> dict[str, Kind]:
    """Returns every kind of fact by its name."""
    return {kind.name: kind for teller in _tellers.values() for kind in teller.kinds}
