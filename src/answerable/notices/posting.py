"""The post itself: who gets which mail now. Each job asks first what is still to be said, so it may run again."""

from uuid import UUID

from django.conf import settings
from django.utils import translation

from answerable.access.models import Account
from answerable.kit import clock, queue

from . import mail
from .digest import compose
from .models import Notice, Preference
from .queries import for_mail, preference_of, time_zone, wants_mail


@queue.task(retries=5)
def send_digest(account_id: str) -> None:
    """Mails an account what it was not told yet; a second run finds nothing left to say."""
    account = _reachable(UUID(account_id))
    if account is None:
        return
    here = clock.now().astimezone(time_zone()).date()
    wishes = preference_of(account.pk)
    told = list(for_mail(account.pk, wishes)) if wants_mail(wishes, here) else []
    if told:
        _post(account, told)
    Preference.objects.update_or_create(account_id=account.pk, defaults={"digest_on": here})


@queue.task(retries=5)
def send_soon(notice_id: str) -> None:
    """Mails one notice at once, unless it was read, mailed or muted by then."""
    notice = Notice.objects.filter(pk=notice_id).first()
    account = _reachable(notice.account_id) if notice else None
    if notice is None or account is None:
        return
    wishes = preference_of(account.pk)
    if (
        wants_mail(wishes, clock.now().astimezone(time_zone()).date())
        and for_mail(account.pk, wishes).filter(pk=notice.pk).exists()
    ):
        _post(account, [notice])


def _reachable(account_id: UUID) -> Account | None:
    return Account.objects.filter(pk=account_id, is_active=True).exclude(email="").first()


def _post(account: Account, told: list[Notice]) -> None:
    language = account.language or mail.house().get("language", "") or settings.LANGUAGE_CODE
    with translation.override(language):
        letter = compose(told)
    mail.post(to=account.email, subject=letter.subject, text=letter.text, html=letter.html)
    Notice.objects.filter(pk__in=[one.pk for one in told]).update(mailed_on=clock.today())
