"""Somebody is told, and reads it."""

import datetime as dt
from collections.abc import Iterable, Mapping
from uuid import UUID

from django.db import transaction

from answerable.access.actors import Actor
from answerable.access.models import Account
from answerable.kit import clock, queue

from ..kinds import kind_named
from ..mail import can_send
from ..models import Mailed, Notice
from ..posting import send_soon
from ..queries.notices import waiting
from ..queries.wishes import preferences_of, way_of
from ..rules.ways import By


@transaction.atomic
def notify(kind: str, *, to: Iterable[UUID], url: str, by: Actor, facts: Mapping[str, str | int] | None = None) -> None:
    """Tells accounts that something awaits them at an address of ours, once the surrounding transaction commits.

    What is still unread about the same thing is told anew instead of twice. Whoever did it is not told, nor is who
    said they do not want to hear of it.
    """
    known = kind_named(kind)
    if known is None:
        raise LookupError(f"no room declares the notice {kind}")
    if not url.startswith("/") or url.startswith("//"):
        raise ValueError("a notice leads to an address of ours")
    accounts = list(Account.objects.filter(pk__in=set(to) - {by.account_id}, is_active=True).order_by("pk"))
    wishes = preferences_of(one.pk for one in accounts)
    soon = []
    for account in accounts:
        way = way_of(known, wishes[account.pk])
        if way == By.OFF:
            continue
        notice, is_new_today = _leave(account, kind, url, dict(facts or {}))
        if way == By.SOON and is_new_today:
            soon.append(notice)
    for notice in soon if soon and can_send() else ():
        queue.enqueue(send_soon, str(notice.pk))


def _leave(account: Account, kind: str, url: str, facts: dict[str, str | int]) -> tuple[Notice, bool]:
    """Returns the notice, and whether nothing was mailed of it today."""
    hour = clock.now().replace(minute=0, second=0, microsecond=0)
    notice, is_new = Notice.objects.select_for_update().get_or_create(
        account=account, kind=kind, url=url, read_on=None, defaults={"facts": facts, "happened_at": hour}
    )
    if is_new:
        return notice, True
    is_quiet = notice.mailed_on != clock.today()
    notice.times, notice.facts, notice.happened_at = notice.times + 1, facts, hour
    notice.mailed_on = None if is_quiet else notice.mailed_on  # a mail of today stands for the whole day
    notice.save(update_fields=["times", "facts", "happened_at", "mailed_on"])
    return notice, is_quiet


def mark_read(*, by: Actor, notice: Notice) -> None:
    """Notes that somebody has seen what awaited them."""
    waiting(own_account(by)).filter(pk=notice.pk).update(read_on=clock.today())


def mark_all_read(*, by: Actor) -> int:
    return waiting(own_account(by)).update(read_on=clock.today())


def own_account(by: Actor) -> UUID:
    if by.account_id is None:
        raise ValueError("only an account has notices and wishes")
    return by.account_id


def forget_old(*, by: Actor) -> int:
    """Removes what was read 90 days ago, what nobody read in 400, and that mails went 60 days ago."""
    today = clock.today()
    read = Notice.objects.filter(read_on__lt=today - dt.timedelta(days=90))
    unread = Notice.objects.filter(happened_at__lt=clock.now() - dt.timedelta(days=400))
    Mailed.objects.filter(written_on__lt=today - dt.timedelta(days=60)).delete()
    return (read | unread).delete()[0]
