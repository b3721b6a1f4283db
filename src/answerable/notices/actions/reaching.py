"""Mail comes back, and an address works again."""

from smtplib import SMTPRecipientsRefused

from django.db import transaction

from answerable.access.actors import Actor
from answerable.kit import clock
from answerable.ledger.actions import record

from ..marks import mailed_with
from ..models import Mailed, Returns
from ..queries.reach import fingerprint_of
from ..rules.reach import begins_anew, fails_now
from ..rules.returned import Verdict, judge
from .telling import own_account


@transaction.atomic
def note_return(*, by: Actor, mark: str, verdict: Verdict) -> bool:
    """Counts a mail that came back, once; returns whether it was one of ours that had not come back before."""
    mailed = mailed_with(mark)
    if mailed is None or verdict == Verdict.NONE:
        return False
    if not Mailed.objects.filter(pk=mailed.pk, came_back="").update(came_back=verdict.value):
        return False
    returns = _counted(mailed, verdict)
    if returns.fails_since is None and fails_now(hard=returns.hard, soft=returns.soft):
        returns.fails_since, returns.keepers_told = clock.today(), False
        record(by, "notices.address_fails", subject=("account", str(mailed.account_id)))
    returns.save()
    return True


def _counted(mailed: Mailed, verdict: Verdict) -> Returns:
    today, address = clock.today(), fingerprint_of(mailed.account.email)
    fresh = {"address": address, "last_on": today}
    returns, _ = Returns.objects.select_for_update().get_or_create(account_id=mailed.account_id, defaults=fresh)
    if returns.address != address or (returns.fails_since is None and begins_anew(returns.last_on, today)):
        returns = Returns(pk=returns.pk, account_id=mailed.account_id, **fresh)
    if verdict == Verdict.HARD:
        returns.hard += 1
    else:
        returns.soft += 1
    returns.last_on = today
    return returns


def note_refusal(fault: SMTPRecipientsRefused, *, by: Actor, mark: str) -> None:
    """Counts a mail that the server refused for good while it was handed over; for now is no matter of the address."""
    for code, said in fault.recipients.values():
        if 500 <= code < 600:
            note_return(by=by, mark=mark, verdict=judge(code=str(code), words=said.decode("utf-8", "replace")))


@transaction.atomic
def address_works(*, by: Actor) -> None:
    """Forgets what came back: somebody says that their address works again, or has just typed a code mailed to it."""
    account_id = own_account(by)
    found = Returns.objects.select_for_update().filter(account_id=account_id).first()
    if found is None:
        return
    if found.fails_since is not None:
        record(by, "notices.address_works", subject=("account", str(account_id)))
    found.delete()


@transaction.atomic
def keepers_told(*, by: Actor, returns: Returns) -> None:
    """Notes that those who keep the records know of an address that does not work."""
    Returns.objects.filter(pk=returns.pk).update(keepers_told=True)
