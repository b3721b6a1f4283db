"""A network signs, by what one of its bodies decided."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from answerable.access.actors import Actor
from answerable.access.refusals import Unacceptable
from answerable.alliance.models import Body, Network
from answerable.alliance.queries.days import latest_at
from answerable.kit import clock

from ..models import Adoption, Signature, Version, Voice
from ..permissions import may_enter_signatures, require
from ..queries import signatures
from ..rules.signing import Ballot, Standing, why_not_decided, why_not_signed_on
from ..rules.words import Signer, VoiceKind, Way
from .entering import fingerprint_in
from .recording import enter


@dataclass(frozen=True)
class Said:
    """What somebody wants written beside a decision, with the name they chose or none."""

    kind: str
    words: str
    name: str = ""


@transaction.atomic
def sign_for_network(
    *,
    by: Actor,
    network: Network,
    version: Version,
    body: Body,
    ballot: Ballot,
    held_on: dt.date,
    language: str,
    voices: Sequence[Said] = (),
) -> Adoption:
    """Writes down what a body decided; the network has signed where it was carried, with its quorum."""
    require(may_enter_signatures(by, network.path))
    _check_decision(network, version, body, held_on)
    code, field = why_not_decided(ballot)
    if code:
        raise Unacceptable(code, field=field)
    Network.objects.select_for_update().get(pk=network.pk)
    if signatures.standing_of(version, network=network):
        raise Unacceptable("network_signed_already")
    decided: Adoption = Adoption.objects.create(
        version=version, network=network, body=body, signs=True, procedure=ballot.procedure, held_on=held_on,
        entitled=ballot.entitled, quorum=ballot.quorum, present=ballot.present, in_favour=ballot.in_favour,
        against=ballot.against, abstained=ballot.abstained, carried=ballot.is_carried, by=by.opaque_id,
    )  # fmt: skip
    Voice.objects.bulk_create(
        Voice(adoption=decided, kind=VoiceKind(one.kind), words=one.words.strip(), name=one.name.strip())
        for one in voices
        if one.words.strip()
    )
    if ballot.is_carried:
        _network_signs(by, decided, language)
    enter(
        by, "decide_to_sign", subject=("adoption", decided.pk), place=network.path,
        detail={"carried": ballot.is_carried, "version": str(version.pk)},
    )  # fmt: skip
    return decided


def _check_decision(network: Network, version: Version, body: Body, held_on: dt.date) -> None:
    instrument = version.instrument
    if body.network_id != network.pk:
        raise Unacceptable("body_elsewhere", field="body")
    below = network.path.startswith(instrument.network.path) and network.pk != instrument.network_id
    if not instrument.networks_sign or not below:
        raise Unacceptable("network_not_asked")
    if body.opened_on > held_on or (body.closed_on and body.closed_on < held_on):
        raise Unacceptable("body_not_there_then", field="held_on")
    standing = Standing(version.state, version.adopted_on, version.superseded_on)
    if code := why_not_signed_on(held_on, standing, today=latest_at(network.path)):
        raise Unacceptable(code, field="held_on")


def _network_signs(by: Actor, decided: Adoption, language: str) -> Signature:
    shown_in, fingerprint = fingerprint_in(decided.version, language, decided.held_on)
    made: Signature = Signature.objects.create(
        version=decided.version, kind=Signer.NETWORK, network=decided.network, adoption=decided,
        signed_on=decided.held_on, entered_on=clock.today(), language=shown_in, fingerprint=fingerprint,
        way=Way.PAGE, public=True, by=by.opaque_id,
    )  # fmt: skip
    return made
