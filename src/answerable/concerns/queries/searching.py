"""Searching one's own cases: each is opened on the way, compared, and let go; no word is kept, and none indexed.

What takes longer than somebody waits for a page is done in steps: what is found so far is shown, and from there it goes on.
"""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F

from answerable.kit.text import fold

from ..models import Case, Declaration
from ..rules.categories import CATEGORIES
from ..rules.entries import What
from .cases import AtTheDesk, OpenCase
from .glancing import holds, likely
from .listing import Line, Show, line_of, rows
from .many import Opener
from .sealed import latest
from .so_far import LAST_DAY, Place, SoFar, as_text, of_text

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
        some = [UUID(one[2]) for one in places[start : start + AT_ONCE]]
        hits += search.found([one for one in some if one not in so_far.found])
        if len(hits) > MOST_FOUND:
            return Found(tuple(hits[:MOST_FOUND]), more=True)
        if time.monotonic() > ends and start + AT_ONCE < len(places):
            there = SoFar(places[start + AT_ONCE - 1], tuple(one.case for one in hits))
            return Found(tuple(hits), rest=as_text(by, there))
    return Found(tuple(hits))


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
            if one.is_clear and holds(list(self._texts(one)), self.wanted):
                yield line_of(one)

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


def _places(by: AtTheDesk, after: Place | None) -> list[Place]:
    """Returns the cases that are looked through in their order: those that are open first. `after`: where an earlier step ended."""
    found: list[Place] = []
    for show in (Show.OPEN, Show.ENDED):
        # whoever has said nothing of their ties yet has nothing looked through for them
        said = Declaration.held.filter(handler=by.handler).values("case")
        mine = rows(by, show).filter(pk__in=said).order_by(F("due").asc(nulls_last=True), "pk").values_list("pk", "due")
        found += [(show == Show.ENDED, due.isoformat() if due else LAST_DAY, pk.hex) for pk, due in mine]
    return [one for one in found if after is None or one > after]
