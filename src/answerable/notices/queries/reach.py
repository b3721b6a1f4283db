"""Whether mail reaches an account: what came back since its address last worked."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from answerable import vault

from ..models import Returns

ADDRESS = "notices.address"


def fingerprint_of(email: str) -> str:
    return vault.fingerprint(email.strip().lower().encode(), purpose=ADDRESS)


def returns_of(account_id: UUID | None) -> Returns | None:
    """Returns what came back from an account's present address; nothing is said of one it had before."""
    found = Returns.objects.filter(account_id=account_id).select_related("account").first() if account_id else None
    return found if found and found.address == fingerprint_of(found.account.email) else None


def fails(account_id: UUID | None) -> bool:
    """Whether an account's address does not work, so that its notices pause."""
    found = returns_of(account_id)
    return found is not None and found.fails_since is not None


def failing() -> QuerySet[Returns]:
    """Returns those whose address does not work."""
    return Returns.objects.exclude(fails_since=None).select_related("account")


def failing_among(account_ids: Iterable[UUID]) -> set[UUID]:
    """Returns whose address does not work among some accounts."""
    rows = failing().filter(account_id__in=list(account_ids))
    return {one.account_id for one in rows if one.address == fingerprint_of(one.account.email)}
