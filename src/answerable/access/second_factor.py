"""The second factor: a code from an app, a passkey, and recovery codes for the day both are gone.

Secrets are sealed by the vault through allauth's adapter. A code of the app is good once: the time step it was made
for is remembered, and neither it nor an earlier one is taken again.
"""

import hmac
import json
import time
from collections.abc import Iterable, Iterator
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import format_hotp_value, generate_totp_secret, hotp_value
from allauth.mfa.utils import decrypt, encrypt
from django.db import transaction

from answerable import vault
from answerable.backups import forgotten
from answerable.kit.forms import western_digits

from . import guessing
from .models import Account

STEP_SECONDS = 30
DRIFT = 1  # steps that a telephone's clock may be early or late
LATEST = "latest_step"

APP, RECOVERY = "app", "recovery"
KIND = "second_factor"  # as the backups know it
LASTING = ("mark", "secret", "seed")  # what of a row stays the same from its making on


FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
TYPED = (Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES)


def has_any(account_id: UUID) -> bool:
    """Whether an account has an app or a passkey, so that a password or a mailbox alone does not open it."""
    return bool(Authenticator.objects.filter(user_id=account_id, type__in=FACTORS).exists())


def without_any(account_ids: list[UUID]) -> list[UUID]:
    """Returns those of the accounts that have neither an app nor a passkey."""
    having = set(Authenticator.objects.filter(type__in=FACTORS).values_list("user_id", flat=True))
    return [one for one in account_ids if one not in having]


def has_app(account: Account) -> bool:
    return bool(Authenticator.objects.filter(user=account, type=Authenticator.Type.TOTP).exists())


def new_secret() -> str:
    return str(generate_totp_secret())


def step_of(secret: str, typed: str, *, after: int = 0) -> int:
    """Returns the time step a code was made for, 0 where it is none of the present ones or not later than `after`."""
    now = int(time.time()) // STEP_SECONDS
    code = _plain(typed)
    for step in range(now - DRIFT, now + DRIFT + 1):
        if step > after and hmac.compare_digest(code.encode(), format_hotp_value(hotp_value(secret, step)).encode()):
            return step
    return 0


def wait_before(account: Account) -> int:
    """Takes one try at an account's second factor; returns the seconds to wait. Only who passed the first gets here."""
    return guessing.take(guessing.SECOND_FACTORS, str(account.pk))


@transaction.atomic
def prove(account: Account, typed: str) -> str:
    """Uses up a code: returns `app` or `recovery`, or nothing where the code is wrong or was used before."""
    for kept in Authenticator.objects.select_for_update().filter(user=account, type__in=TYPED).order_by("-type"):
        if kept.type == Authenticator.Type.TOTP:
            step = step_of(decrypt(kept.data["secret"]), typed, after=kept.data.get(LATEST, 0))
            if step:
                kept.data[LATEST] = step
                kept.save(update_fields=["data"])
                return _proved(account, APP)
        elif RecoveryCodes(kept).validate_code(_plain(typed)):
            return _proved(account, RECOVERY)
    return ""


def _proved(account: Account, way: str) -> str:
    guessing.give_back(guessing.SECOND_FACTORS, str(account.pk))
    return way


def keep_app(account: Account, secret: str, *, step: int) -> None:
    """Keeps the secret of an app, sealed; the code that proved it is used up."""
    Authenticator.objects.create(
        user=account, type=Authenticator.Type.TOTP, data={"secret": encrypt(secret), LATEST: step}
    )
    RecoveryCodes.activate(account)


def make_recovery_codes(account: Account) -> None:
    """Makes recovery codes for an account that has none yet."""
    RecoveryCodes.activate(account)


def renew_recovery_codes(account: Account) -> None:
    """Replaces all recovery codes, used or not."""
    _forget(Authenticator.objects.filter(user=account, type=Authenticator.Type.RECOVERY_CODES))
    RecoveryCodes.activate(account)


def forget_app(account: Account) -> None:
    _forget(Authenticator.objects.filter(user=account, type=Authenticator.Type.TOTP))
    _forget_codes_alone(account)


def forget_passkey(account: Account, pk: int) -> None:
    _forget(Authenticator.objects.filter(user=account, type=Authenticator.Type.WEBAUTHN, pk=pk))
    _forget_codes_alone(account)


def forget_all(account: Account) -> None:
    """Forgets app, passkeys and recovery codes."""
    _forget(Authenticator.objects.filter(user=account))


def is_last(account: Account) -> bool:
    """Whether an account has one factor and no other."""
    return bool(Authenticator.objects.filter(user=account, type__in=FACTORS).count() == 1)


def _forget_codes_alone(account: Account) -> None:
    """Recovery codes stand in for a factor: without one they open nothing."""
    if not has_any(account.pk):
        forget_all(account)


def _forget(rows: Iterable[Authenticator]) -> None:
    """Deletes them for good: what was taken from a lost telephone does not come back with an older backup."""
    for row in rows:
        forgotten.remember(KIND, key_of(row))
        row.delete()


def key_of(row: Authenticator) -> str:
    """Returns a name by which a kept secret is known again and that says nothing of it."""
    return vault.fingerprint(json.dumps([row.data.get(part) for part in LASTING]).encode(), purpose="access.factor")


def standing() -> Iterator[str]:
    for row in Authenticator.objects.all():
        yield key_of(row)


def forget_again(key: str) -> None:
    for row in Authenticator.objects.all():
        if key_of(row) == key:
            row.delete()


def recovery_codes_left(account: Account) -> int:
    kept = _recovery(account)
    return len(kept.get_unused_codes()) if kept else 0


def recovery_codes_to_show(account: Account) -> list[str]:
    """Returns the recovery codes until the person says that they kept them, and never again after."""
    kept = _recovery(account)
    return [f"{code[:5]} {code[5:]}" for code in kept.get_unused_codes()] if kept and not kept.did_view else []


def recovery_codes_kept(account: Account) -> None:
    if kept := _recovery(account):
        kept.mark_as_viewed()


def _recovery(account: Account) -> RecoveryCodes | None:
    found = Authenticator.objects.filter(user=account, type=Authenticator.Type.RECOVERY_CODES).first()
    return RecoveryCodes(found) if found else None


def _plain(typed: str) -> str:
    return "".join(letter for letter in western_digits(typed) if letter.isalnum())
