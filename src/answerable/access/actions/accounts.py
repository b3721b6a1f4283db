"""An account: made, closed, deleted, its password, its sessions."""

from uuid import UUID

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from answerable.backups import forgotten
from answerable.kit import clock
from answerable.ledger.actions import record

from .. import mails, other_ways
from ..actors import Actor
from ..ending import but, void
from ..models import Account, Session
from ..owning import require_own
from ..refusals import Unacceptable


@transaction.atomic
def create_account(*, by: Actor, email: str, password: str | None = None, language: str = "") -> Account:
    """Makes an account; without a password its person signs in by mailed codes until they set one."""
    address = email.strip().lower()
    if not _is_address(address):
        raise Unacceptable("email_invalid", field="email")
    if Account.objects.filter(email__iexact=address).exists():
        raise Unacceptable("email_taken", field="email")
    if password:
        require_good_password(password, Account(email=address))
    account = Account.objects.create_user(address, password or None, language=language, created_on=clock.today())
    record(by, "access.create_account", subject=("account", str(account.pk)))
    return account


@transaction.atomic
def disable_account(*, by: Actor, account: Account) -> Account:
    """Closes an account for the time being: its sessions end at once and mailed codes are void."""
    return _open_or_close(by, account, is_active=False)


@transaction.atomic
def enable_account(*, by: Actor, account: Account) -> Account:
    return _open_or_close(by, account, is_active=True)


def _open_or_close(by: Actor, account: Account, *, is_active: bool) -> Account:
    account.is_active = is_active
    account.save(update_fields=["is_active"])
    void(account)
    record(by, f"access.{'enable' if is_active else 'disable'}_account", subject=("account", str(account.pk)))
    return account


@transaction.atomic
def delete_account(*, by: Actor, account: Account) -> None:
    """Deletes an account with its sessions, codes and second factor; the ledger keeps its opaque id alone."""
    name = str(account.pk)
    account.delete()
    forgotten.remember("account", name)
    record(by, "access.delete_account", subject=("account", name))


@transaction.atomic
def set_language(*, by: Actor, account: Account, language: str) -> Account:
    """Sets the language in which the product speaks and writes to a person; empty leaves it to the browser."""
    require_own(by, account)
    if language and language not in dict(settings.LANGUAGES):
        raise Unacceptable("language_unknown", field="language")
    account.language = language
    account.save(update_fields=["language"])
    record(by, "access.set_language", subject=("account", str(account.pk)))
    return account


@transaction.atomic
def change_password(*, by: Actor, account: Account, password: str, keep: UUID | None = None) -> Account:
    """Sets a password; every session but the one to `keep` ends, and the person is told by mail."""
    require_own(by, account)
    return _set_password(by, account, password, act="change_password", keep=keep)


@transaction.atomic
def reset_password(*, by: Actor, account: Account, password: str) -> Account:
    """Sets a password for whoever proved by a mailed code that the address is theirs; every session ends.

    Passkeys, an app, recovery codes and a link stay: the person is asked about them when they come in.
    """
    account.reset_on = clock.today() if other_ways.of(account).any else None
    account.save(update_fields=["reset_on"])
    return _set_password(by, account, password, act="reset_password", keep=None, mail="password_reset")


@transaction.atomic
def leave_other_ways(*, by: Actor, account: Account) -> Account:
    """Takes down that a person has seen, after a reset, what else opens their account, and wants what is left of it."""
    require_own(by, account)
    account.reset_on = None
    account.save(update_fields=["reset_on"])
    record(by, "access.leave_other_ways", subject=("account", str(account.pk)))
    return account


def _set_password(
    by: Actor, account: Account, password: str, *, act: str, keep: UUID | None, mail: str = "password_changed"
) -> Account:
    require_good_password(password, account)
    account.set_password(password)
    account.save(update_fields=["password"])
    void(account, keep=keep)
    record(by, f"access.{act}", subject=("account", str(account.pk)))
    mails.send(account, mail)
    return account


@transaction.atomic
def end_sessions(*, by: Actor, account: Account, only: UUID | None = None, keep: UUID | None = None) -> int:
    """Ends one session, or all but the one to `keep`; returns how many ended."""
    require_own(by, account)
    ending = Session.objects.filter(account=account)
    ending = ending.filter(pk=only) if only else but(ending, keep)
    count, _ = ending.delete()
    record(by, "access.end_sessions", subject=("account", str(account.pk)), detail={"count": count})
    return count


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


def require_good_password(password: str, account: Account) -> None:
    try:
        validate_password(password, account)
    except ValidationError as weak:
        raise Unacceptable(weak.error_list[0].code or "password_weak", field="new_password") from weak
