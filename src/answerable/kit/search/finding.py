"""What a reader finds: only things they may know of, and counted after that is asked, never before."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db.models import QuerySet

from ..models import SearchRow
from . import matching  # noqa: F401 - registers the lookup
from .asking import Match, OneOf, Question, anywhere, beginning, in_terms, named
from .documents import SearchKind
from .terms import audience_term, kind_term

MOST = 500  # hits of one kind; whoever finds more is asked for another word
AT_ONCE, SLICE = 600, 1_500


@dataclass(frozen=True)
class Found:
    """The things of one kind that were found, the best first; `is_cut` where there are more than can be shown."""

    kind: SearchKind
    things: tuple[int, ...]
    is_cut: bool = False

    def __len__(self) -> int:
        return len(self.things)


def find(question: Question, kind: SearchKind, reader: Any) -> Found:
    """Returns what this reader finds of a kind, in the same order on every database."""
    if not question:
        return Found(kind, ())
    things = tuple(islice(_seen(_candidates(question, kind, reader), kind, reader), MOST + 1))
    return Found(kind, things[:MOST], len(things) > MOST)


def _seen(candidates: Iterator[int], kind: SearchKind, reader: Any) -> Iterator[int]:
    """Passes on what the reader may know of; asked for some at a time, since a word may stand in all there is."""
    seen = kind.seen_by(reader)
    while some := list(islice(candidates, AT_ONCE)):
        known = some if seen is None else set(seen.filter(pk__in=some).order_by().values_list("pk", flat=True))
        yield from (one for one in some if one in known)


def _candidates(question: Question, kind: SearchKind, reader: Any) -> Iterator[int]:
    """Yields things tier by tier: words that are in a name, that begin words of a name, that are anywhere.

    The tiers are our own: a database's own weights differ from the next one's.
    """
    within, given = _within(kind, kind.audiences(reader)), set[int]()
    for match in (named(question), beginning(question), anywhere(question)):
        rows = SearchRow.objects.filter(terms__holding=(*within, *match))
        for phrase in question.phrases:
            rows = rows.filter(terms__contains=in_terms(phrase))
        for thing in _in_slices(rows.order_by("standing", "thing").values_list("thing", flat=True)):
            if thing not in given:
                given.add(thing)
                yield thing


def _in_slices(rows: "QuerySet[SearchRow, int]") -> Iterator[int]:
    start, some = 0, list(rows[:SLICE])
    while some:
        yield from some
        start += SLICE
        some = list(rows[start : start + SLICE]) if len(some) == SLICE else []


def _within(kind: SearchKind, audiences: Iterable[str]) -> Match:
    """Keeps what other audiences know out of the very index: it is not looked at, so that it costs no time either."""
    whole = [audience_term(one) for one in audiences if not one.endswith("*")]
    begun = [audience_term(one[:-1]) for one in audiences if one.endswith("*")]
    return (OneOf((kind_term(kind.name),)), OneOf(tuple(whole), tuple(begun)))
