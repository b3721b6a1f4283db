"""Commitments as somebody may see them: every list, count, search and export begins at `seen_by`."""

from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q, QuerySet

from answerable.access.actors import Actor
from answerable.access.policy import ALWAYS, NEVER
from answerable.alliance.models import Network, NetworkMerge, Organisation
from answerable.alliance.permissions import ROOT_PATH, belongs, keeps
from answerable.alliance.queries import organisations
from answerable.alliance.queries.merging import of_organisations

from ..models import Commitment, OwedTo
from ..permissions import own_networks, own_organisations
from ..rules.words import Shown

STEP = Network.steplen
OF_A_LINE = ("person", "organisation", "organisation__merged_into", "network", "place")


def seen_by(actor: Actor) -> QuerySet[Commitment]:
    """Returns the commitments this actor may know of.

    What is public, and what is shown to one of their networks, of owners they may know of; and of all others those in
    which they speak for one of the two sides.
    """
    if actor.system:
        return Commitment.objects.all()
    shown = Q(shown=Shown.PUBLIC)
    if actor.is_known and belongs.anywhere(actor):
        shown |= Q(shown=Shown.NETWORK) & _near(actor)
    return Commitment.objects.filter(shown & _of_known_owners(actor) | of_sides(actor))


def _near(actor: Actor) -> Q:
    """Those listed in a network in which, or above which, one stands; keepers also those below."""
    paths = {ROOT_PATH}
    for post in actor.posts:
        if post.office in belongs.offices and not post.path.startswith("org:"):
            paths |= {post.path[:end] for end in range(STEP, len(post.path) + 1, STEP)}
    return (
        Q(place__path__in=paths)
        | parts_of(Q(kept__path__in=paths), "place")
        | (keeps.filter(actor, "place__path") if keeps.anywhere(actor) else NEVER)
    )


def _of_known_owners(actor: Actor) -> Q:
    known = organisations.known_to(actor, "organisation") | organisations.known_to(actor, "organisation__merged_into")
    return Q(organisation=None) | known


def of_sides(actor: Actor) -> Q:
    """The commitments in which the actor speaks for one of the two sides."""
    if actor.system:
        return ALWAYS
    return owned_by(actor) | Q(Exists(OwedTo.objects.filter(_parties_of(actor), commitment=OuterRef("pk"))))


def owned_by(actor: Actor) -> Q:
    """The commitments that the actor, or an organisation or network they speak for, has made."""
    own = Q(person__account_id=actor.account_id) if actor.account_id else NEVER
    return own | _parties_of(actor)


def owed_to_those_of(actor: Actor) -> Q:
    """The commitments made to an organisation or network that the actor speaks for."""
    return Q(Exists(OwedTo.objects.filter(_parties_of(actor), commitment=OuterRef("pk"))))


def _parties_of(actor: Actor) -> Q:
    """For rows with `organisation` and `network`. What a merged duplicate owed or is owed is the kept record’s."""
    mine, paths = own_organisations(actor), own_networks(actor)
    return (of_organisations(mine) if mine else NEVER) | (of_networks(paths) if paths else NEVER)


def of_networks(paths: Collection[str]) -> Q:
    """Rows of the networks at these places, and of those that became part of them."""
    return Q(network__path__in=paths) | parts_of(Q(kept__path__in=paths))


def among_networks(pks: Collection[int]) -> Q:
    """Rows of these networks, and of those that became part of them."""
    return Q(network__in=pks) | parts_of(Q(kept__in=pks))


def parts_of(kept: Q, field: str = "network") -> Q:
    """Rows of the networks that became part of some, also of those that did so before in one of these."""
    once = NetworkMerge.objects.filter(kept).values("gone")
    twice = NetworkMerge.objects.filter(kept__in=once).values("gone")
    return Q(**{f"{field}__in": once}) | Q(**{f"{field}__in": twice})


def made_by_organisation(found: QuerySet[Commitment], organisation: Organisation) -> QuerySet[Commitment]:
    return found.filter(of_organisations([organisation.pk]))


def made_by_network(found: QuerySet[Commitment], network: Network) -> QuerySet[Commitment]:
    return found.filter(of_networks([network.path]))


def made_to_organisation(found: QuerySet[Commitment], pks: Collection[int]) -> QuerySet[Commitment]:
    return found.filter(Exists(OwedTo.objects.filter(of_organisations(pks), commitment=OuterRef("pk"))))


def made_to_network(found: QuerySet[Commitment], pks: Collection[int]) -> QuerySet[Commitment]:
    return found.filter(Exists(OwedTo.objects.filter(among_networks(pks), commitment=OuterRef("pk"))))


def in_network(found: QuerySet[Commitment], network: Network) -> QuerySet[Commitment]:
    """Those listed in a network or in one below it, or in one that became part of these."""
    parts = parts_of(Q(kept__path__startswith=network.path), "place")
    return found.filter(Q(place__path__startswith=network.path) | parts)


def with_lines(found: QuerySet[Commitment]) -> QuerySet[Commitment]:
    """Loads what a line of a list shows, in as many queries for one line as for a page."""
    return found.select_related(*OF_A_LINE).prefetch_related(
        "texts",
        "steps",
        "owed__organisation__texts",
        "owed__network__texts",
        "organisation__texts",
        "organisation__merged_into__texts",
        "network__texts",
        "place__texts",
    )


def by_key(key: object, actor: Actor) -> Commitment | None:
    """Returns a commitment that this actor may know of; every other one does not exist for them."""
    return with_lines(seen_by(actor)).filter(key=str(key)).first()
