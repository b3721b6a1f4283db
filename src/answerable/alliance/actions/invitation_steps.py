"""What becomes of an invitation: opened, taken back, come back, over."""

import datetime as dt

from django.db import transaction

from answerable.access.actors import Actor
from answerable.access.refusals import Unacceptable
from answerable.kit import clock

from ..models import Invitation, InvitationStep
from ..permissions import ROOT_PATH, require
from ..queries import invitations as queries
from ..queries.organisations import network_paths
from ..rules.invitations import LIVE, why_not_next
from ..rules.words import InvitationState
from .offices import may_grant
from .recording import enter

S = InvitationState


def may_keep_invitation(by: Actor, invitation: Invitation) -> bool:
    """Whoever may grant the office may send its invitation again or take it back."""
    return may_grant(by, invitation.office, invitation.network, invitation.organisation)


@transaction.atomic
def withdraw_invitation(*, by: Actor, invitation: Invitation) -> Invitation:
    """Takes an invitation back: its link stops working at once."""
    require(may_keep_invitation(by, invitation))
    return _move(by, "withdraw_invitation", invitation, S.WITHDRAWN)


@transaction.atomic
def record_bounce(*, by: Actor, invitation: Invitation) -> Invitation:
    """Notes that the mail came back, so that somebody mends the address."""
    require(may_keep_invitation(by, invitation))
    return _move(by, "record_bounce", invitation, S.BOUNCED)


@transaction.atomic
def open_invitation(*, by: Actor, invitation: Invitation) -> Invitation:
    """Notes that somebody with the link pressed its button, once or twice: nothing is granted by that."""
    locked = locked_invitation(invitation)
    return locked if locked.state == S.OPENED else _move(by, "open_invitation", invitation, S.OPENED)


@transaction.atomic
def expire_invitations(*, by: Actor, on: dt.date | None = None) -> int:
    """Ends the invitations whose last day is over; one entry for all of them."""
    day = on or clock.today()
    over = list(Invitation.objects.select_for_update().filter(state__in=LIVE, ends_on__lt=day))
    Invitation.objects.filter(pk__in=[one.pk for one in over]).update(state=S.EXPIRED)
    InvitationStep.objects.bulk_create(
        InvitationStep(invitation=one, state=S.EXPIRED, by=by.opaque_id, on=clock.today()) for one in over
    )
    if over:
        enter(by, "expire_invitations", subject=("network", ROOT_PATH), place=ROOT_PATH, detail={"count": len(over)})
    return len(over)


def _move(by: Actor, verb: str, invitation: Invitation, state: str) -> Invitation:
    locked = locked_invitation(invitation)
    if code := why_not_next(locked.state, state):
        raise Unacceptable(code)
    locked.state = invitation.state = state
    locked.save(update_fields=["state"])
    InvitationStep.objects.create(invitation=locked, state=state, by=by.opaque_id, on=clock.today())
    enter_invitation(by, verb, locked)
    return locked


def locked_invitation(invitation: Invitation) -> Invitation:
    """Returns the invitation as it is now, held until the act is done."""
    return Invitation.objects.select_for_update().get(pk=invitation.pk)


def enter_invitation(by: Actor, verb: str, invitation: Invitation) -> None:
    """Writes the entry of an act on one invitation, at the place in whose care it lies."""
    paths = network_paths(invitation.organisation) if invitation.organisation else []
    place = paths[0] if paths else queries.place_path(invitation)
    enter(by, verb, subject=("invitation", invitation.key), place=place)
