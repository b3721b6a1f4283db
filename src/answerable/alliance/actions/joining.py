"""Two networks become one: the one closes and leads to the other, where all that stood there stands from then on."""

import datetime as dt
from uuid import UUID

from django.db import transaction
from django.urls import reverse

from answerable.access.actors import Actor
from answerable.access.refusals import Unacceptable
from answerable.kit import clock, touching
from answerable.notices.actions import notify

from ..models import (
    CompositionRule,
    Invitation,
    InvitationStep,
    Membership,
    MembershipStatus,
    Network,
    NetworkMerge,
    OfficeTerm,
    PlaceRequest,
)
from ..models.invitations import IS_LIVE
from ..permissions import may_shape_network, require
from ..queries.days import today_at
from ..queries.joining import MOVE_WITH, Joining, waiting_at, what_joins
from ..queries.people import nearest_keepers
from ..queries.unfinished import why_unfinished
from ..rules.invitations import OPEN
from ..rules.merging import state_of_both, why_not_joined
from ..rules.terms import FAR, Span, overlapping
from ..rules.words import InvitationState, MembershipState
from .bodies import close_body
from .networks import move_network
from .offices import held_since
from .placing import void_place_requests
from .recording import as_one_act, enter
from .services import carry_services


@transaction.atomic
def merge_networks(
    *, by: Actor, kept: Network, gone: Network, reason: str, bodies_close: bool = False, offices_end: bool = False
) -> NetworkMerge:
    """Makes `gone` part of `kept` from today on: what is below it, members, bodies, offices and rules go along.

    It cannot be undone: a network that is opened anew can be given what it needs again.
    """
    kept, gone = _fresh(kept), _fresh(gone)
    require(may_shape_network(by, kept.path) and may_shape_network(by, gone.path))
    _accept(kept, gone, reason)
    today = today_at(kept.path)
    joining = what_joins(kept, gone, today_at(gone.path))
    told = _told(by, kept, gone, joining)
    with as_one_act():
        for one in joining.below:
            move_network(by=by, network=one, under=_fresh(kept))
        kept, gone = _fresh(kept), _fresh(gone)
        _move_memberships(by, kept, gone, reason)
        moved = _settle_bodies(by, kept, joining, close=bodies_close)
        _settle_offices(by, kept, joining, end=offices_end)
        _carry_rules(kept, joining)
        _carry_invitations(by, kept, gone)
        carry_services(by=by, kept=kept, gone=gone)
        void_place_requests(by=by, asked=PlaceRequest.objects.filter(network=gone, state__in=OPEN))
        gone.closed_on = clock.today()
        gone.save(update_fields=["closed_on"])
    merge = NetworkMerge.objects.create(
        kept=kept, gone=gone, reason=reason.strip(), merged_on=today, by=by.opaque_id, bodies=moved
    )
    for pk in moved:
        touching.touched("body", pk)
    for one, other in ((gone, kept), (kept, gone)):
        enter(
            by, "merge_networks", subject=("network", one.pk), place=one.path,
            detail={"kept": kept.pk, "gone": gone.pk, "other": other.path, "organisations": joining.organisations},
        )  # fmt: skip
    notify(
        "alliance.networks_merged",
        to=told,
        url=reverse("network", args=[kept.slug]),
        facts={"network": kept.name},
        by=by,
    )
    return merge


def _fresh(network: Network) -> Network:
    fresh: Network = Network.objects.select_for_update().get(pk=network.pk)
    return fresh


def _accept(kept: Network, gone: Network, reason: str) -> None:
    code = why_not_joined(
        kept=(kept.path, kept.level_kind, bool(kept.closed_on)), gone=(gone.path, gone.level_kind, bool(gone.closed_on)),
        reason=reason, waiting=waiting_at(gone),
    )  # fmt: skip
    code = code or why_unfinished(gone)
    if code:
        raise Unacceptable(code, field="reason" if code == "say_why" else "other")


