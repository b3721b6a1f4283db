"""The tree of networks, now and as of a day."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet

from ..models import Network, NetworkMove
from ..permissions import ROOT_PATH
from ..rules.words import Level


def root() -> Network | None:
    """Returns the alliance itself, or None before it is set up."""
    top: Network | None = Network.objects.filter(path=ROOT_PATH).first()
    return top


def open_networks(on: dt.date) -> QuerySet[Network]:
    found: QuerySet[Network] = Network.objects.filter(Q(closed_on=None) | Q(closed_on__gt=on))
    return found.order_by("path")


def by_slug(slug: str) -> Network | None:
    found: Network | None = Network.objects.filter(slug=slug).prefetch_related("texts").first()
    return found


def above(network: Network) -> list[Network]:
    """Returns the way from the alliance down to the network, itself not included."""
    steps = range(Network.steplen, len(network.path), Network.steplen)
    return list(
        Network.objects.filter(path__in=[network.path[:step] for step in steps])
        .order_by("path")
        .prefetch_related("texts")
    )


def directly_below(network: Network, on: dt.date) -> QuerySet[Network]:
    return open_networks(on).filter(path__startswith=network.path, depth=network.depth + 1).prefetch_related("texts")


@dataclass
class Place:
    """A network in a tree as of a day, with what stands below it."""

    network: Network
    below: list["Place"] = field(default_factory=list)


def tree_on(day: dt.date) -> Place | None:
    """Returns the tree as it stood on a day, from the moves each network made."""
    networks = {
        one.pk: one
        for one in Network.objects.filter(opened_on__lte=day)
        .filter(Q(closed_on=None) | Q(closed_on__gt=day))
        .prefetch_related("texts")
    }
    parents: dict[int, int | None] = dict(
        NetworkMove.objects.filter(starts__lte=day).order_by("starts", "pk").values_list("network_id", "parent_id")
    )
    return _assembled(networks, parents)


def _assembled(networks: dict[int, Network], parents: dict[int, int | None]) -> Place | None:
    places = {pk: Place(network) for pk, network in networks.items()}
    top = None
    for pk, place in sorted(places.items(), key=lambda item: item[1].network.name):
        parent = parents.get(pk)
        if parent in places:
            places[parent].below.append(place)
        elif place.network.level_kind == Level.ALLIANCE:
            top = place
    return top


def moves_of(network: Network) -> QuerySet[NetworkMove]:
    return NetworkMove.objects.filter(network=network).select_related("parent")


def countries_with_network(on: dt.date) -> dict[str, Network]:
    """Returns the open country network of each country."""
    return {one.country: one for one in open_networks(on).filter(level_kind=Level.COUNTRY).exclude(country="")}


def named(networks: Iterable[Network]) -> dict[int, str]:
    return {one.pk: one.name for one in networks}
