"""Codes by mail: twelve digits, a quarter of an hour, once. Only their keyed hash is stored.

Every code that was mailed and not used yet works in every browser that asked for one. So nobody can keep another
person out by asking for codes in their name: the mails become rarer, the last ones stay good. What keeps guessing
hopeless is the length; each browser that asked may try a few times only.
"""

import datetime as dt
import hmac
import secrets
from collections.abc import Callable
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest

from answerable import vault
from answerable.kit import clock
from answerable.kit.forms import western_digits

from . import guessing, mails
from .models import Account, MailedCode

DIGITS = 12
MINUTES = 15
TRIES_OF_A_BROWSER = 5

SIGN_IN, CONFIRM, RESET = "sign_in", "confirm", "reset"
BY_HAND = "by_hand"  # given by the operator: it signs in, and shows nothing of a mailbox
_told_of_proof: list[Callable[[UUID], None]] = []
_told_of_arrival: list[Callable[[], None]] = []


def tell_of_proof(listener: Callable[[UUID], None]) -> None:
    """Called once by the room that sends mail: it hears whose address has just proved to work."""
    _told_of_proof[:] = [listener]


def tell_of_arrival(listener: Callable[[], None]) -> None:
    """Called once by the room that keeps where mail is handed over: it hears that a mailed code was typed."""
    _told_of_arrival[:] = [listener]


def mail_arrived() -> None:
    for listener in _told_of_arrival:
        listener()


def account_of(email: str) -> Account | None:
    """Returns the account that may sign in with an address."""
    return Account.objects.with_address(email).filter(is_active=True).first()


def mail_code(request: HttpRequest, *, email: str, purpose: str) -> None:
    """Mails a code where the address has an account; whoever asks cannot tell whether it has."""
    if not guessing.may_mail_code(request, email):
        return
    account = account_of(email)
    if account is None:
        mails.send_nothing()
        return
    ends = clock.now() + dt.timedelta(minutes=MINUTES)
    code = make_code(account, purpose, ends=ends)
    mails.send(account, f"code_to_{purpose}", until=ends, code=in_groups(code), minutes=MINUTES)


def make_code(account: Account, purpose: str, *, ends: dt.datetime) -> str:
    """Makes a code, keeps its hash, and returns it: the only time it is known here."""
    code = "".join(secrets.choice("0123456789") for _ in range(DIGITS))
    MailedCode.objects.create(account=account, purpose=purpose, digest=_digest(account, purpose, code), ends_at=ends)
    return code


@transaction.atomic
def redeem(account: Account, purpose: str, typed: str) -> bool:
    """Returns whether a code is right, and uses it up with all others mailed for the same purpose."""
    purposes = (purpose, BY_HAND) if purpose == SIGN_IN else (purpose,)
    kept = MailedCode.objects.filter(account=account, purpose__in=purposes)
    live = list(kept.select_for_update().filter(ends_at__gt=clock.now()))
    digests = {one: _digest(account, one, plain(typed)) for one in purposes}
    right = [one for one in live if hmac.compare_digest(one.digest, digests[one.purpose])]
    if not right:
        return False
    kept.delete()
    if any(one.purpose != BY_HAND for one in right):
        _proved_by_mail(account)
    return True


def _proved_by_mail(account: Account) -> None:
    note_proof(account)
    mail_arrived()
    for listener in _told_of_proof:
        listener(account.pk)


def note_proof(account: Account) -> None:
    """Notes, the first time, that whoever uses an account reads mail to its address."""
    Account.objects.filter(pk=account.pk, proved_on=None).update(proved_on=clock.today())


def is_proved(account: Account) -> bool:
    return Account.objects.filter(pk=account.pk).exclude(proved_on=None).exists()


def forget_old() -> None:
    MailedCode.objects.filter(ends_at__lte=clock.now()).delete()


def in_groups(code: str) -> str:
    """Returns the code as it is read and typed: in groups of four."""
    return " ".join(code[at : at + 4] for at in range(0, len(code), 4))


def plain(typed: str) -> str:
    """Returns the digits of what was typed, in whatever script."""
    return "".join(letter for letter in western_digits(typed) if letter.isdigit())


def _digest(account: Account, purpose: str, code: str) -> str:
    return vault.fingerprint(f"{account.pk}\n{purpose}\n{code}".encode(), purpose="access.mailed_code")
