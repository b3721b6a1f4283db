"""What it would mean if two networks became one."""

from dataclasses import dataclass

from django.db.models import Q

from answerable.kit import clock

from ..models import Application, Body, CompositionRule, Introduction, Invitation, Membership, Network, OfficeTerm
from ..models.invitations import IS_LIVE
from ..rules.invitations import OPEN
from ..rules.memberships import LIVE
from ..rules.words import MembershipState
from .networks import directly_below

MOVE_WITH = LIVE | {MembershipState.APPLIED}


@dataclass(frozen=True)
class Joining:
    """What stands at the network that would become part of another, and so would move; `both` belong to both already."""

    below: list[Network]
    organisations: int
    both: int
    bodies: list[Body]
    offices: list[OfficeTerm]
    rules: list[CompositionRule]
    invitations: int


def what_joins(kept: Network, gone: Network, on: object) -> Joining:
    """Returns what would move if `gone` became part of `kept` on a day."""
    moving = Membership.objects.filter(network=gone, state__in=MOVE_WITH)
    held = Membership.objects.filter(network=kept).values("organisation_id")
    still = Q(ends=None) | Q(ends__gte=on)
    return Joining(
        below=list(directly_below(gone, clock.today())),
        organisations=moving.count(),
        both=moving.filter(organisation__in=held).count(),
        bodies=list(Body.objects.filter(network=gone, closed_on=None).prefetch_related("texts").order_by("pk")),
        offices=list(OfficeTerm.objects.filter(still, network=gone).select_related("person").order_by("office", "pk")),
        rules=list(CompositionRule.objects.filter(still, network=gone).order_by("pk")),
        invitations=Invitation.objects.filter(IS_LIVE, network=gone).count(),
    )


def waiting_at(network: Network) -> int:
    """Returns how many requests from outside still wait for an answer there."""
    return sum(kind.objects.filter(place=network, state__in=OPEN).count() for kind in (Introduction, Application))
