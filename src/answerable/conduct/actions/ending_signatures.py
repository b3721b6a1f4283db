"""A signature that no longer stands: its signer withdraws it, or whoever is entitled revokes it; both give a reason."""

from uuid import UUID

from django.db import transaction
from django.urls import reverse

from answerable.access.actors import Actor
from answerable.access.refusals import Unacceptable
from answerable.alliance.queries.merging import kept_record
from answerable.alliance.queries.people import nearest_keepers
from answerable.kit import clock
from answerable.notices.actions import notify

from ..models import Signature, SignatureEnd
from ..permissions import (
    acting_office,
    keeps,
    may_enter_signatures,
    may_revoke,
    may_sign_for_organisation,
    require,
    speaks_for_organisation,
)
from ..queries.partners import speakers_of
from ..queries.signatures import home_of
from ..rules.words import EndKind, Signer
from .recording import enter
from .signing import place_of


def may_withdraw(by: Actor, signature: Signature) -> bool:
    """A person takes back their own; whoever speaks for an organisation its; those who keep a network's records its."""
    if signature.kind == Signer.PERSON:
        return by.is_known and signature.person is not None and signature.person.account_id == by.account_id
    if signature.kind == Signer.ORGANISATION:
        return may_sign_for_organisation(by, home_of(signature) or 0)
    return signature.network is not None and may_enter_signatures(by, signature.network.path)


def may_revoke_this(by: Actor, signature: Signature) -> bool:
    """Whoever keeps the records of the text's network may, but nobody their own: they withdraw it."""
    return may_revoke(by, signature.version.instrument.network.path) and not may_withdraw(by, signature)


@transaction.atomic
def withdraw_signature(*, by: Actor, signature: Signature, reason: str) -> SignatureEnd:
    """The signer takes a signature back, with a reason; that it was given stays."""
    require(may_withdraw(by, signature), "not_yours")
    return _end_signature(by, signature, EndKind.WITHDRAWN, reason)


@transaction.atomic
def revoke_signature(*, by: Actor, signature: Signature, reason: str) -> SignatureEnd:
    """Whoever keeps the records of the text's network says that a signature does not count; the signer is told why."""
    require(may_revoke_this(by, signature))
    ended = _end_signature(by, signature, EndKind.REVOKED, reason)
    notify("conduct.signature_revoked", to=_signers(signature), by=by, url=reverse("signature", args=[signature.key]))
    return ended


def _signers(signature: Signature) -> list[UUID]:
    """Returns the accounts of the one who signed, or of those who speak for it."""
    if signature.network:
        return nearest_keepers(signature.network.path, clock.today())
    if signature.organisation:
        return speakers_of(kept_record(signature.organisation), clock.today())
    account = signature.person.account_id if signature.person else None
    return [account] if account else []


def _end_signature(by: Actor, signature: Signature, kind: EndKind, reason: str) -> SignatureEnd:
    if not reason.strip():
        raise Unacceptable("reason_needed", field="reason")
    locked = Signature.objects.select_for_update().get(pk=signature.pk)
    if not locked.stands:
        raise Unacceptable("ended_already")
    locked.stands = False
    locked.save(update_fields=["stands"])
    place = place_of(signature)
    office = acting_office(by, place, keeps | speaks_for_organisation)
    ended: SignatureEnd = SignatureEnd.objects.create(
        signature=locked, kind=kind, on=clock.today(), reason=reason.strip(), by=by.opaque_id, office=office
    )
    enter(
        by, f"{'withdraw' if kind == EndKind.WITHDRAWN else 'revoke'}_signature", subject=("signature", locked.key),
        place=place, among=keeps | speaks_for_organisation,
    )  # fmt: skip
    return ended
