"""Two at once: what somebody does is done to the case as they saw it, or they are told what came in between."""

from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

from django.db import transaction

from answerable.access.refusals import Unacceptable

from ..queries.cases import AtTheDesk, OpenCase
from ..rules.entries import What
from .writing import _to_write

T = TypeVar("T")


class Meanwhile(Unacceptable):
    """Somebody wrote in the case since it was shown; nothing was done."""

    def __init__(self) -> None:
        super().__init__("meanwhile")


def seen_of(found: OpenCase) -> str:
    """Returns a mark of how far a case is written, for the form that is filled in beside it."""
    last = max((one.number for one in found.thread.entries), default=0)
    return f"{last}.{max((one.number for one in found.intake.entries if one.what != What.READ), default=0)}"


@transaction.atomic
def as_seen(*, by: AtTheDesk, case: UUID, seen: str, act: Callable[[], T]) -> T:
    """Does something to a case, while nobody else writes into it; `Meanwhile` where somebody has since it was seen.

    Whoever does not say how far they saw it has seen nothing.
    """
    found = _to_write(by, case)
    if seen != seen_of(found):
        raise Meanwhile
    return act()
