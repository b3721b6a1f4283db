"""Rows that hold a match, in their order, at a cost that hardly grows with how many there are.

Where a few hold it, they are put in order here. Where nearly all do, the rows are read in their order until there are
enough. In between, the database finds the keys of all and goes through its own index in order.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import merge
from itertools import count
from typing import NamedTuple

from django.db import connection
from django.db.models import F, Q, QuerySet, Value

from ..models import SearchRow
from . import matching  # noqa: F401 - registers the lookups
from .asking import Match, OneOf, in_terms
from .documents import SearchKind
from .matching import Some
from .terms import audience_term, kind_term

FEW = 400  # rows that are put in order here
STRIDE = 400  # rows read at once
DENSE = 0.3  # of all rows: from here on it costs less to read them than to find all that hold a match
SPARSE = (
    0.05  # of all rows: below it PostgreSQL had better find all that hold a match than read rows until it has a slice
)
SLICE = 250


class Place(NamedTuple):
    """Where a row stands among those of its kind."""

    standing: int
    thing: int


@dataclass(frozen=True)
class Range:
    """What is looked through: things of one kind, for some audiences, that hold some phrases."""

    kind: SearchKind
    audiences: tuple[str, ...]
    phrases: tuple[tuple[str, ...], ...] = ()

    @property
    def common(self) -> "Range":
        return Range(self.kind, tuple(one for one in self.audiences if one in self.kind.common), self.phrases)

    @property
    def private(self) -> "Range":
        return Range(self.kind, tuple(one for one in self.audiences if one not in self.kind.common), self.phrases)

    def within(self, match: Match) -> Match:
        return within([self.kind.name], self.audiences, match)

    def with_phrases(self, rows: "QuerySet[SearchRow]") -> "QuerySet[SearchRow]":
        for phrase in self.phrases:
            rows = rows.filter(terms__contains=in_terms(phrase))
        return rows


def within(kinds: Sequence[str], audiences: Sequence[str], match: Match) -> Match:
    """Keeps what other audiences know out of the very index: it is not looked at, so that it costs no time either."""
    whole = [audience_term(one) for one in audiences if not one.endswith("*")]
    begun = [audience_term(one[:-1]) for one in audiences if one.endswith("*")]
    return (OneOf(tuple(map(kind_term, kinds))), OneOf(tuple(whole), tuple(begun)), *match)


@dataclass(frozen=True)
class Sample:
    """The few rows that hold a match; where they are not few, none of them, and about which share of all rows holds it."""

    rows: tuple[Place, ...]
    is_all: bool
    density: float = 0


def some(among: Range, match: Match) -> Sample:
    """Returns the rows that hold a match, as they come, where there are not more than a few."""
    if not among.audiences:
        return Sample((), True)
    holding = SearchRow.objects.filter(terms__holding=Some((among.within(match),), FEW + 1))
    found = list(holding.values_list("standing", "thing", "pk")[: FEW + 1])
    if len(found) > FEW:
        return sampled([key for _standing, _thing, key in found])
    if found and among.phrases:
        kept = among.with_phrases(SearchRow.objects.filter(pk__in=[key for *_place, key in found]))
        return Sample(tuple(Place(*one) for one in kept.values_list("standing", "thing")), True)
    return Sample(tuple(Place(*one[:2]) for one in found), True)


def sampled(keys: Sequence[int]) -> Sample:
    """Returns about which share holds a match, by the keys of more than a few rows that do, as they came."""
    return Sample((), False, len(keys) / (max(keys) - min(keys) + 1))


def in_order(among: Range, match: Match, sample: Sample) -> Iterator[int]:
    """Yields the things that hold a match, those that stand first before the others."""
    return (place.thing for place in _places(among, match, sample))


def _places(among: Range, match: Match, sample: Sample) -> Iterable[Place]:
    if sample.is_all:
        return sorted(sample.rows)
    if sample.density < DENSE or not among.common.audiences:
        return _asked_for(among, match, sparse=sample.density < SPARSE)
    return merge(_read(among.common, match), _places(among.private, match, some(among.private, match)))


def _read(among: Range, match: Match) -> Iterator[Place]:
    """Reads the rows for common audiences stride by stride; of the others the database passes by nothing but a key."""
    rows, after, found = SearchRow.objects.filter(kind=among.kind.name, audience__in=among.audiences), None, 0
    for stride in count(1):
        left = rows.filter(_after(after)).order_by("standing", "thing")
        last = next((Place(*one) for one in left.values_list("standing", "thing")[STRIDE - 1 : STRIDE]), None)
        here = among.with_phrases(left.filter(_up_to(last), terms__reading=match)).values_list("standing", "thing")
        for one in here:
            found += 1
            yield Place(*one)
        if last is None:
            return
        after = last
        if found < DENSE / 2 * stride * STRIDE:
            yield from _asked_for(among, match, after)
            return


def _asked_for(among: Range, match: Match, after: Place | None = None, *, sparse: bool = False) -> Iterator[Place]:
    """Has the database find all that hold a match, and give them in order.

    PostgreSQL thinks that reading a row's terms costs nothing, and would rather look into thousands of them in their order than
    sort some hundreds: `sparse` keeps it from that.
    """
    rows = SearchRow.objects.filter(kind=among.kind.name, terms__holding=among.within(match))
    if sparse and connection.vendor == "postgresql":
        rows = rows.alias(first=F("standing") + Value(0)).order_by("first", "thing")
    else:
        rows = rows.order_by("standing", "thing")
    rows = among.with_phrases(rows)
    while True:
        here = [Place(*one) for one in rows.filter(_after(after)).values_list("standing", "thing")[:SLICE]]
        yield from here
        if len(here) < SLICE:
            return
        after = here[-1]


def _after(place: Place | None) -> Q:
    if place is None:
        return Q()
    later = Q(standing__gt=place.standing) | Q(thing__gt=place.thing)
    return Q(standing__gte=place.standing) & later


def _up_to(place: Place | None) -> Q:
    if place is None:
        return Q()
    sooner = Q(standing__lt=place.standing) | Q(thing__lte=place.thing)
    return Q(standing__lte=place.standing) & sooner
