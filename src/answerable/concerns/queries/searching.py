"""Searching one's own cases: each is opened on the way, compared, and let go; no word is kept, and none indexed."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F

from answerable.kit.text import fold

from ..models import Case
from ..rules.categories import CATEGORIES
from ..rules.entries import What
from .cases import AtTheDesk, OpenCase
from .listing import Line, Show, line_of, rows
from .many import Opener
from .sealed import latest

AT_ONCE = 200
MOST_CASES = 10_000
MOST_FOUND = 50


@dataclass(frozen=True)
class Found:
    """What a search found. `more`: it stopped at so many; `unsearched`: there are more cases than are searched at once."""

    lines: tuple[Line, ...]
    more: bool = False
    unsearched: bool = False


def searched(by: AtTheDesk, words: str) -> Found:
    """Returns the cases in which all words stand: in what was told, whom it is about, its kind and the note to it."""
    wanted = fold(words).split()
    if not wanted or not by.is_signed_for:
        return Found(())
    pks = _pks(by)
    hits: list[Line] = []
    for one in _opened(by, pks[:MOST_CASES]):
        if one.is_clear and _holds(one, wanted):
            hits.append(line_of(one))
            if len(hits) > MOST_FOUND:
                return Found(tuple(hits[:MOST_FOUND]), more=True)
    return Found(tuple(hits), unsearched=len(pks) > MOST_CASES)


def _pks(by: AtTheDesk) -> list[UUID]:
    """Returns the ids of cases in the order in which they are searched: those that are open first."""
    found: list[UUID] = []
    for show in (Show.OPEN, Show.ENDED):
        ordered = rows(by, show).order_by(F("due").asc(nulls_last=True), "pk").values_list("pk", flat=True)
        found += ordered[: MOST_CASES + 1 - len(found)]
    return found


def _opened(by: AtTheDesk, pks: list[UUID]) -> Iterator[OpenCase]:
    opener = Opener(by)
    for start in range(0, len(pks), AT_ONCE):
        some = {one.pk: one for one in Case.held.filter(pk__in=pks[start : start + AT_ONCE])}
        yield from opener.open([some[pk] for pk in pks[start : start + AT_ONCE] if pk in some], with_told=True)


def _holds(one: OpenCase, wanted: list[str]) -> bool:
    text = fold(" ".join(_texts(one)))
    return all(word in text for word in wanted)


def _texts(one: OpenCase) -> Iterator[str]:
    told = latest(one.thread.entries, What.TOLD)
    if told is not None:
        yield from (str(said) for said in told.body.get("answers", {}).values())
    for party in one.about.parties:
        yield from (party.organisation, party.person)
    if grade := latest(one.intake.entries, What.GRADE):
        yield from (code for code in grade.body.get("categories", ()) if code in CATEGORIES)
        yield str(grade.body.get("words", ""))
