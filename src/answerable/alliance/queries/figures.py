"""How many organisations there are, for this reader: every figure is counted over what they may see."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable
from typing import TypeVar

from django.db.models import Exists, OuterRef, QuerySet

from answerable.access.actors import Actor
from answerable.kit import clock
from answerable.kit.remembered import remembered

from ..models import Membership, Network, Organisation, Profile
from ..rules.memberships import BELONGS, LIVE
from .organisations import seen_by

T = TypeVar("T")


def counted(actor: Actor, of: str, make: Callable[[], T], *, on: tuple[Hashable, ...] = ()) -> T:
    """Returns a figure that follows from the alliance's records and the reader's posts alone, made once for each."""
    version = Profile.objects.values_list("records_version", flat=True).first() or ""
    return remembered(make, of=of, version=version, day=clock.today(), on=(_audience(actor), *on))


def _audience(actor: Actor) -> Hashable:
    """Those who hold the same posts see the same."""
    return actor.is_known, actor.system, frozenset(actor.posts)


def organisations_at(actor: Actor) -> dict[str, int]:
    """Returns how many organisations this actor may see at each network and below it, by path.

    An organisation in several networks below one is counted once there.
    """
    return counted(actor, "organisations at networks", lambda: _at_networks(seen_by(actor)))


def _at_networks(seen: QuerySet[Organisation]) -> dict[str, int]:
    at: dict[str, set[int]] = defaultdict(set)
    places = Membership.objects.filter(state__in=LIVE, organisation__in=seen.values("pk"))
    for path, organisation in places.values_list("network__path", "organisation_id"):
        for step in range(Network.steplen, len(path) + 1, Network.steplen):
            at[path[:step]].add(organisation)
    return {path: len(organisations) for path, organisations in at.items()}


def organisations_by_country(actor: Actor) -> dict[str, int]:
    """Returns how many organisations this actor may see in each country; unknown countries are left out."""
    seen = seen_by(actor).exclude(country="").values_list("country", flat=True)
    return counted(actor, "organisations by country", lambda: dict(Counter(seen)))


def organisations_seen(actor: Actor) -> int:
    """Returns how many organisations this actor may see."""
    return counted(actor, "organisations", lambda: seen_by(actor).count())


def organisations_in_networks(actor: Actor) -> int:
    """Returns how many of the organisations this actor may see have a place in some network, each once."""
    places = Membership.objects.filter(state__in=LIVE, organisation=OuterRef("pk"))
    return counted(actor, "organisations in networks", lambda: seen_by(actor).filter(Exists(places)).count())


def organisations_in_none(actor: Actor) -> int:
    """Returns how many organisations the directory counts for this actor and no network does."""
    return organisations_seen(actor) - organisations_in_networks(actor)


def of_kind(actor: Actor, kind: str) -> tuple[int, int]:
    """Returns how many of the organisations that belong now and that this actor may see are of a kind, and of how many."""

    def make() -> tuple[int, int]:
        seen = seen_by(actor).filter(memberships__state__in=BELONGS).distinct()
        return seen.filter(kinds__code=kind).count(), seen.count()

    return counted(actor, "organisations of a kind", make, on=(kind,))
