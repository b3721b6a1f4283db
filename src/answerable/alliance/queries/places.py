"""Who has to be asked before an organisation gets a place in one more network, and what was asked."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from answerable.access.actors import Actor

from ..models import Membership, Network, OfficeTerm, Organisation, PlaceRequest
from ..permissions import ROOT_PATH, keeps, may_keep_network, may_keep_organisation
from ..rules.invitations import OPEN
from ..rules.memberships import STANDS
from .days import offices_now
from .organisations import kept_by, network_paths
from .organisations import seen_by as organisations_seen_by


def may_add_at_once(actor: Actor, organisation: Organisation) -> bool:
    """Whoever keeps an organisation's records need not ask; nor is there anybody to ask where nobody keeps it."""
    paths = network_paths(organisation)
    return may_keep_organisation(actor, organisation.pk, paths) or not (paths or _has_speaker(organisation))


def _has_speaker(organisation: Organisation) -> bool:
    terms = OfficeTerm.objects.filter(organisation=organisation).exclude(person__account=None)
    return offices_now(terms).exists()


def addable(actor: Actor, network: Network) -> QuerySet[Organisation]:
    """Returns the organisations this actor may know of that have no place in the network, or none any more."""
    stands = Membership.objects.filter(organisation=OuterRef("pk"), network=network, state__in=STANDS)
    return organisations_seen_by(actor).exclude(Exists(stands))


def asked_of(actor: Actor, within: Network) -> QuerySet[PlaceRequest]:
    """Returns what others ask of this actor: for organisations whose records they keep, at a network and below it."""
    kept = Organisation.objects.filter(kept_by(actor))
    if within.path != ROOT_PATH:
        kept = kept.filter(memberships__network__path__startswith=within.path)
    return _with_names(PlaceRequest.objects.filter(organisation__in=kept.values("pk")))


def asked_by(actor: Actor, within: Network) -> QuerySet[PlaceRequest]:
    """Returns what was asked for a network and for those below it."""
    here = Q(network__path__startswith=within.path) & keeps.filter(actor, "network__path")
    return _with_names(PlaceRequest.objects.filter(here))


def waiting(actor: Actor, within: Network) -> int:
    return asked_of(actor, within).filter(state__in=OPEN).count()


def may_answer(actor: Actor, asked: PlaceRequest) -> bool:
    return may_keep_organisation(actor, asked.organisation_id, network_paths(asked.organisation))


def may_read(actor: Actor, asked: PlaceRequest) -> bool:
    """Those who asked, and those who answer."""
    return may_answer(actor, asked) or may_keep_network(actor, asked.network.path)


def by_key(key: str) -> PlaceRequest | None:
    return _with_names(PlaceRequest.objects.filter(key=key)).first()


def _with_names(rows: QuerySet[PlaceRequest]) -> QuerySet[PlaceRequest]:
    return rows.select_related("organisation", "network").prefetch_related("organisation__texts", "network__texts")
