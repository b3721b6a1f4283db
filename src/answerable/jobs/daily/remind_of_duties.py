"""Reminds of duties: their owner some days before they are due, once they are overdue, and then once a month until
something is said; whoever keeps the records only after the owner has had time. One line a day of one's digest for each subject.
"""

import datetime as dt
from collections.abc import Collection
from functools import cache
from uuid import UUID

from django.conf import settings
from django.urls import reverse

from answerable.access.actors import Actor
from answerable.alliance.queries.days import today_at
from answerable.kit import clock
from answerable.notices.actions import notify
from answerable.notices.queries import accounts_told, of_account
from answerable.standards.models import Subject
from answerable.standards.queries.reminding import Waiting, waiting
from answerable.standards.queries.sides import accounts_of, accounts_of_keepers, home_of
from answerable.standards.rules.reminding import newest, told_since

BY = Actor.of_system("job:remind_of_duties")
OVERDUE = "standards.overdue"


def run() -> None:
    today = clock.today()
    there = cache(lambda path: min(today, today_at(path)))  # whose day is not over yet is not late
    for one in waiting(today, settings.STANDING_DAYS_BEFORE):
        _remind(one, there(home_of(one.subject)))


def _remind(one: Waiting, today: dt.date) -> None:
    owners = accounts_of(one.subject, today)
    _tell("standards.soon", one.subject, owners, newest(one.soon, today))
    _tell(OVERDUE, one.subject, owners, told_since(one.overdue, today))
    waited = dt.timedelta(days=settings.STANDING_DAYS_FOR_THE_OWNER)
    since = told_since([day + waited for day in one.overdue], today)
    if since is not None and _owners_had_time(one.subject, owners, today - waited):
        keepers = [account for account in accounts_of_keepers(one.subject, today) if account not in owners]
        _tell("standards.near_overdue", one.subject, keepers, since)


def _owners_had_time(subject: Subject, owners: Collection[UUID], until: dt.date) -> bool:
    """Whether the owners were told by a day, or more than once since; or nobody is there who hears of it.

    That a day was long past when it came to be known, as after a term whose end was recorded late, is not yet their silence.
    """
    url = address_of(subject)
    told = [one for account in owners for one in of_account(account).filter(kind=OVERDUE, url=url)]
    return not told or any(one.times > 1 or one.happened_at.date() <= until for one in told)


def _tell(kind: str, subject: Subject, accounts: Collection[UUID], since: dt.date | None) -> None:
    if since is None or not accounts:
        return
    told = accounts_told(kind, address_of(subject), since)
    notify(kind, to=[one for one in accounts if one not in told], url=address_of(subject), by=BY)


def address_of(subject: Subject) -> str:
    return reverse("standing_subject", args=[subject.key])
