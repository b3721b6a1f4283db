"""Organisations and networks by the names that people type, as far as they may know of them; and who one may speak as."""

from collections.abc import Iterable
from dataclasses import dataclass

from answerable.access.actors import Actor
from answerable.alliance.models import Membership, Network, Organisation, Person
from answerable.alliance.queries import naming, networks, organisations
from answerable.alliance.queries.people import of_account
from answerable.alliance.rules.memberships import LIVE
from answerable.kit import clock
from answerable.kit.text import fold

from ..permissions import own_networks, own_organisations, speaks_for_network, speaks_for_that_organisation

MOST_NEAR = 4


@dataclass(frozen=True)
class Found:
    """What a typed name means, or else the names that come near it."""

    party: Organisation | Network | None
    near: tuple[str, ...] = ()


def party_named(actor: Actor, name: str, language: str) -> Found:
    """Returns the organisation or open network that a reader means by a name."""
    wanted = fold(name)
    named = [one for one in _networks() if wanted in {fold(word) for word in _names_of(one)}]
    if len(named) == 1:
        return Found(named[0])
    alike = list(organisations.matching(organisations.seen_by(actor), name).prefetch_related("texts")[:50])
    same = [one for one in alike if wanted in {fold(word) for word in (*_names_of(one), one.short_name)}]
    if len(same) == 1:
        return Found(same[0])
    near = (naming.organisation_name(one, language) for one in (same or alike)[:MOST_NEAR])
    return Found(None, tuple(near))


def _networks() -> list[Network]:
    return list(networks.open_networks(clock.today()).prefetch_related("texts"))


def _names_of(one: Organisation | Network) -> list[str]:
    return [one.name, *(text.name for text in one.texts.all())]


def organisations_meant(actor: Actor, words: str) -> list[int]:
    """Returns the organisations that a reader may know of and whose address or names hold these words."""
    seen = organisations.seen_by(actor)
    exact = list(seen.filter(slug=words).values_list("pk", flat=True))
    return exact or list(organisations.matching(seen, words).values_list("pk", flat=True)[:200])


def networks_meant(words: str) -> list[int]:
    """Returns the networks of this address, else those whose names hold these words."""
    exact = list(Network.objects.filter(slug=words).values_list("pk", flat=True))
    asked = fold(words).split()
    named = Network.objects.prefetch_related("texts")
    return exact or [one.pk for one in named if asked and any(_holds(name, asked) for name in _names_of(one))]


def _holds(name: str, asked: Iterable[str]) -> bool:
    folded = fold(name)
    return all(word in folded for word in asked)


@dataclass(frozen=True)
class Voice:
    """As whom somebody may make a commitment: `mark` names it in an address."""

    mark: str
    person: Person | None = None
    organisation: Organisation | None = None
    network: Network | None = None

    def name(self, language: str) -> str:
        if self.organisation:
            return naming.organisation_name(self.organisation, language)
        if self.network:
            return naming.network_name(self.network, language)
        return self.person.name if self.person else ""


def voices_of(actor: Actor) -> list[Voice]:
    """Returns as whom an actor may speak: the organisations and networks they speak for, then themself."""
    mine = (
        Organisation.objects.filter(pk__in=own_organisations(actor), merged_into=None)
        .prefetch_related("texts")
        .order_by("sort_key", "pk")
    )
    paths = own_networks(actor)
    listed = networks.open_networks(clock.today()).filter(path__in=paths).prefetch_related("texts")
    person = of_account(actor.account_id)
    return [
        *(Voice(f"o-{one.slug}", organisation=one) for one in mine),
        *(Voice(f"n-{one.slug}", network=one) for one in listed),
        *([Voice("me", person=person)] if person else []),
    ]


def voice_of(actor: Actor, mark: str) -> Voice | None:
    """Returns the voice of a mark if the actor has it; those who coordinate speak for the networks below as well."""
    kind, _dash, slug = mark.partition("-")
    if mark == "me":
        person = of_account(actor.account_id)
        return Voice(mark, person=person) if person else None
    if kind == "o":
        one = organisations.seen_by(actor).filter(slug=slug).prefetch_related("texts").first()
        return Voice(mark, organisation=one) if one and speaks_for_that_organisation(actor, one.pk) else None
    network = networks.by_slug(slug) if kind == "n" else None
    if network is None or network.closed_on or not speaks_for_network(actor, network.path, private=False):
        return None
    return Voice(mark, network=network)


def places_of(organisation: Organisation) -> list[Network]:
    """Returns the networks in which an organisation’s commitments could be listed."""
    held = Membership.objects.filter(organisation=organisation, state__in=LIVE).order_by("pk").values("network")
    return list(Network.objects.filter(pk__in=held).prefetch_related("texts").order_by("path"))
