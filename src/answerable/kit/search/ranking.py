"""Kinds of which few things hold what was asked: all kinds are asked for in one query, and their rows ranked here."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ..models import SearchRow
from .asking import Question, anywhere, as_read, beginning, in_terms, named
from .matching import Some
from .ordering import Range

FEW = 250  # rows of one kind that are ranked here
MOST = 750  # rows of all kinds; where there are more, each kind is asked for by itself


class Row(NamedTuple):
    """A row of the index, without what only others need."""

    kind: str
    standing: int
    thing: int
    terms: str


def ranked(among: Sequence[Range], question: Question) -> Mapping[str, tuple[int, ...]]:
    """Returns the things of every kind of which few hold it, in their order; a kind of which more do is missing."""
    asked = [one for one in among if one.audiences]
    found: dict[str, list[Row]] = defaultdict(list)
    if asked:
        wanted = Some(tuple(one.within(anywhere(question)) for one in asked), FEW + 1)
        rows = SearchRow.objects.filter(terms__holding=wanted).values_list("kind", "standing", "thing", "terms")
        listed = [Row(*one) for one in rows[: MOST + 1]]
        if len(listed) > MOST:
            return {}
        for row in listed:
            found[row.kind].append(row)
    kinds = (one.kind.name for one in among)
    return {kind: _in_order(found[kind], question) for kind in kinds if len(found[kind]) <= FEW}


def _in_order(rows: Sequence[Row], question: Question) -> tuple[int, ...]:
    phrases = [in_terms(phrase) for phrase in question.phrases]
    tiers = [as_read(named(question)), as_read(beginning(question))]
    places = [
        (_tier(f"{one.terms} ", tiers), one.standing, one.thing)
        for one in rows
        if all(phrase in one.terms for phrase in phrases)
    ]
    return tuple(thing for _tier, _standing, thing in sorted(places))


def _tier(line: str, tiers: Sequence[list[list[str]]]) -> int:
    held = (at for at, wanted in enumerate(tiers) if _holds(line, wanted))
    return next(held, len(tiers))


def _holds(line: str, wanted: list[list[str]]) -> bool:
    return all(any(part in line for part in one) for one in wanted)
