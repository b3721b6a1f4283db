"""Searching one's own cases: each is opened on the way, compared, and let go; no word is kept, and none indexed."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import F

from answerable.kit.text import fold
from answerable.vault import Unreadable
from answerable.vault.compartments import GrantPlace, open_grant_to_look
from answerable.vault.records import Place, glance

from ..models import Case, Declaration, Grant, Record
from ..rules.categories import CATEGORIES
from ..rules.entries import What
from .cases import AtTheDesk, OpenCase
from .listing import Line, Show, line_of, rows
from .many import Opener
from .sealed import THREAD, latest

AT_ONCE = 200
MOST_CASES = 10_000
MOST_FOUND = 50


@dataclass(frozen=True)
class Found:
    """What a search found. `more`: it stopped at so many; `unsearched`: there are more cases than are searched at once."""

    lines: tuple[Line, ...]
    more: bool = False
    unsearched: bool = False


def searched(by: AtTheDesk, words: str, *, everything: bool = False) -> Found:
    """Returns the cases in which all words stand in what was told; with `everything` also whom it is about, its kind, the note to it.

    What was told is looked through quickly at first; whatever is found is then opened whole, and only to whoever is clear of ties.
    """
    wanted = fold(words).split()
    if not wanted or not by.is_signed_for:
        return Found(())
    pks = _pks(by)
    hits: list[Line] = []
    for one in _opened(by, pks[:MOST_CASES], wanted, everything=everything):
        if one.is_clear and _holds(_texts(one) if everything else _told(one), wanted):
            hits.append(line_of(one))
            if len(hits) > MOST_FOUND:
                return Found(tuple(hits[:MOST_FOUND]), more=True)
    return Found(tuple(hits), unsearched=len(pks) > MOST_CASES)


def _pks(by: AtTheDesk) -> list[UUID]:
    """Returns the ids of cases in the order in which they are searched: those that are open first."""
    found: list[UUID] = []
    for show in (Show.OPEN, Show.ENDED):
        # whoever has said nothing of their ties yet has nothing looked through for them
        said = Declaration.held.filter(handler=by.handler).values("case")
        ordered = (
            rows(by, show)
            .filter(pk__in=said)
            .order_by(F("due").asc(nulls_last=True), "pk")
            .values_list("pk", flat=True)
        )
        found += ordered[: MOST_CASES + 1 - len(found)]
    return found


def _opened(by: AtTheDesk, pks: list[UUID], wanted: list[str], *, everything: bool) -> Iterator[OpenCase]:
    opener = Opener(by)
    for start in range(0, len(pks), AT_ONCE):
        some = pks[start : start + AT_ONCE]
        likely = some if everything else _likely(by, some, wanted)
        cases = {one.pk: one for one in Case.held.filter(pk__in=likely)}
        yield from opener.open([cases[pk] for pk in likely if pk in cases], with_told=True)


def _likely(by: AtTheDesk, pks: list[UUID], wanted: list[str]) -> list[UUID]:
    """Returns those whose first words hold what is looked for, and those that a glance does not open: their keys changed."""
    mine = Grant.held.filter(compartment__case__in=pks, compartment__name=THREAD, handler=by.handler)
    grants = {
        row[0]: row[1:] for row in mine.values_list("compartment", "compartment__case", "compartment__public", "blob")
    }
    told = Record.held.filter(compartment__in=list(grants), sequence=1).values_list("compartment", "kind", "blob")
    found = {grants[key][0] for key, kind, blob in told if _may_hold(by, grants[key], str(kind), bytes(blob), wanted)}
    return [pk for pk in pks if pk in found]


def _may_hold(by: AtTheDesk, grant: tuple[Any, ...], kind: str, blob: bytes, wanted: list[str]) -> bool:
    case, public, sealed = str(grant[0]), bytes(grant[1]), bytes(grant[2])
    try:
        box = open_grant_to_look(sealed, by.keys, place=GrantPlace(case, THREAD, by.id), public=public)
    except (Unreadable, ValueError):
        return False
    body = glance(blob, Place(case, THREAD, 1, kind), box=box)
    return body is None or _holds(_words_of(body), wanted)


def _words_of(body: bytes) -> Iterator[str]:
    try:
        answers = json.loads(body).get("answers", {})
        yield from (str(said) for said in answers.values())
    except (ValueError, AttributeError):
        return


def _holds(texts: Iterator[str], wanted: list[str]) -> bool:
    text = fold(" ".join(texts))
    return all(word in text for word in wanted)


def _texts(one: OpenCase) -> Iterator[str]:
    yield from _told(one)
    for party in one.about.parties:
        yield from (party.organisation, party.person)
    if grade := latest(one.intake.entries, What.GRADE):
        yield from (code for code in grade.body.get("categories", ()) if code in CATEGORIES)
        yield str(grade.body.get("words", ""))


def _told(one: OpenCase) -> Iterator[str]:
    told = latest(one.thread.entries, What.TOLD)
    if told is not None:
        yield from (str(said) for said in told.body.get("answers", {}).values())
