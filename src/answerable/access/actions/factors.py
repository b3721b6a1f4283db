"""The second factor of one's own account: an app, passkeys, recovery codes. Whatever changes it ends the other sessions."""

from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db import transaction

from answerable.ledger.actions import record

from .. import mails, passkeys, required, second_factor
from ..actors import Actor
from ..ending import void
from ..models import Account
from ..owning import require_own
from ..refusals import Hidden, Unacceptable

NAME_LENGTH = 60


@transaction.atomic
def add_second_factor(*, by: Actor, account: Account, secret: str, code: str, keep: UUID | None = None) -> None:
    """Keeps an app's secret once a code shows that the app has it, and makes recovery codes."""
    require_own(by, account)
    if second_factor.has_app(account):
        raise Unacceptable("has_app")
    step = second_factor.step_of(secret, code)
    if not step:
        raise Unacceptable("code_wrong", field="code")
    second_factor.keep_app(account, secret, step=step)
    _changed(by, account, "add_second_factor", mail="second_factor_added", keep=keep)


@transaction.atomic
def remove_second_factor(*, by: Actor, account: Account, keep: UUID | None = None) -> None:
    """Forgets the app; with the last factor the recovery codes go as well. Where it is gone already, nobody is alarmed."""
    require_own(by, account)
    if not second_factor.has_app(account):
        return
    _require_dispensable(by, account)
    second_factor.forget_app(account)
    _changed(by, account, "remove_second_factor", mail="second_factor_removed", keep=keep)


@transaction.atomic
def add_passkey(*, by: Actor, account: Account, name: str, new: passkeys.New, keep: UUID | None = None) -> None:
    """Keeps a passkey under the name its person gives it; the first factor brings recovery codes."""
    require_own(by, account)
    if len(list(passkeys.rows(account))) >= passkeys.MOST:
        raise Unacceptable("passkeys_enough")
    if passkeys.is_kept(new):
        raise Unacceptable("passkey_known")
    passkeys.keep(account, _named(name), new)
    second_factor.make_recovery_codes(account)
    _changed(by, account, "add_passkey", mail="passkey_added", keep=keep)


@transaction.atomic
def rename_passkey(*, by: Actor, account: Account, pk: int, name: str) -> None:
    require_own(by, account)
    passkeys.rename(_own_passkey(account, pk), _named(name))
    record(by, "access.rename_passkey", subject=("account", str(account.pk)))


@transaction.atomic
def remove_passkey(*, by: Actor, account: Account, pk: int, keep: UUID | None = None) -> None:
    """Forgets a passkey; with the last factor the recovery codes go as well."""
    require_own(by, account)
    _own_passkey(account, pk)
    _require_dispensable(by, account)
    second_factor.forget_passkey(account, pk)
    _changed(by, account, "remove_passkey", mail="passkey_removed", keep=keep)


@transaction.atomic
def renew_recovery_codes(*, by: Actor, account: Account) -> None:
    """Gives new codes in the place of the old ones; without a factor that they stand in for, there are none."""
    require_own(by, account)
    if not second_factor.has_any(account.pk):
        raise Unacceptable("nothing_to_replace")
    second_factor.renew_recovery_codes(account)
    record(by, "access.renew_recovery_codes", subject=("account", str(account.pk)))


def _named(name: str) -> str:
    if not name.strip():
        raise Unacceptable("name_needed", field="name")
    return name.strip()[:NAME_LENGTH]


def _own_passkey(account: Account, pk: int) -> Authenticator:
    found: Authenticator | None = Authenticator.objects.filter(
        user=account, type=Authenticator.Type.WEBAUTHN, pk=pk
    ).first()
    if found is None:
        raise Hidden
    return found


def _require_dispensable(by: Actor, account: Account) -> None:
    """The last factor stays while an office asks for one: first comes the other, then this one goes."""
    if second_factor.is_last(account) and required.offices_asking(by):
        raise Unacceptable("office_needs_it")


def _changed(by: Actor, account: Account, act: str, *, mail: str, keep: UUID | None) -> None:
    void(account, keep=keep)
    record(by, f"access.{act}", subject=("account", str(account.pk)))
    mails.send(account, mail)
