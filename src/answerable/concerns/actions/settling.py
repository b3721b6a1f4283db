"""What somebody still holds and must not read is handed on when they unlock, a few cases each time."""

import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TypeVar
from uuid import UUID

import structlog
from django.db import transaction

from answerable.kit.alone import give_way

from ..models import Case, Declaration, Grant
from ..queries.cases import AtTheDesk, tied_case
from ..queries.many import Opener, is_unwatched
from ..queries.sealed import INTAKE
from ..rules.words import ENDED, Conflict
from .book import enter
from .standing_aside import NobodyElse, _stand_aside, _to_other_names
from .writing import _locked

T = TypeVar("T")
log = structlog.get_logger()
SECONDS, AT_A_TIME = 2.0, 100  # of looking through what somebody holds when they unlock, and of handing it on


def settle_ties(*, by: AtTheDesk) -> None:
    """Hands on what somebody with ties still holds because nobody else was there, and what they must not read any more.

    To be done whenever they unlock: who holds an office since, or belongs to an organisation, may now be shut out. It is looked for
    and handed on outside of any transaction and for two seconds; of very many each time others, and no list or page shows one of
    them meanwhile. No single case keeps anybody from unlocking, nor the next from being handed on.
    """
    begun = time.monotonic()
    tied = Declaration.held.filter(handler=by.handler, value=Conflict.YES).values("case")
    mine = Grant.held.filter(handler=by.handler, compartment__name=INTAKE).values("compartment__case")
    held = Case.held.filter(pk__in=mine).order_by("?")
    open_ones = held.exclude(pk__in=tied).exclude(state__in=[one.value for one in ENDED])
    _settle_each(by, list(held.filter(pk__in=tied).values_list("pk", flat=True)), begun + SECONDS / 2)
    _settle_each(by, _shut(by, list(open_ones.values_list("pk", flat=True))), begun + SECONDS)


def _settle_each(by: AtTheDesk, cases: Iterable[UUID | None], until: float) -> None:
    for case in cases:
        if case is not None:
            _by_itself(partial(_settle, by, case))
            give_way()
        if time.monotonic() >= until:
            return


def _shut(by: AtTheDesk, cases: list[UUID]) -> Iterator[UUID | None]:
    """Yields those that somebody must not read any more, and nothing behind each portion that was looked through."""
    opener = Opener(by)
    for at in range(0, len(cases), AT_A_TIME):
        portion = cases[at : at + AT_A_TIME]
        found = _by_itself(partial(_looked, opener, portion))
        # Where one of them does not open, each is looked at alone.
        for some in [found] if found is not None else (_by_itself(partial(_looked, opener, [one])) for one in portion):
            yield from some or ()
            yield None


def _looked(opener: Opener, cases: list[UUID]) -> list[UUID]:
    return list(opener.excluded(list(Case.held.filter(pk__in=cases))))


def _by_itself(step: Callable[[], T]) -> T | None:
    """Whatever a single case raises ends its own step alone: it stays as it was, and hidden from its reader."""
    try:
        return step()
    except NobodyElse:
        return None
    except Exception as fault:
        log.warning("case_not_handed_on", error_type=type(fault).__qualname__)
        return None


@transaction.atomic
def _settle(by: AtTheDesk, pk: UUID) -> None:
    case = _locked(Case(pk=pk))
    is_tied = Declaration.held.filter(case=case, handler=by.handler, value=Conflict.YES).exists()
    found = tied_case(by, case)
    if found is None:
        return
    if is_tied or found.is_excluded:
        _stand_aside(found)
        enter("stand_aside", by=by, case=found.case)
    elif is_unwatched(found) and _to_other_names(found):
        enter("second_reader", by=by, case=found.case)
