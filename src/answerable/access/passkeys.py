"""Passkeys: a key that a person's device keeps, and that works at this very address only.

A challenge is good for one try, in the browser it was made for. What is kept of a passkey is sealed to its account, so
that who can write to the database cannot lend one person's way in to another; nothing of it names the device's maker.
"""

import base64
import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.http import HttpRequest
from fido2.server import Fido2Server
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import (
    Aaguid,
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    RegistrationResponse,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from answerable import vault
from answerable.kit import clock

from .models import Account

PURPOSE = "access.passkey"
CHALLENGE = "passkey_challenge"
ADD, SIGN_IN, SECOND, CONFIRM = "add", "sign_in", "second", "confirm"
LONGEST_ANSWER = 20_000
MOST = 10  # of one account
MINUTES = 5  # that a challenge is good for
PREFERRED, REQUIRED = UserVerificationRequirement.PREFERRED, UserVerificationRequirement.REQUIRED


@dataclass(frozen=True)
class Passkey:
    """A passkey as its person sees it: by the name they gave it, with days and nothing finer."""

    pk: int
    name: str
    added_on: dt.date
    used_on: dt.date | None


@dataclass(frozen=True)
class New:
    """What a device answered when it made a passkey: the public half, and how often it has signed."""

    credential: AttestedCredentialData
    count: int


def rows(account: Account) -> Iterable[Authenticator]:
    found: Iterable[Authenticator] = Authenticator.objects.filter(user=account, type=Authenticator.Type.WEBAUTHN)
    return found


def has_passkey(account: Account) -> bool:
    return bool(Authenticator.objects.filter(user=account, type=Authenticator.Type.WEBAUTHN).exists())


def listed(account: Account) -> list[Passkey]:
    """Returns an account's passkeys, the oldest first."""
    return [
        Passkey(row.pk, _opened(row)["name"], row.created_at.date(), row.last_used_at and row.last_used_at.date())
        for row in sorted(rows(account), key=lambda row: int(row.pk))
    ]


def begin_adding(request: HttpRequest, account: Account) -> str:
    """Returns, as JSON, what the browser needs to make a passkey; a device that has one already makes no second."""
    user = PublicKeyCredentialUserEntity(id=account.pk.bytes, name=account.email, display_name=account.email)
    options, state = _server(request).register_begin(
        user=user, credentials=_credentials(account), resident_key_requirement=ResidentKeyRequirement.PREFERRED,
        user_verification=PREFERRED,
    )  # fmt: skip
    return _asked(request, ADD, account, options, state)


def made(request: HttpRequest, account: Account, answer: str) -> New | None:
    """Returns the passkey that a device made for the challenge of this session, or None."""
    state = _challenge(request, ADD, account)
    if state is None or len(answer) > LONGEST_ANSWER:
        return None
    try:
        told = RegistrationResponse.from_dict(json.loads(answer))
        found = _server(request).register_complete(state, told)
    except Exception:  # whatever a hostile answer breaks on the way is a no
        return None
    if found.credential_data is None:
        return None
    of_device = found.credential_data
    unnamed = AttestedCredentialData.create(Aaguid.NONE, of_device.credential_id, of_device.public_key)
    return New(unnamed, found.counter)


def begin_proving(request: HttpRequest, purpose: str, account: Account | None = None) -> str:
    """Returns, as JSON, what the browser needs to use a passkey: one of the account, or any where it signs in alone.

    A passkey that signs in alone stands for both steps, so its device must have made sure who holds it.
    """
    options, state = _server(request).authenticate_begin(
        credentials=_credentials(account) if account else None, user_verification=PREFERRED if account else REQUIRED
    )
    return _asked(request, purpose, account, options, state)


@transaction.atomic
def prove(request: HttpRequest, purpose: str, answer: str, account: Account | None = None) -> Account | None:
    """Returns whose passkey answered the challenge of this session, or None; either way the challenge is used up."""
    state = _challenge(request, purpose, account)
    if state is None or len(answer) > LONGEST_ANSWER:
        return None
    try:
        told = AuthenticationResponse.from_dict(json.loads(answer))
        holder = account or _holder(told)
        row = _row_of(holder, told.raw_id) if holder else None
        if row is None:
            return None
        _server(request).authenticate_complete(state, [_credential(row)], told)
    except Exception:  # as above
        return None
    return holder if _counted(row, told.response.authenticator_data.counter) else None


def keep(account: Account, name: str, new: New) -> None:
    """Keeps a passkey, sealed."""
    row = Authenticator(user=account, type=Authenticator.Type.WEBAUTHN, created_at=_this_day())
    _seal(row, {"name": name, "credential": websafe_encode(bytes(new.credential)), "count": new.count})
    row.save()


def is_kept(new: New) -> bool:
    """Whether any account has this passkey already."""
    mark = _mark(new.credential.credential_id)
    kept = Authenticator.objects.filter(type=Authenticator.Type.WEBAUTHN, data__mark=mark)
    return bool(kept.exists())


def rename(row: Authenticator, name: str) -> None:
    _seal(row, {**_opened(row), "name": name})
    row.save(update_fields=["data"])


def _server(request: HttpRequest) -> Fido2Server:
    """The two halves of a ceremony agree on one origin: this one, letter by letter, and none below it."""
    host = request.get_host()
    origin = f"{request.scheme}://{host}"
    return Fido2Server(
        PublicKeyCredentialRpEntity(id=host.partition(":")[0], name=host), verify_origin=lambda asked: asked == origin
    )


def _asked(request: HttpRequest, purpose: str, account: Account | None, options: Any, state: Any) -> str:
    request.session[CHALLENGE] = {
        "purpose": purpose, "account": str(account.pk) if account else "", "state": dict(state),
        "until": clock.now().timestamp() + MINUTES * 60,
    }  # fmt: skip
    return json.dumps(dict(options)["publicKey"])


def _challenge(request: HttpRequest, purpose: str, account: Account | None) -> Any:
    """Takes the challenge of this session, which no second answer can use; None where it was made for something else."""
    asked = request.session.pop(CHALLENGE, None)
    if not asked or asked["purpose"] != purpose or asked["until"] < clock.now().timestamp():
        return None
    return asked["state"] if asked["account"] == (str(account.pk) if account else "") else None


def _credentials(account: Account) -> list[AttestedCredentialData]:
    return [_credential(row) for row in rows(account)]


def _credential(row: Authenticator) -> AttestedCredentialData:
    return AttestedCredentialData(websafe_decode(_opened(row)["credential"]))


def _holder(told: AuthenticationResponse) -> Account | None:
    handle = told.response.user_handle
    return Account.objects.filter(pk=UUID(bytes=handle), is_active=True).first() if handle else None


def _row_of(account: Account, credential_id: bytes) -> Authenticator | None:
    mark = _mark(credential_id)
    row: Authenticator | None = (
        Authenticator.objects.select_for_update()
        .filter(user=account, type=Authenticator.Type.WEBAUTHN, data__mark=mark)
        .first()
    )
    return row


def _counted(row: Authenticator, count: int) -> bool:
    """Notes the use. A device that counts never counts backwards: then a copy of it is about."""
    kept = _opened(row)
    if (count or kept["count"]) and count <= kept["count"]:
        return False
    _seal(row, {**kept, "count": count})
    row.last_used_at = _this_day()
    row.save(update_fields=["data", "last_used_at"])
    return True


def _opened(row: Authenticator) -> dict[str, Any]:
    clear = vault.unseal(PURPOSE, base64.b64decode(row.data["sealed"]), bound_to=str(row.user_id))
    opened: dict[str, Any] = json.loads(clear)
    return opened


def _seal(row: Authenticator, content: dict[str, Any]) -> None:
    sealed = vault.seal(PURPOSE, json.dumps(content).encode(), bound_to=str(row.user_id))
    credential = AttestedCredentialData(websafe_decode(content["credential"]))
    row.data = {"mark": _mark(credential.credential_id), "sealed": base64.b64encode(sealed).decode("ascii")}


def _mark(credential_id: bytes) -> str:
    return vault.fingerprint(credential_id, purpose=PURPOSE)[:32]


def _this_day() -> dt.datetime:
    """Nothing finer than the day is kept of when a passkey was made or used."""
    return clock.now().replace(hour=0, minute=0, second=0, microsecond=0)
