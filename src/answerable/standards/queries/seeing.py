"""What of standing somebody may see. One rule for every page: how somebody stands, and what they laid before, each by itself.

How an organisation or network stands is for those who belong to the alliance and may know of it; how a person stands for that person
alone. What was laid before is for its owner and those who keep the records, and for everybody who belongs where its owner shows it to
members: a partner vouches for what it may read so. The public sees pictures without numbers, where a network chose so.
"""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet

from answerable.access.actors import Actor
from answerable.access.policy import ALWAYS, NEVER
from answerable.alliance.models import Network
from answerable.alliance.queries.organisations import seen_by

from ..models import Choice, Claim, Subject
from ..permissions import belongs
from ..rules.saying import ShownTo
from .merged import HOME_OF_SUBJECT, kept_subject
from .sides import Side, side_of


def belongs_somewhere(actor: Actor) -> bool:
    return bool(actor.system) or (actor.is_known and belongs.anywhere(actor))


def subjects_seen_by(actor: Actor) -> QuerySet[Subject]:
    """Returns the subjects whose standing this actor may see, those it speaks for included."""
    found = Subject.objects.select_related("organisation", "network", "person")
    if actor.system:
        return found
    own = Q(person__account=actor.account_id) if actor.account_id else NEVER
    if not belongs_somewhere(actor):
        return found.filter(own)
    known = Q(organisation__isnull=False) & Q(Exists(seen_by(actor).filter(pk=OuterRef("organisation"))))
    return found.filter(own | known | Q(network__isnull=False))


def may_know(actor: Actor, subject: Subject) -> bool:
    """Whether they may see how a subject stands; of a duplicate, the record that it became part of."""
    return subjects_seen_by(actor).filter(pk=kept_subject(subject).pk).exists()


def claims_of_seen(actor: Actor) -> QuerySet[Claim]:
    """Returns what was laid before by those whose standing they may see, or by their duplicates; not all of it may be read."""
    seen = subjects_seen_by(actor)
    of_one = Q(subject__in=seen) | Q(Exists(seen.filter(organisation=OuterRef("home"))))
    return Claim.objects.alias(home=HOME_OF_SUBJECT).filter(of_one)


def may_see_sums(actor: Actor, network: Network) -> bool:
    """Those who belong see every network's sums, everybody else only where the network chose so."""
    return belongs_somewhere(actor) or is_public(network)


def is_public(network: Network) -> bool:
    return Choice.objects.filter(network=network, public=True).exists()


def public_networks() -> Q:
    """The networks that show everybody how they stand."""
    return Q(Exists(Choice.objects.filter(network=OuterRef("pk"), public=True)))


def networks_seen_by(actor: Actor) -> Q:
    return ALWAYS if belongs_somewhere(actor) else public_networks()


def may_read(actor: Actor, claim: Claim) -> bool:
    """Whether somebody may read what was laid before: the one rule for pages, lists and downloads.

    Whom nobody may know of is not known through what they laid before either.
    """
    if not may_know(actor, claim.subject):
        return False
    return bool(readable(actor, side_of(actor, claim.subject), [claim]))


def readable(actor: Actor, side: Side, claims: Iterable[Claim]) -> list[Claim]:
    """Narrows to what of one subject, how it stands being seen already, somebody may read as what they are towards it."""
    everybody = belongs_somewhere(actor)
    return [
        one
        for one in claims
        if side.owner or side.keeper or (everybody and one.shown == ShownTo.MEMBERS and not one.subject.person_id)
    ]
