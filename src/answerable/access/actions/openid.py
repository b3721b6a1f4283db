"""Linking an account to what a service calls its person, and ending that."""

from django.db import transaction

from answerable.kit import clock
from answerable.ledger.actions import record

from .. import mails
from ..actors import Actor
from ..models import Account, OpenIdLink
from ..owning import require_own
from ..refusals import Unacceptable


@transaction.atomic
def link_elsewhere(*, by: Actor, account: Account, subject: str) -> OpenIdLink:
    """Links an account; a name of the service opens one account, and an account has one name there."""
    require_own(by, account)
    if OpenIdLink.objects.filter(subject=subject).exclude(account=account).exists():
        raise Unacceptable("linked_to_another")
    if OpenIdLink.objects.filter(account=account).exclude(subject=subject).exists():
        raise Unacceptable("linked_already")
    link, is_new = OpenIdLink.objects.get_or_create(
        account=account, defaults={"subject": subject, "linked_on": clock.today()}
    )
    if is_new:
        record(by, "access.link_elsewhere", subject=("account", str(account.pk)))
        mails.send(account, "elsewhere_linked")
    return link


@transaction.atomic
def unlink_elsewhere(*, by: Actor, account: Account) -> None:
    require_own(by, account)
    OpenIdLink.objects.filter(account=account).delete()
    record(by, "access.unlink_elsewhere", subject=("account", str(account.pk)))
