"""Who keeps the keys to which cases: what would be lost with somebody, and what too few could read. Numbers and rows, no words."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from ..models import Case, Grant, Handler
from .cases import AtTheDesk, OpenCase
from .many import Opener
from .promised import PROMISES
from .sealed import INTAKE, THREAD

AT_ONCE = 50


@dataclass(frozen=True)
class Lost:
    """What becomes unreadable to somebody whose keys are gone: so many cases, and so many of them to everybody."""

    cases: int
    without_reader: int


def lost_with(handler: Handler) -> Lost:
    """Returns what would be lost with somebody's keys."""
    mine = _cases_of([handler])
    return Lost(mine.count(), len(_with_fewer(mine, [handler], 1)))


def cases_with_too_few(leaving: Collection[Handler], *, least: int = PROMISES.readers) -> list[Case]:
    """Returns the cases that fewer than so many could read once these are gone."""
    return _with_fewer(_cases_of(leaving), leaving, least)


def own_with_too_few(by: AtTheDesk, leaving: Handler) -> list[Case]:
    """Returns the same of the cases that `by` may know of: nobody is told of others, not even how many there are."""
    mine = set(_cases_of([by.handler]).values_list("pk", flat=True))
    few = iter([one for one in cases_with_too_few([leaving]) if one.pk in mine])
    return [one.case for one in _known_to(by, few)]


def _known_to(by: AtTheDesk, cases: Iterator[Case]) -> Iterator[OpenCase]:
    opener = Opener(by)
    while by.is_signed_for and (some := list(islice(cases, AT_ONCE))):
        yield from opener.open(some)


def _cases_of(handlers: Collection[Handler]) -> QuerySet[Any]:
    mine = Grant.held.filter(handler__in=handlers, compartment__name=INTAKE)
    return Case.held.filter(pk__in=mine.values("compartment__case")).order_by("pk")


def _with_fewer(cases: QuerySet[Any], without: Collection[Handler], least: int) -> list[Case]:
    ids = [one.pk for one in without]
    held = Grant.held.filter(compartment__name=INTAKE, compartment__case__in=cases, handler__isnull=False)
    others = held.values_list("compartment__case").annotate(n=Count("handler", filter=~Q(handler__in=ids))).order_by()
    few = [case for case, n in others if n < least]
    return list(Case.held.filter(pk__in=few).order_by("pk"))


def without_key(by: AtTheDesk, other: Handler) -> Iterator[OpenCase]:
    """Yields the cases that somebody may know of and a colleague holds no key of, the latest first."""
    mine = _cases_of([by.handler]).exclude(pk__in=_cases_of([other])).order_by("-day", "pk")
    return _known_to(by, mine.iterator(chunk_size=AT_ONCE))


def holders(case: UUID) -> set[UUID]:
    """Returns the handlers who hold a key to what was told."""
    rows = Grant.held.filter(compartment__case=case, compartment__name=THREAD, handler__isnull=False)
    return set(rows.values_list("handler_id", flat=True))
