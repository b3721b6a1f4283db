"""Kinds of which few things hold what was asked: they are asked for together, and their rows ranked here."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from django.db import connection

from ..models import SearchRow
from .asking import Question, anywhere, as_read, beginning, in_terms, named
from .matching import Some
from .ordering import FEW as FEW_OF_ONE
from .ordering import Range, Sample, sampled, within

# Rows of kinds for the same audiences that are ranked here; on PostgreSQL to ask again costs more than some hundred of them.
FEW = {"sqlite": 250, "postgresql": 750}
MOST = 750  # rows of all kinds; where there are more, each kind is asked for by itself


Together = dict[tuple[str, ...], list[str]]  # names of kinds by the audiences they are asked for


class Row(NamedTuple):
    """A row of the index, without what only others need."""

    kind: str
    standing: int
    thing: int
    terms: str
    pk: int


class Ranked(NamedTuple):
    """The things of every kind of which few hold it, in their order; of kinds of which more do, what was seen of how many."""

    things: Mapping[str, tuple[int, ...]]
    samples: Mapping[str, Sample]


def ranked(among: Sequence[Range], question: Question) -> Ranked:
    """Puts in order what kinds hold of which few do.

    Kinds for the same audiences are asked for as one. Where they have more than few together, the one that most are of
    is left out, and the others are asked for again.
    """
    found: dict[str, list[Row]] = {}
    samples: dict[str, Sample] = {}
    few, left = FEW[connection.vendor], _for_the_same(among)
    while left:
        listed = _rows(left, question, few)
        if len(listed) > MOST and connection.vendor == "sqlite":
            break
        by_kind, asked, left = _by_kind(listed), left, {}
        for audiences, names in asked.items():
            held = {name: by_kind[name] for name in names}
            if sum(map(len, held.values())) <= few:
                found |= held
            else:
                most = max(held, key=lambda one: len(held[one]))
                samples |= {most: sampled([row.pk for row in held[most]])} if len(held[most]) > FEW_OF_ONE else {}
                left |= {audiences: others} if (others := [name for name in names if name != most]) else {}
    found |= {one.kind.name: [] for one in among if not one.audiences}
    return Ranked({name: _in_order(rows, question) for name, rows in found.items()}, samples)


def _for_the_same(among: Sequence[Range]) -> Together:
    """Returns the names of kinds by the audiences for which they are looked through; without any, a kind is not."""
    alike: Together = {}
    for one in among:
        if one.audiences:
            alike.setdefault(one.audiences, []).append(one.kind.name)
    return alike


def _rows(asked: Together, question: Question, few: int) -> list[Row]:
    match = anywhere(question)
    wanted = Some(tuple(within(names, audiences, match) for audiences, names in asked.items()), few + 1)
    rows = SearchRow.objects.filter(terms__holding=wanted).values_list("kind", "standing", "thing", "terms", "pk")
    return [Row(*one) for one in rows[: len(asked) * (few + 1)]]


def _by_kind(rows: Sequence[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.kind].append(row)
    return found


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
