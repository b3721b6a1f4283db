"""Networks that nobody coordinates: who takes in meanwhile what was said to them, and what of it they may read.

It is whoever keeps the records at the nearest network above where anybody does, as for everything else. That opens nothing:
they find here what they may read anyway, and never what is private.
"""

from django.db.models import Exists, OuterRef, Q, QuerySet

from answerable.access.actors import Actor
from answerable.access.policy import NEVER
from answerable.alliance.models import Network, NetworkMerge, OfficeTerm
from answerable.alliance.permissions import keeps
from answerable.alliance.queries.days import at_each_place
from answerable.alliance.queries.posts import running

from ..models import Commitment, OwedTo
from ..permissions import own_networks
from ..rules.words import Shown
from . import seeing

STEP = Network.steplen


def in_care_of(actor: Actor) -> list[Network]:
    """Returns the networks that something was said to and nobody coordinates, in the care of this actor meanwhile."""
    own = set(own_networks(actor))
    if not own:
        return []
    owed = Exists(OwedTo.objects.filter(network=OuterRef("pk")))
    parts = NetworkMerge.objects.filter(kept=OuterRef("pk"))
    below = Network.objects.filter(_below(own, "path"), owed | Exists(parts)).exclude(path__in=own)
    listed = list(below.exclude(pk__in=NetworkMerge.objects.values("gone")).prefetch_related("texts").order_by("path"))
    kept = _kept_paths(own) if listed else set()
    return [one for one in listed if _nearest(one.path, kept) in own]


def _below(paths: set[str], field: str) -> Q:
    found = NEVER
    for path in paths:
        found |= Q(**{f"{field}__startswith": path})
    return found


def _kept_paths(own: set[str]) -> set[str]:
    """Returns the places at and below one's own where somebody who can sign in keeps the records today."""
    terms = OfficeTerm.objects.filter(
        at_each_place(running), _below(own, "network__path"), office__in=keeps.offices, person__account__is_active=True
    )
    return own | {path for path in terms.values_list("network__path", flat=True) if path}


def _nearest(path: str, kept: set[str]) -> str:
    steps = (path[:end] for end in range(len(path), 0, -STEP))
    return next((step for step in steps if step in kept), "")


def said_to(networks: list[Network], actor: Actor) -> QuerySet[Commitment]:
    """Returns what was said to some networks, as far as this actor may read it without being one of its two sides."""
    seen = seeing.seen_by(actor).exclude(shown=Shown.PRIVATE)
    return seeing.made_to_network(seen, [one.pk for one in networks]) if networks else seen.none()
