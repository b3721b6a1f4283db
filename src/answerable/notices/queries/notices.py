"""What awaits whom."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from ..models import DemoLetter, Mailed, Notice
from .reach import returns_of
from .wishes import preference_of


def of_account(account_id: UUID) -> QuerySet[Notice]:
    """Returns everything an account was told, the newest first."""
    return Notice.objects.filter(account_id=account_id)


def waiting(account_id: UUID) -> QuerySet[Notice]:
    """Returns what an account has not read."""
    return of_account(account_id).filter(read_on=None)


def was_told(account_id: UUID, *, kind: str, url: str, since: dt.datetime) -> bool:
    """Whether an account was told of a thing since a moment, so that reminders do not become a drip."""
    return of_account(account_id).filter(kind=kind, url=url, happened_at__gte=since).exists()


def told_since(day: dt.date, *kinds: str) -> set[tuple[UUID, str]]:
    """Returns whom notices of some kinds were left for since a day, with their addresses."""
    since = dt.datetime.combine(day, dt.time(), dt.UTC)
    rows = Notice.objects.filter(kind__in=kinds, happened_at__gte=since)
    return set(rows.values_list("account_id", "url"))


def accounts_told(kind: str, url: str, day: dt.date) -> set[UUID]:
    """Returns the accounts for which a notice of one thing was left since a day."""
    since = dt.datetime.combine(day, dt.time(), dt.UTC)
    return set(
        Notice.objects.filter(kind=kind, url=url, happened_at__gte=since)
        .order_by()
        .values_list("account_id", flat=True)
    )


def letters() -> QuerySet[DemoLetter]:
    """Returns the mails that the demo would have sent, the newest first."""
    return DemoLetter.objects.all()


def about(account_id: UUID) -> dict[str, Any]:
    """Returns all that is kept here about an account, for its own eyes."""
    wishes, came_back = preference_of(account_id), returns_of(account_id)
    return {
        "notices": [
            {"kind": one.kind, "address": one.url, "times": one.times, "happened": one.happened_at.isoformat(), "read": _iso(one.read_on)}
            for one in of_account(account_id)
        ],
        "by_mail": {
            "rhythm": wishes.rhythm, "hour": wishes.hour, "weekday": wishes.weekday, "time_zone": wishes.time_zone,
            "paused_until": _iso(wishes.paused_until), "choices": dict(wishes.choices), "last_digest": _iso(wishes.digest_on),
        },
        "mails_of_60_days": [
            {"written": _iso(one.written_on), "sent": _iso(one.sent_on), "came_back": one.came_back}
            for one in Mailed.objects.filter(account_id=account_id).order_by("written_on", "pk")
        ],
        "mail_that_came_back": {
            "for_good": came_back.hard, "for_now": came_back.soft, "address_fails_since": _iso(came_back.fails_since),
        } if came_back else None,
    }  # fmt: skip


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
