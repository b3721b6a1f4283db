"""A second factor that is lost, for good, with its recovery codes: two who keep the person's place let it be removed.

It removes a way of proving oneself and opens nothing: no key, nothing sealed, no session. A password or a mailed code is
still needed afterwards. Who may confirm is said by the room that keeps offices.
"""

import datetime as dt
from collections.abc import Callable
from uuid import UUID

from django.db.models import QuerySet

from answerable.kit import clock

from .guessing import Limit
from .models import Account, LostFactor, LostFactorStep

NEEDED = 2
DAYS_OPEN = 7
DAYS_KEPT = 90
ASKING = Limit("lost second factors", holds=3, a_minute=3 / 1440)
CONFIRMED, STOPPED, LAPSED, REMOVED = "confirmed", "stopped", "lapsed", "removed"

_who: list[Callable[[UUID], list[UUID]]] = []
_tell: list[Callable[[UUID], None]] = []


def provide_confirmers(who: Callable[[UUID], list[UUID]], tell: Callable[[UUID], None]) -> None:
    """Called once by the room that keeps offices: who can confirm for an account, and how they are told."""
    _who[:], _tell[:] = [who], [tell]


def can_be_confirmed(account: Account) -> bool:
    """Whether two others keep this person's place, so that asking leads anywhere."""
    return bool(_who) and len(set(_who[0](account.pk)) - {account.pk}) >= NEEDED


def tell_confirmers(account: Account) -> None:
    for tell in _tell:
        tell(account.pk)


def open_of(account_id: UUID) -> LostFactor | None:
    return LostFactor.objects.filter(account_id=account_id, closed_on=None).first()


def confirmed_by(lost: LostFactor) -> list[str]:
    """Returns the opaque ids of those who confirmed."""
    return list(LostFactorStep.objects.filter(lost=lost, step=CONFIRMED).values_list("by", flat=True))


def due() -> list[LostFactor]:
    """Returns those whose time of waiting is over."""
    return list(LostFactor.objects.filter(closed_on=None, goes_at__lte=clock.now()).select_related("account"))


def unanswered() -> list[LostFactor]:
    """Returns those that not enough people confirmed in time."""
    before = clock.today() - dt.timedelta(days=DAYS_OPEN)
    waiting = LostFactor.objects.filter(closed_on=None, goes_at=None, asked_on__lt=before)
    return list(waiting.select_related("account"))


def long_closed(today: dt.date) -> QuerySet[LostFactor]:
    """Returns those that nobody needs to look up any more."""
    return LostFactor.objects.filter(closed_on__lt=today - dt.timedelta(days=DAYS_KEPT))


def forget_closed() -> None:
    long_closed(clock.today()).delete()
