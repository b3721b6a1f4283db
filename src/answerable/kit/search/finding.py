"""What a reader finds: only things they may know of, and counted after that is asked, never before."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Exists, F, IntegerField, OuterRef, QuerySet, Value, When

from ..models import SearchRow
from . import matching  # noqa: F401 - registers the lookup
from .asking import Match, OneOf, Question, anywhere, beginning, in_terms, named
from .documents import SearchKind
from .terms import audience_term, kind_term

MOST = 1_000  # hits of one kind; whoever finds more is asked for another word


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
    things = tuple(_rows(question, kind, reader).values_list("thing", flat=True)[: MOST + 1])
    return Found(kind, things[:MOST], len(things) > MOST)


def _rows(question: Question, kind: SearchKind, reader: Any) -> QuerySet[SearchRow]:
    within = _within(kind, kind.audiences(reader))
    rows = SearchRow.objects.filter(terms__holding=(*within, *anywhere(question)))
    for phrase in question.phrases:
        rows = rows.filter(terms__contains=in_terms(phrase))
    seen = kind.seen_by(reader)
    if seen is not None:
        rows = rows.filter(Exists(seen.filter(pk=OuterRef("thing")).order_by()))
    return rows.annotate(tier=_tier(question, within)).order_by("tier", F("standing").asc(), "thing")


def _within(kind: SearchKind, audiences: Iterable[str]) -> Match:
    """Keeps what other audiences know out of the very index: it is not looked at, so that it costs no time either."""
    whole = [audience_term(one) for one in audiences if not one.endswith("*")]
    begun = [audience_term(one[:-1]) for one in audiences if one.endswith("*")]
    return (OneOf((kind_term(kind.name),)), OneOf(tuple(whole), tuple(begun)))


def _tier(question: Question, within: Match) -> Case:
    """Ranks by whole numbers of our own: a database's own weights differ from the next one's."""
    return Case(
        When(terms__holding=(*within, *named(question)), then=Value(0)),
        When(terms__holding=(*within, *beginning(question)), then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
