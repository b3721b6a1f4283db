"""Searching one's own cases: each is opened on the way, compared, and let go; no word is kept, and none indexed.

What takes longer than somebody waits for a page is done in steps: what is found so far is shown, and from there it goes on. Cases
are looked through by their ids, which stand still: one that falls due anew or is reopened between two steps is not missed.
"""

import datetime as dt
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from answerable.kit.text import fold

from ..models import Case, Declaration
from ..rules.categories import CATEGORIES
from ..rules.entries import What
from ..rules.words import ENDED
from .cases import AtTheDesk, OpenCase
from .glancing import holds, likely
from .listing import Line, held, line_of
from .many import Opener
from .sealed import latest
from .so_far import SoFar, as_text, of_text
from .unhindered import unhindered

AT_ONCE = 200
MOST_FOUND = 50
SECONDS = 2.5  # after which a step ends, with the cases that are in hand


@dataclass(frozen=True)
class Found:
    """What a search found. `more`: it stopped at so many; `rest`: from where it goes on, where not all was looked through."""

    lines: tuple[Line, ...]
    more: bool = False
    rest: str = ""


def searched(by: AtTheDesk, words: str, *, everything: bool = False, rest: str = "") -> Found:
    """Returns the cases in which all words stand in what was told; with `everything` also whom it is about, its kind, the note to it.

    All are looked through quickly; whatever is found is then opened whole, and only to whoever is clear of ties.
    """
    wanted = fold(words).split()
    if not wanted or not by.is_signed_for:
        return Found(())
    search = _Search(by, Opener(by), wanted, everything=everything)
    so_far = of_text(by, rest)
    hits = list(search.opened(so_far.found))
    ends, places = time.monotonic() + SECONDS, _places(by, so_far.after)
    for start in range(0, len(places), AT_ONCE):
        some = places[start : start + AT_ONCE]
        hits += search.found([one for one in some if one not in so_far.found])
        if len(hits) > MOST_FOUND:
            return Found(_in_order(hits)[:MOST_FOUND], more=True)
        if time.monotonic() > ends and start + AT_ONCE < len(places):
            there = SoFar(places[start + AT_ONCE - 1], tuple(one.case for one in hits))
            return Found(_in_order(hits), rest=as_text(by, there))
    return Found(_in_order(hits))


@dataclass(frozen=True)
class _Search:
    by: AtTheDesk
    opener: Opener
    wanted: list[str]
    everything: bool

    def found(self, cases: Sequence[UUID]) -> Iterator[Line]:
        """Yields those of some cases that hold the words."""
        yield from self.opened(likely(self.by, cases, self.wanted, everything=self.everything))

    def opened(self, cases: Sequence[UUID]) -> Iterator[Line]:
        """Opens some cases whole, and yields those that hold the words."""
        rows = {one.pk: one for one in Case.held.filter(pk__in=cases)} if cases else {}
        for one in self.opener.open([rows[pk] for pk in cases if pk in rows], with_told=True) if rows else ():
            if (line := unhindered(partial(self._line, one))) is not None:
                yield line

    def _line(self, one: OpenCase) -> Line | None:
        return line_of(one) if one.is_clear and holds(list(self._texts(one)), self.wanted) else None

    def _texts(self, one: OpenCase) -> Iterator[str]:
        told = latest(one.thread.entries, What.TOLD)
        if told is not None:
            yield from (str(said) for said in told.body.get("answers", {}).values())
        if self.everything:
            yield from _noted(one)


def _noted(one: OpenCase) -> Iterator[str]:
    for party in one.about.parties:
        yield from (party.organisation, party.person)
    if grade := latest(one.intake.entries, What.GRADE):
        yield from (code for code in grade.body.get("categories", ()) if code in CATEGORIES)
        yield str(grade.body.get("words", ""))


def _in_order(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Returns what was found as lists show it: those that are open first, and by what falls due."""
    return tuple(sorted(lines, key=lambda one: (one.state in ENDED, one.due or dt.date.max, one.case)))


def _places(by: AtTheDesk, after: UUID | None) -> list[UUID]:
    """Returns the cases that are looked through, by their ids. `after`: the last one of an earlier step."""
    # whoever has said nothing of their ties yet has nothing looked through for them
    said = Declaration.held.filter(handler=by.handler).values("case")
    mine = held(by).filter(pk__in=said).values_list("pk", flat=True)
    return sorted(one for one in mine if after is None or one > after)
