"""Welcoming organisations: one, or hundreds of a list in a handful of queries."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction

from answerable.access.actors import Actor
from answerable.access.refusals import Unacceptable
from answerable.kit import clock, touching
from answerable.kit.text import slug_by_chance

from ..models import Kind, Membership, MembershipStatus, Network, Organisation, OrganisationText
from ..permissions import ROOT_PATH, may_keep_network, require
from ..rules.visibility import is_for_few
from ..rules.words import MembershipState, Visibility
from .addresses import slugs_of
from .cards import Card, check_cards, folded, put_on, sort_key
from .networks import _partial
from .recording import Detail, enter


@dataclass(frozen=True)
class Joining:
    """A network that a newcomer joins; `since` is a partial date."""

    network: Network
    state: str = MembershipState.MEMBER
    since: str = ""


@dataclass(frozen=True)
class Newcomer:
    """An organisation to be welcomed; without a network it stands at the alliance itself."""

    card: Card
    joins: tuple[Joining, ...] = ()
    visibility: str = Visibility.MEMBERS
    at_risk: bool = False
    external_id: str = ""

    @property
    def is_for_few(self) -> bool:
        return is_for_few(self.visibility, at_risk=self.at_risk)

    @property
    def place(self) -> str:
        return self.joins[0].network.path if self.joins else ROOT_PATH


def welcome_organisation(
    *,
    by: Actor,
    card: Card,
    network: Network | None = None,
    state: str = MembershipState.MEMBER,
    since: str = "",
    visibility: str = Visibility.MEMBERS,
    at_risk: bool = False,
    external_id: str = "",
) -> Organisation:
    """Adds an organisation to the records and, where a network is given, to that network."""
    joins = (Joining(network, state, since),) if network else ()
    return welcome_organisations(by=by, newcomers=[Newcomer(card, joins, visibility, at_risk, external_id)])[0]


@transaction.atomic
def welcome_organisations(*, by: Actor, newcomers: Sequence[Newcomer]) -> list[Organisation]:
    """Adds organisations to the records and to their networks, all or none; the number of queries does not grow with theirs."""
    _may_all_come(by, newcomers)
    check_cards(*(one.card for one in newcomers))
    made = _written(newcomers)
    _write_beside(newcomers, made)
    _join(by, newcomers, made)
    with touching.once_for_all():
        for one, organisation in zip(newcomers, made, strict=True):
            _enter(by, one, organisation)
    return made


def _may_all_come(by: Actor, newcomers: Iterable[Newcomer]) -> None:
    for path in {one.place for one in newcomers}:
        require(may_keep_network(by, path))
    for network in {joining.network for one in newcomers for joining in one.joins}:
        require(may_keep_network(by, network.path))
        if network.closed_on:
            raise Unacceptable("network_closed", field="network")
    if any(len({joining.network.pk for joining in one.joins}) < len(one.joins) for one in newcomers):
        raise Unacceptable("belongs_already", field="network")


def _written(newcomers: Sequence[Newcomer]) -> list[Organisation]:
    today = clock.today()
    named = iter(slugs_of([one.card.name for one in newcomers if not one.is_for_few]))
    made = [
        Organisation(
            slug=slug_by_chance() if one.is_for_few else next(named), external_id=one.external_id,
            visibility=one.visibility, at_risk=one.at_risk, created_on=today,
        )
        for one in newcomers
    ]  # fmt: skip
    for organisation, one in zip(made, newcomers, strict=True):
        put_on(organisation, one.card)
        organisation.folded = folded(organisation, *one.card.all_names.values())
        organisation.sort_key = sort_key(organisation)
    return Organisation.objects.bulk_create(made)


def _write_beside(newcomers: Sequence[Newcomer], made: Sequence[Organisation]) -> None:
    today, kinds = clock.today(), dict(Kind.objects.values_list("code", "pk"))
    holds, texts = Organisation.kinds.through, []
    held = []
    for one, organisation in zip(newcomers, made, strict=True):
        held += [holds(organisation_id=organisation.pk, kind_id=kinds[code]) for code in dict.fromkeys(one.card.kinds)]
        for language, name in one.card.all_names.items():
            about = one.card.about.strip() if language == one.card.name_language else ""
            texts.append(
                OrganisationText(organisation=organisation, language=language, name=name, about=about, updated_on=today)
            )
    holds.objects.bulk_create(held)
    OrganisationText.objects.bulk_create(texts)


def _join(by: Actor, newcomers: Sequence[Newcomer], made: Sequence[Organisation]) -> None:
    today = clock.today()
    memberships = [
        Membership(organisation=organisation, network=one.network, state=one.state, since=_partial(one.since))
        for newcomer, organisation in zip(newcomers, made, strict=True)
        for one in newcomer.joins
    ]
    MembershipStatus.objects.bulk_create(
        MembershipStatus(membership=one, state=one.state, starts=today, by=by.opaque_id, recorded_on=today)
        for one in Membership.objects.bulk_create(memberships)
    )


def _enter(by: Actor, one: Newcomer, organisation: Organisation) -> None:
    subject = ("organisation", organisation.key)
    detail: Detail = {"visibility": str(one.visibility), "at_risk": one.at_risk}
    enter(by, "welcome_organisation", subject=subject, place=one.place, detail=detail)
    for joining in one.joins:
        enter(by, "join_network", subject=subject, place=joining.network.path, detail={"state": str(joining.state)})
