"""What was so on a day: where a network stood, which bodies it had, who belonged; and what happened when."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import OuterRef, Q, QuerySet, Subquery

from ..models import (
    Body,
    Membership,
    MembershipStatus,
    Network,
    NetworkMerge,
    NetworkMove,
    OfficeTerm,
    Organisation,
    Seat,
    Term,
)
from ..rules.memberships import BELONGS
from .days import opened
from .networks import Place, tree_on


@dataclass(frozen=True)
class Standing:
    """A network as it stood on a day: the way to it from the top, what stood directly below it, and all there and below."""

    above: list[Network]
    below: list[Network]
    all: list[int]


def standing_on(network: Network, day: dt.date) -> Standing | None:
    """Returns where a network stood on a day, or None where it was not open or stood under nothing."""
    top = tree_on(day)
    way = _way(top, network.pk) if top else []
    if not way:
        return None
    here = way[-1]
    return Standing([one.network for one in way[:-1]], [one.network for one in here.below], _everything(here))


def _way(place: Place, pk: int) -> list[Place]:
    if place.network.pk == pk:
        return [place]
    for one in place.below:
        if found := _way(one, pk):
            return [place, *found]
    return []


def _everything(place: Place) -> list[int]:
    return [place.network.pk, *(pk for one in place.below for pk in _everything(one))]


def organisations_on(
    organisations: QuerySet[Organisation], networks: list[int], day: dt.date
) -> QuerySet[Organisation]:
    """Narrows to those that belonged to one of the networks on a day, by the steps of their memberships."""
    steps = MembershipStatus.objects.filter(membership=OuterRef("pk"), starts__lte=day).order_by("-starts", "-pk")
    then = Membership.objects.filter(network__in=networks).annotate(then=Subquery(steps.values("state")[:1]))
    return organisations.filter(pk__in=then.filter(then__in=sorted(BELONGS)).values("organisation_id"))


def bodies_on(network: Network, day: dt.date) -> QuerySet[Body]:
    """Returns a network's bodies on a day: those that a merge has moved since stand where they stood then."""
    gone = NetworkMerge.objects.filter(gone=network, merged_on__gt=day).values_list("bodies", flat=True)
    came = NetworkMerge.objects.filter(kept=network, merged_on__gt=day).values_list("bodies", flat=True)
    then = Q(pk__in=[pk for pks in gone for pk in pks]) | (
        Q(network=network) & ~Q(pk__in=[pk for pks in came for pk in pks])
    )
    return (
        Body.objects.filter(then & opened(day))
        .select_related("network")
        .prefetch_related("texts")
        .order_by("kind", "pk")
    )


def moves_with_ends(network: Network) -> list[tuple[NetworkMove, dt.date | None]]:
    """Returns where a network stood, each with its last day."""
    moves = list(NetworkMove.objects.filter(network=network).select_related("parent").prefetch_related("parent__texts"))
    ends = [one.starts - dt.timedelta(days=1) for one in moves[1:]]
    return list(zip(moves, [*ends, network.closed_on], strict=True))


def offices_ever_at(network: Network) -> QuerySet[OfficeTerm]:
    return OfficeTerm.objects.filter(network=network).select_related("person").order_by("-starts", "-pk")


def bodies_ever_at(network: Network) -> QuerySet[Body]:
    moved = [pk for pks in NetworkMerge.objects.filter(gone=network).values_list("bodies", flat=True) for pk in pks]
    return (
        Body.objects.filter(Q(network=network) | Q(pk__in=moved)).prefetch_related("texts").order_by("opened_on", "pk")
    )


def merges_into(network: Network) -> QuerySet[NetworkMerge]:
    return NetworkMerge.objects.filter(kept=network).select_related("gone").prefetch_related("gone__texts")


def merge_of(network: Network) -> NetworkMerge | None:
    """Returns the merge by which a network ended, or None."""
    return NetworkMerge.objects.filter(gone=network).select_related("kept").prefetch_related("kept__texts").first()


def terms_ever_on(body: Body) -> QuerySet[Term]:
    found = Term.objects.filter(seat__body=body).select_related("seat", "person", "organisation")
    return found.prefetch_related("seat__texts").order_by("-starts", "seat__order", "-pk")


def seats_ever_on(body: Body) -> QuerySet[Seat]:
    return Seat.objects.filter(body=body).prefetch_related("texts")
