"""Whoever may know who has not signed reminds them: by a job, once a day at most, and never who said what holds them back."""

import datetime as dt
from uuid import UUID

from django.db import transaction

from answerable.access.actors import Actor, actor_for
from answerable.access.refusals import Unacceptable
from answerable.alliance.models import Network, Organisation
from answerable.alliance.queries import organisations
from answerable.kit import clock, queue
from answerable.notices.queries import told_since

from ..models import Version
from ..permissions import (
    keeps,
    may_enter_for_organisation,
    may_enter_signatures,
    may_see_who_has_not,
    require,
    speaks_for_organisation,
)
from ..queries import reminding, signatures
from ..queries.reminding import Left
from ..rules.signing import why_not_signed_now
from ..rules.words import Reminded
from .asking_again import AGAIN, FIRST, signed_before, tell_asked
from .recording import enter

BY = Actor.of_system("job:remind_signers")


@transaction.atomic
def remind_people(*, by: Actor, organisation: Organisation, version: Version) -> None:
    """Whoever speaks for an organisation reminds its people who have not signed."""
    require(may_see_who_has_not(by, organisation.pk))
    _remind(by, version, Reminded.PEOPLE, organisation.pk, reminding.place_of(organisation))


@transaction.atomic
def remind_speakers(*, by: Actor, organisation: Organisation, version: Version) -> None:
    """Those who keep an organisation's records remind whoever speaks for it that it has not signed."""
    require(may_enter_for_organisation(by, organisation.pk, organisations.network_paths(organisation)))
    if signatures.standing_of(version, organisation=organisation):
        raise Unacceptable("organisation_signed_already")
    _remind(by, version, Reminded.SPEAKERS, organisation.pk, reminding.place_of(organisation))


@transaction.atomic
def remind_below(*, by: Actor, network: Network, version: Version, whom: Reminded) -> None:
    """Those who keep a network's records remind those in office, the organisations in their care, or the networks below."""
    require(may_enter_signatures(by, network.path))
    if whom not in {Reminded.OFFICES, Reminded.ORGANISATIONS, Reminded.NETWORKS}:
        raise Unacceptable("nobody_chosen", field="whom")
    _remind(by, version, whom, network.pk, network.path)


def _remind(by: Actor, version: Version, whom: Reminded, at: int, place: str) -> None:
    if code := why_not_signed_now(Version.objects.get(pk=version.pk).state):
        raise Unacceptable(code)
    enter(
        by, "remind_to_sign", subject=("version", version.pk), place=place, among=keeps | speaks_for_organisation,
        detail={"whom": str(whom)},
    )  # fmt: skip
    queue.enqueue(remind_later, version.pk, str(whom), at, str(by.account_id or ""), clock.today().isoformat())


@queue.task(retries=5)
def remind_later(version_pk: int, whom: str, at: int, by: str, day: str) -> None:
    """Tells those who have not signed when the job comes to them, and were not told of it that day."""
    version = Version.objects.select_related("instrument__network").filter(pk=version_pk).first()
    if version is None or why_not_signed_now(version.state):
        raise queue.Pointless(whom)
    today = clock.today()
    reader = actor_for(UUID(by), on=today) if by else Actor.of_system("console")
    known = told_since(dt.date.fromisoformat(day), AGAIN, FIRST)
    found = [one for one in _left(version, Reminded(whom), at, reader) if (one.account, one.url) not in known]
    earlier = {kind: signed_before(version, kind) for kind in {one.kind for one in found}}
    at_url: dict[str, dict[UUID, bool]] = {}
    for one in found:
        at_url.setdefault(one.url, {})[one.account] = one.signer in earlier[one.kind]
    for url, accounts in at_url.items():
        tell_asked(version, url, accounts, BY)


def _left(version: Version, whom: Reminded, at: int, reader: Actor) -> list[Left]:
    if whom in {Reminded.PEOPLE, Reminded.SPEAKERS}:
        organisation = Organisation.objects.filter(pk=at).first()
        ask = reminding.people_left if whom == Reminded.PEOPLE else reminding.organisation_left
        return ask(version, organisation) if organisation else []
    network = Network.objects.filter(pk=at).first()
    if network is None:
        return []
    if whom == Reminded.ORGANISATIONS:
        return reminding.organisations_left(version, network, reader)
    return (reminding.offices_left if whom == Reminded.OFFICES else reminding.networks_left)(version, network)
