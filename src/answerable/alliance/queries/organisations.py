"""Organisations as somebody may see them: every list, count, map and export begins at `seen_by`."""

from collections.abc import Sequence
from functools import cache

from django.db import connection
from django.db.models import Case, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.db.models.expressions import Combinable

from answerable.access.actors import Actor
from answerable.access.policy import ALWAYS, NEVER
from answerable.kit.once import once
from answerable.kit.text import fold, similarity

from ..models import Membership, Network, Organisation
from ..permissions import MEMBER, ROOT_PATH, belongs, keeps
from ..rules.memberships import BELONGS, LIVE, STANDS
from ..rules.words import Visibility

NEARLY_THE_SAME = 0.9
MOST_COMPARED = 300
A_FEW = 300


@once
def seen_by(actor: Actor, *, one_by_one: bool = False) -> QuerySet[Organisation]:
    """Returns the organisations whose existence this actor may know.

    The public: public ones that belong now. Members: members-only ones too, and network-only ones of their own
    networks. Those who keep a network's records: all of it. At risk: nobody but its own people and its keepers,
    and since every count is made over this queryset, none gives one away.

    `one_by_one`: each is asked for where it stands, for the first of a list in order; PostgreSQL gathers all places first.
    """
    if actor == Actor.nobody():
        return _seen_by_nobody(one_by_one).all()
    if keeps.covers(actor, ROOT_PATH):
        return Organisation.objects.filter(merged_into=None)
    is_member = actor.is_known and belongs.anywhere(actor)
    sees = _told_to_members(actor, one_by_one) if is_member else _is_public(one_by_one)
    own = [int(path[4:]) for path in actor.paths(MEMBER) if path.startswith("org:")]
    return Organisation.objects.filter(sees | Q(pk__in=own) | kept_by(actor, one_by_one=one_by_one)).filter(
        merged_into=None
    )


def _told_to_members(actor: Actor, one_by_one: bool) -> Q:
    """Whoever belongs now is live too: what the public may know needs no branch of its own."""
    live = Q(state__in=LIVE)
    to_all = Q(visibility__in=[Visibility.PUBLIC, Visibility.MEMBERS], at_risk=False) & _in_networks(live, one_by_one)
    own = _in_networks(live & _own_networks(actor), one_by_one)
    return to_all | (Q(visibility=Visibility.NETWORK, at_risk=False) & own)


@cache
def _seen_by_nobody(one_by_one: bool) -> QuerySet[Organisation]:
    """What every visitor may know of is written once; each gets a copy, so that no answer is kept with it."""
    return Organisation.objects.filter(_is_public(one_by_one), merged_into=None)


def _is_public(one_by_one: bool) -> Q:
    return _in_networks(Q(state__in=BELONGS), one_by_one) & Q(visibility=Visibility.PUBLIC, at_risk=False)


def known_to(actor: Actor, field: str) -> Q:
    """For rows that name an organisation in a field: whether the actor may know of it.

    It is asked of each row, by its key: a list of all who may be known would be made anew for every question.
    """
    return Q(Exists(seen_by(actor).filter(pk=OuterRef(field))))


def kept_by(actor: Actor, *, one_by_one: bool = False) -> Q:
    """The organisations whose records this actor keeps, at risk or not; a duplicate that was merged is kept by nobody.

    Whoever left a network and stands in another one is kept there alone: who kept them before learns nothing more of them.
    """
    if keeps.covers(actor, ROOT_PATH):
        return Q(merged_into=None)
    if not keeps.anywhere(actor):
        return NEVER
    own, stands = keeps.filter(actor, "network__path"), Q(state__in=STANDS)
    left = _in_networks(own, one_by_one) & ~_in_networks(stands, one_by_one)
    return (_in_networks(own & stands, one_by_one) | left) & Q(merged_into=None)


def _in_networks(condition: Q, one_by_one: bool = False) -> Q:
    """Whether an organisation has such a place. PostgreSQL makes a list of all places of an equation, but of no range."""
    of, same = OuterRef("pk"), Q(organisation=OuterRef("pk"))
    if one_by_one and connection.vendor == "postgresql":
        same = Q(organisation__gte=of, organisation__lte=of)
    return Q(Exists(Membership.objects.filter(condition, same)))


def _own_networks(actor: Actor) -> Q:
    """Memberships in one of the actor's networks, above or below it in the same branch short of the root."""
    condition = NEVER
    for path in {
        one for one in actor.paths(*belongs.offices) if not one.startswith("org:") and len(one) > len(ROOT_PATH)
    }:
        condition |= Q(network__path__startswith=path)
    return condition


def in_network(organisations: QuerySet[Organisation], network: Network) -> QuerySet[Organisation]:
    """Narrows to those that have a place in a network or in one below it.

    Of a small network the few are looked up; of a large one each organisation is asked, so that a list in order can
    stop after its first page.
    """
    places = Membership.objects.filter(network__path__startswith=network.path, state__in=LIVE)
    some = set(places.values_list("organisation", flat=True)[: A_FEW + 1])
    if len(some) <= A_FEW:
        return organisations.filter(pk__in={*some, 0})  # of none too, the database is asked
    return organisations.filter(Exists(places.filter(organisation=OuterRef("pk"))))


def matching(organisations: QuerySet[Organisation], words: str) -> QuerySet[Organisation]:
    """Narrows to those whose names hold every one of the words, accents and scripts folded."""
    for word in fold(words).split()[:8]:
        organisations = organisations.filter(folded__contains=word)
    return organisations


def alike(actor: Actor, name: str, country: str = "") -> Sequence[Organisation]:
    """Returns organisations, among those the actor may see, whose name is this one or nearly: as an import asks.

    A word they share finds them, those that share most words first: one query, however many are recorded.
    """
    stems = [word[: max(4, len(word) - 2)] for word in sorted(set(fold(name).split()), key=len, reverse=True)[:3]]
    shared: Combinable = Value(0)
    for stem in stems:
        shared += Case(When(folded__contains=stem, then=1), default=0, output_field=IntegerField())
    here = Q(country__in=["", country]) if country else ALWAYS
    found = seen_by(actor).filter(here).alias(shared=shared).filter(shared__gt=0)
    near = found.prefetch_related("texts").order_by("-shared", "sort_key", "pk")[:MOST_COMPARED]
    scored = [(max(similarity(name, said) for said in _names(one)), one) for one in near]
    return [one for score, one in sorted(scored, key=lambda pair: -pair[0]) if score >= NEARLY_THE_SAME][:3]


def _names(organisation: Organisation) -> set[str]:
    return {organisation.name, *(text.name for text in organisation.texts.all())}


def network_paths(organisation: Organisation) -> list[str]:
    """Returns where the organisation's records are kept, its first place first: as `kept_by` has it."""
    rows = list(organisation.memberships.order_by("pk").values_list("state", "network__path"))
    return [path for state, path in rows if state in STANDS] or [path for _state, path in rows]


def paths_of(organisation: Organisation) -> list[str]:
    """Returns the same of memberships that were read already, with their networks."""
    rows = sorted(organisation.memberships.all(), key=lambda one: one.pk)
    return [one.network.path for one in rows if one.state in STANDS] or [one.network.path for one in rows]


def home_of(organisation: Organisation) -> Network | None:
    """Returns the network in whose care an organisation stands: its first one; None where it never stood in any."""
    rows = organisation.memberships.select_related("network").order_by("pk")
    held = rows.filter(state__in=STANDS).first() or rows.first()
    return held.network if held else None
