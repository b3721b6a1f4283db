"""The post itself: who gets which mail now. Each job asks first what is still to be said, so it may run again.

A mail belongs to an occasion: a day's digest, or one notice. Its row is taken before it is handed over and marked after,
so that a job that runs twice, or two workers at once, send one mail. Only a machine that dies between the server's yes
and our mark may send it again: then with the same Message-ID, by which mail programmes know it for the same.
"""

import datetime as dt
from collections.abc import Sequence
from secrets import token_hex
from smtplib import SMTPRecipientsRefused
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import translation

from answerable.access.models import Account
from answerable.kit import clock, queue
from answerable.kit.letters import refused_for_good

from . import mail
from .digest import compose, named_kinds
from .house import house
from .links import links_of
from .models import Mailed, Notice, Preference
from .queries.reach import fails
from .queries.wishes import accounts_due, for_mail, hours_of, mailed_now, preference_of, way_of
from .rules.timing import is_too_late, latest_slot_day
from .rules.ways import By

TAKEN_FOR = dt.timedelta(minutes=10)  # a server that takes longer to answer has been given up


class Underway(Exception):  # noqa: N818 - it is an answer, not an error
    """Another worker is handing this very mail over, or died in it a moment ago: look again later."""


def begin_digests(moment: dt.datetime) -> int:
    """Leaves the digest of everybody whose hour has come to the queue, once a day each; returns how many.

    While no server is known nothing is begun: what waits is on each page, and in the first digest after that.
    """
    if not mail.can_send():
        return 0
    return sum(_begin(account_id, day) for account_id, day in accounts_due(moment))


@transaction.atomic
def _begin(account_id: UUID, day: dt.date) -> bool:
    Preference.objects.get_or_create(account_id=account_id)
    mine = Preference.objects.filter(Q(digest_on=None) | Q(digest_on__lt=day), account_id=account_id)
    if not mine.update(digest_on=day):
        return False
    queue.enqueue(send_digest, str(account_id), day.isoformat())
    return True


@queue.task(retries=5)
def send_digest(account_id: str, day: str = "") -> None:
    """Mails an account what it was not told yet; a second run finds nothing left to say."""
    account = _reachable(UUID(account_id))
    if account is None:
        return
    wishes = preference_of(account.pk)
    hours = hours_of(wishes)
    slot_day = dt.date.fromisoformat(day) if day else latest_slot_day(hours, clock.now())
    if is_too_late(hours, slot_day, clock.now()):  # it is said in the next one
        return
    told = for_mail(account.pk, wishes, slot_day)
    if told:
        _post(account, told, occasion=f"digest {slot_day.isoformat()}")


@queue.task(retries=5)
def send_soon(notice_id: str) -> None:
    """Mails one notice at once, unless it was read, mailed, grouped or turned off by then. The digest says what fails here."""
    notice = Notice.objects.filter(pk=notice_id, read_on=None, mailed_on=None).first()
    account = _reachable(notice.account_id) if notice else None
    if notice is None or account is None:
        return
    wishes = preference_of(account.pk)
    here = clock.now().astimezone(hours_of(wishes).zone).date()
    kind = named_kinds([notice])[0] if named_kinds([notice]) else None
    if kind and way_of(kind, wishes) == By.SOON and mailed_now(kind, wishes, here):
        _post(account, [notice], occasion=f"soon {notice.pk} {clock.today().isoformat()}")


def mail_at_once(account: Account) -> None:
    """Mails an account what awaits it now, whatever the hour: for the demo, where nobody waits for a morning."""
    told = for_mail(account.pk, preference_of(account.pk), clock.today())
    if told:
        _post(account, told, occasion=f"at once {token_hex(8)}")


def _reachable(account_id: UUID) -> Account | None:
    if not mail.can_send():
        return None
    found = Account.objects.filter(pk=account_id, is_active=True).exclude(email="").first()
    return None if found is None or fails(found.pk) else found


def _post(account: Account, told: Sequence[Notice], *, occasion: str) -> None:
    mailed = _take(account, occasion, [kind.name for kind in named_kinds(told) if not kind.private])
    if mailed is None:
        return
    try:
        _hand_over(account, told, mailed)
    except SMTPRecipientsRefused as fault:
        _let_go(mailed)
        if not refused_for_good(fault):
            raise
    except Exception:
        _let_go(mailed)
        raise
    else:
        _mark(told, mailed)


@transaction.atomic
def _take(account: Account, occasion: str, kinds: list[str]) -> Mailed | None:
    """Takes a mail to hand it over; None where it went already."""
    Account.objects.select_for_update().get(pk=account.pk)  # one worker at a time asks what follows
    mailed = Mailed.objects.filter(account=account, occasion=occasion).first() or mail.begin_mail(
        account, occasion=occasion
    )
    if mailed.sent_on:
        return None
    if mailed.begun_at and mailed.begun_at > clock.now() - TAKEN_FOR:
        raise Underway
    mailed.begun_at, mailed.kinds = clock.now(), sorted(set(kinds))
    mailed.save(update_fields=["begun_at", "kinds"])
    return mailed


def _let_go(mailed: Mailed) -> None:
    Mailed.objects.filter(pk=mailed.pk).update(begun_at=None)


@transaction.atomic
def _mark(told: Sequence[Notice], mailed: Mailed) -> None:
    Mailed.objects.filter(pk=mailed.pk).update(begun_at=None, sent_on=clock.today())
    Notice.objects.filter(pk__in=[one.pk for one in told]).update(mailed_on=clock.today())


def _hand_over(account: Account, told: Sequence[Notice], mailed: Mailed) -> None:
    links = links_of(mailed)
    with translation.override(account.language or house().get("language", "") or settings.LANGUAGE_CODE):
        letter = compose(told, links)
    headers = {
        "Message-ID": mail.message_id(mailed), "Content-Language": letter.language,
        "List-Unsubscribe": f"<{links.stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }  # fmt: skip
    mail.post(to=account.email, subject=letter.subject, text=letter.text, html=letter.html, headers=headers)
