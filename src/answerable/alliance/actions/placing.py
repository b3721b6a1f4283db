"""An organisation that others keep gets a place in one more network: asked for, and agreed to by those who keep it.

A place makes those who keep the network keepers of the organisation's records as well. So nobody takes that by
themselves: whoever keeps the records already says yes or no.
"""

import datetime as dt
from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.urls import reverse

from answerable.access.actors import Actor
from answerable.access.refusals import Hidden, Unacceptable
from answerable.kit import clock
from answerable.notices.actions import notify

from ..models import Membership, Network, OfficeTerm, Organisation, PlaceRequest, PlaceRequestStep
from ..permissions import ROOT_PATH, may_keep_network, require
from ..queries import places as queries
from ..queries.days import offices_now
from ..queries.organisations import network_paths, seen_by
from ..queries.people import nearest_keepers
from ..rules.invitations import OPEN
from ..rules.memberships import STANDS
from ..rules.words import ApproachState, MembershipState
from .networks import _partial
from .organisations import give_place
from .recording import enter

S = ApproachState
DAYS_BETWEEN = 30


@transaction.atomic
def ask_for_place(
    *,
    by: Actor,
    organisation: Organisation,
    network: Network,
    why: str,
    membership: str = MembershipState.PROVISIONAL,
    since: str = "",
) -> PlaceRequest:
    """Asks those who keep an organisation's records to give it a place in a network of one's own."""
    require(may_keep_network(by, network.path))
    locked = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if not seen_by(by).filter(pk=locked.pk).exists():
        raise Hidden
    _check_asking(by, locked, network, why)
    made = PlaceRequest.objects.create(
        organisation=locked, network=network, membership=membership, since=_partial(since), why=why.strip(), by=by.opaque_id,
        asked_on=clock.today(),
    )  # fmt: skip
    PlaceRequestStep.objects.create(about=made, state=S.WAITING, by=by.opaque_id, on=made.asked_on)
    enter(by, "ask_for_place", subject=("organisation", locked.key), place=network.path)
    _notify("alliance.place_asked", _keepers(locked), made, by)
    return made


def _check_asking(by: Actor, organisation: Organisation, network: Network, why: str) -> None:
    if network.closed_on:
        raise Unacceptable("network_closed")
    if Membership.objects.filter(organisation=organisation, network=network, state__in=STANDS).exists():
        raise Unacceptable("belongs_already")
    if queries.may_add_at_once(by, organisation):
        raise Unacceptable("nobody_to_ask")
    if not why.strip():
        raise Unacceptable("say_why", field="why")
    before = PlaceRequest.objects.filter(organisation=organisation, network=network)
    if before.filter(state__in=OPEN).exists():
        raise Unacceptable("place_asked_already")
    lately = clock.today() - dt.timedelta(days=DAYS_BETWEEN)
    if before.filter(state=S.DECLINED, answered_on__gt=lately).exists():
        raise Unacceptable("place_declined_lately", days=DAYS_BETWEEN)


@transaction.atomic
def agree_to_place(*, by: Actor, asked: PlaceRequest, words: str = "") -> PlaceRequest:
    """Says yes: the organisation has its place from now on, and those who keep that network keep its records too."""
    locked = _settled(by, asked, S.ACCEPTED, words, verb="agree_to_place")
    give_place(
        by=by, organisation=locked.organisation, network=locked.network, state=locked.membership, since=locked.since
    )
    _notify("alliance.place_given", _speakers(locked.organisation), locked, by, url=_page(locked.organisation))
    return locked


@transaction.atomic
def decline_place(*, by: Actor, asked: PlaceRequest, words: str) -> PlaceRequest:
    """Says no, with the reason."""
    if not words.strip():
        raise Unacceptable("words_needed", field="words")
    return _settled(by, asked, S.DECLINED, words, verb="decline_place")


def _settled(by: Actor, asked: PlaceRequest, state: str, words: str, *, verb: str) -> PlaceRequest:
    locked = _locked_request(asked)
    require(queries.may_answer(by, locked))
    _step_to(by, locked, state, words)
    enter(by, verb, subject=("organisation", locked.organisation.key), place=locked.network.path)
    _notify("alliance.place_answered", _askers(locked), locked, by)
    return locked


@transaction.atomic
def withdraw_place_request(*, by: Actor, asked: PlaceRequest) -> PlaceRequest:
    """Takes back what was asked for one's network."""
    locked = _locked_request(asked)
    require(may_keep_network(by, locked.network.path))
    _step_to(by, locked, S.WITHDRAWN, "")
    enter(by, "withdraw_place_request", subject=("organisation", locked.organisation.key), place=locked.network.path)
    return locked


def void_place_requests(*, by: Actor, asked: Iterable[PlaceRequest]) -> None:
    """Takes back what was asked about a record or for a network that becomes part of another: whoever asked may ask anew."""
    for one in asked:
        locked = _locked_request(one)
        _step_to(by, locked, S.WITHDRAWN, "")
        enter(by, "void_place_request", subject=("organisation", locked.organisation.key), place=locked.network.path)
        _notify("alliance.place_answered", _askers(locked), locked, by)


def _locked_request(asked: PlaceRequest) -> PlaceRequest:
    Organisation.objects.select_for_update().get(pk=asked.organisation_id)
    return PlaceRequest.objects.select_related("organisation", "network").get(pk=asked.pk)


def _step_to(by: Actor, asked: PlaceRequest, state: str, words: str) -> None:
    if asked.state not in OPEN:
        raise Unacceptable("answered_already")
    asked.state, asked.answered_on = state, clock.today()
    asked.save(update_fields=["state", "answered_on"])
    PlaceRequestStep.objects.create(about=asked, state=state, words=words.strip(), by=by.opaque_id, on=clock.today())


def _keepers(organisation: Organisation) -> set[UUID]:
    paths = network_paths(organisation) or [ROOT_PATH]
    return {one for path in paths for one in nearest_keepers(path, clock.today())}


def _askers(asked: PlaceRequest) -> set[UUID]:
    """Whoever asked, and those who keep the network by now."""
    asker = {UUID(asked.by)} if asked.by != "nobody" and not asked.by.startswith("system:") else set()
    return asker | set(nearest_keepers(asked.network.path, clock.today()))


def _speakers(organisation: Organisation) -> set[UUID]:
    terms = offices_now(OfficeTerm.objects.filter(organisation=organisation)).exclude(person__account=None)
    return {one for one in terms.values_list("person__account_id", flat=True) if one}


def _page(organisation: Organisation) -> str:
    return reverse("desk_organisation", args=[organisation.slug])


def _notify(kind: str, to: Iterable[UUID], asked: PlaceRequest, by: Actor, *, url: str = "") -> None:
    listed = sorted((one for one in to if one != by.account_id), key=str)
    notify(
        kind,
        to=listed,
        url=url or reverse("desk_place_request", args=[asked.key]),
        facts={"network": asked.network.name},
        by=by,
    )