def _told(by: Actor, kept: Network, gone: Network, joining: Joining) -> list[UUID]:
    """Those who keep either, and whoever holds an office at the one that goes; read before it goes."""
    today = clock.today()
    accounts = {one.person.account_id for one in joining.offices}
    accounts |= {*nearest_keepers(kept.path, today), *nearest_keepers(gone.path, today)}
    return sorted((one for one in accounts if one and one != by.account_id), key=str)


def _move_memberships(by: Actor, kept: Network, gone: Network, reason: str) -> None:
    """Each ends at the one and begins at the other; who belonged to both keeps what they had there."""
    today = clock.today()
    held = {one.organisation_id: one for one in Membership.objects.filter(network=kept)}
    steps = []
    for one in Membership.objects.filter(network=gone, state__in=MOVE_WITH):
        own = held.get(one.organisation_id) or Membership(
            organisation_id=one.organisation_id, network=kept, since=one.since, state=""
        )
        state = state_of_both(own.state, one.state)
        if state != own.state:
            own.state = state
            own.save()
            steps.append((own, state))
        Membership.objects.filter(pk=one.pk).update(state=MembershipState.ENDED)
        steps.append((one, MembershipState.ENDED))
    MembershipStatus.objects.bulk_create(
        MembershipStatus(membership=one, state=state, starts=today, reason=reason.strip(), by=by.opaque_id, recorded_on=today)
        for one, state in steps
    )  # fmt: skip
    for one, _state in steps:
        touching.touched("membership", one.pk)


def _settle_bodies(by: Actor, kept: Network, joining: Joining, *, close: bool) -> list[int]:
    for body in joining.bodies:
        if close:
            close_body(by=by, body=body, ends=max(today_at(body.network.path), body.opened_on))
        else:
            body.network = kept
            body.save(update_fields=["network"])
    return [] if close else [one.pk for one in joining.bodies]


def _settle_offices(by: Actor, kept: Network, joining: Joining, *, end: bool) -> None:
    """An office at the one ends the day before; at the other it begins with the same last day, never held twice."""
    today = today_at(kept.path)
    for term in joining.offices:
        last, starts = term.ends, max(today, term.starts)
        OfficeTerm.objects.filter(pk=term.pk).update(ends=max(term.starts, today - dt.timedelta(days=1)))
        held = OfficeTerm.objects.filter(network=kept, person=term.person, office=term.office).values_list(
            "starts", "ends"
        )
        if end or term.person.former_since or overlapping(Span(starts, last or FAR), [Span(*one) for one in held]):
            continue
        OfficeTerm.objects.create(
            person=term.person, office=term.office, network=kept, starts=starts, ends=last, granted_by=by.opaque_id,
            follows=term,
            held_since=held_since(term) if term.starts < starts else None,
        )  # fmt: skip


def _carry_rules(kept: Network, joining: Joining) -> None:
    today = today_at(kept.path)
    same = ("level", "body_kind", "measure", "at_least", "at_least_percent")
    for rule in joining.rules:
        CompositionRule.objects.filter(pk=rule.pk).update(ends=max(rule.starts, today - dt.timedelta(days=1)))
        if not CompositionRule.objects.filter(
            network=kept, ends=None, **{one: getattr(rule, one) for one in same}
        ).exists():
            rule.pk, rule.network, rule.starts = None, kept, max(today, rule.starts)
            rule.save()


def _carry_invitations(by: Actor, kept: Network, gone: Network) -> None:
    """An invitation to the one asks to the other; where the same address is asked there already, it is taken back."""
    asked = set(Invitation.objects.filter(IS_LIVE, network=kept).values_list("email", flat=True))
    twice = list(Invitation.objects.filter(IS_LIVE, network=gone, email__in=asked))
    Invitation.objects.filter(pk__in=[one.pk for one in twice]).update(state=InvitationState.WITHDRAWN)
    InvitationStep.objects.bulk_create(
        InvitationStep(invitation=one, state=InvitationState.WITHDRAWN, by=by.opaque_id, on=clock.today())
        for one in twice
    )
    Invitation.objects.filter(IS_LIVE, network=gone).update(network=kept)
