"""What awaits whom, and who wants to hear of it when."""

import datetime as dt
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.db.models import QuerySet

from .kinds import all_kinds
from .mail import house
from .models import DemoLetter, Notice, Preference, Rhythm

MONDAY = 0


def of_account(account_id: UUID) -> QuerySet[Notice]:
    """Returns everything an account was told, the newest first."""
    return Notice.objects.filter(account_id=account_id)


def waiting(account_id: UUID) -> QuerySet[Notice]:
    """Returns what an account has not read."""
    return of_account(account_id).filter(read_on=None)


def was_told(account_id: UUID, *, kind: str, url: str, since: dt.datetime) -> bool:
    """Whether an account was told of a thing since a moment, so that reminders do not become a drip."""
    return of_account(account_id).filter(kind=kind, url=url, happened_at__gte=since).exists()


def preference_of(account_id: UUID) -> Preference:
    """Returns an account's wishes, unsaved where it never said any."""
    return Preference.objects.filter(account_id=account_id).first() or Preference(account_id=account_id)


def for_mail(account_id: UUID, preference: Preference) -> QuerySet[Notice]:
    """Returns what is still to be said by mail."""
    kinds = [kind.name for kind in all_kinds() if kind.mail != "never" and kind.name not in preference.muted]
    return waiting(account_id).filter(mailed_on=None, kind__in=kinds)


def wants_mail(preference: Preference, today: dt.date) -> bool:
    is_paused = preference.paused_until is not None and today < preference.paused_until
    return preference.rhythm != Rhythm.NEVER and not is_paused


def accounts_due(moment: dt.datetime) -> list[UUID]:
    """Returns whose digest is due: its hour has come today where the alliance lives, and it was not sent today."""
    here = moment.astimezone(time_zone())
    waits = list(
        Notice.objects.filter(read_on=None, mailed_on=None).order_by().values_list("account_id", flat=True).distinct()
    )
    wishes = {one.account_id: one for one in Preference.objects.filter(account_id__in=waits)}
    return [one for one in waits if _is_due(wishes.get(one) or Preference(account_id=one), here)]


def _is_due(preference: Preference, here: dt.datetime) -> bool:
    today = here.date()
    if not wants_mail(preference, today) or preference.digest_on == today:
        return False
    if preference.rhythm == Rhythm.WEEKLY and today.weekday() != MONDAY and not _missed_monday(preference, today):
        return False
    return here.hour >= preference.hour


def _missed_monday(preference: Preference, today: dt.date) -> bool:
    return preference.digest_on is not None and (today - preference.digest_on).days > 7


def time_zone() -> ZoneInfo:
    """Returns the alliance's time zone."""
    try:
        return ZoneInfo(house().get("time_zone") or "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def letters() -> QuerySet[DemoLetter]:
    """Returns the mails that the demo would have sent, the newest first."""
    return DemoLetter.objects.all()


def about(account_id: UUID) -> dict[str, Any]:
    """Returns all that is kept here about an account, for its own eyes."""
    wishes = preference_of(account_id)
    return {
        "notices": [
            {"kind": one.kind, "address": one.url, "times": one.times, "happened": one.happened_at.isoformat(), "read": _iso(one.read_on)}
            for one in of_account(account_id)
        ],
        "by_mail": {
            "rhythm": wishes.rhythm, "hour": wishes.hour, "paused_until": _iso(wishes.paused_until), "muted": list(wishes.muted),
        },
    }  # fmt: skip


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
