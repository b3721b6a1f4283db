"""Inviting people to sign in and to take an office: forty organisations together, or one person."""

import datetime as dt
import secrets
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from smtplib import SMTPRecipientsRefused

from django.db import transaction
from django.urls import reverse

from answerable.access.actors import Actor
from answerable.access.refusals import Unacceptable
from answerable.kit import clock
from answerable.kit.queue import enqueue, task
from answerable.notices import mail

from ..models import Invitation, InvitationStep, Network, Organisation, Person
from ..permissions import ROOT_PATH, may_keep_alliance, may_keep_network, may_keep_organisation, require
from ..queries import invitations as queries
from ..queries.organisations import network_paths
from ..rules.invitations import (
    LIVE,
    LONGEST,
    MOST_AT_ONCE,
    MOST_MAILS,
    PAUSE_DAYS,
    SHORTEST,
    why_not_next,
    why_not_sent_again,
)
from ..rules.words import AT_ORGANISATION, InvitationState, Office
from . import letters
from .offices import _may_grant, _place_of
from .recording import enter

S = InvitationState
POST_ROOM = Actor.of_system("post")
LATELY = dt.timedelta(days=30)


@dataclass
class Invited:
    """What became of a choice of organisations: the invitations, and who was left out with the code of why."""

    made: list[Invitation] = field(default_factory=list)
    left_out: list[tuple[Organisation, str]] = field(default_factory=list)


def sort_out(organisations: Sequence[Organisation], *, by_itself: bool = False) -> Invited:
    """Returns what would become of a choice: nothing is written. `made` are unsaved."""
    against = queries.reasons_against(organisations, clock.today(), by_itself=by_itself)
    mailed = _mailed_lately(one.email for one in organisations)
    sorted_out, addresses = Invited(), set()
    for one in organisations:
        reason = against[one.pk] or ("mailed_often_enough" if mailed[one.email.lower()] >= MOST_MAILS else "")
        if not reason and one.email.lower() in addresses:
            reason = "same_address"
        if reason:
            sorted_out.left_out.append((one, reason))
        else:
            addresses.add(one.email.lower())
            language = queries.language_for(one)
            sorted_out.made.append(Invitation(organisation=one, email=one.email.strip().lower(), language=language))
    return sorted_out


@transaction.atomic
def invite_organisations(
    *, by: Actor, organisations: Sequence[Organisation], office: str = Office.FOCAL_POINT, place: Network
) -> Invited:
    """Invites those of the organisations that can be invited, each at its own address; one entry for all of them."""
    require(may_keep_network(by, place.path))
    for one in organisations:
        held = [membership.network.path for membership in one.memberships.all()]
        require(may_keep_organisation(by, one.pk, held))
    _require_post()
    if len(organisations) > MOST_AT_ONCE:
        raise Unacceptable("too_many_at_once", most=MOST_AT_ONCE)
    if Office(office) not in AT_ORGANISATION:
        raise Unacceptable("office_stands_elsewhere", field="office")
    invited = sort_out(organisations, by_itself=True)
    if not invited.made:
        raise Unacceptable("nobody_to_invite")
    known = queries.people_without_account([one for one in organisations if one.email], clock.today())
    days, tokens = queries.days_open(), []
    for made in invited.made:
        made.office, made.by, made.person = office, by.opaque_id, known.get((made.organisation_id or 0, made.email))
        tokens.append(_renewed(made, days))
    _send(by, Invitation.objects.bulk_create(invited.made), tokens)
    enter(
        by, "invite_organisations", subject=("network", place.pk), place=place.path,
        detail={"count": len(invited.made), "left_out": len(invited.left_out), "office": str(office)},
    )  # fmt: skip
    return invited


@transaction.atomic
def invite_person(
    *,
    by: Actor,
    email: str,
    office: str,
    network: Network | None = None,
    organisation: Organisation | None = None,
    person: Person | None = None,
    language: str = "",
    office_ends: dt.date | None = None,
) -> Invitation:
    """Invites one address to an office at a network or an organisation."""
    place = _place_of(office, network, organisation)
    require(_may_grant(by, office, network, organisation))
    _require_post()
    address = email.strip().lower()
    if not address:
        raise Unacceptable("email_needed", field="email")
    if network and network.closed_on:
        raise Unacceptable("network_closed")
    if office_ends and office_ends < clock.today():
        raise Unacceptable("ends_before_it_starts", field="office_ends")
    if _live_at(network, organisation, address):
        raise Unacceptable("invited_already", field="email")
    if _mailed_lately([address])[address] >= MOST_MAILS:
        raise Unacceptable("mailed_often_enough", field="email")
    made = Invitation(
        network=network, organisation=organisation, email=address, person=person, office_ends=office_ends,
        language=language or queries.language_for(organisation, person), office=office, by=by.opaque_id,
    )  # fmt: skip
    token = _renewed(made, queries.days_open())
    made.save()
    _send(by, [made], [token])
    enter(by, "invite_person", subject=("invitation", made.key), place=place, detail={"office": str(office)})
    return made


def _require_post() -> None:
    if not mail.can_send():
        raise Unacceptable("no_mail")


def _mailed_lately(addresses: Iterable[str]) -> Counter[str]:
    """Counts how often each address was mailed an invitation in the last month, whatever became of it."""
    wanted = {one.strip().lower() for one in addresses if one}
    steps = InvitationStep.objects.filter(
        state=S.SENT, on__gt=clock.today() - LATELY, invitation__email__in=wanted
    ).order_by()
    return Counter(steps.values_list("invitation__email", flat=True))


def _live_at(network: Network | None, organisation: Organisation | None, email: str) -> bool:
    live = Invitation.objects.filter(state__in=LIVE, email=email)
    return live.filter(network=network, organisation=organisation).exists()


def _renewed(invitation: Invitation, days: int) -> str:
    """Gives an invitation a link and its days, and returns the link's token: the only time it is known here."""
    token, today = secrets.token_urlsafe(24), clock.today()
    invitation.digest, invitation.state = queries.digest(token), S.SENT
    invitation.sent_on, invitation.ends_on = today, today + dt.timedelta(days=days)
    return token


def _send(by: Actor, made: Sequence[Invitation], tokens: Sequence[str]) -> None:
    today = clock.today()
    InvitationStep.objects.bulk_create(
        InvitationStep(invitation=one, state=S.SENT, by=by.opaque_id, on=today) for one in made
    )
    for one, token in zip(made, tokens, strict=True):
        link = reverse("invitation_link", args=[token])
        facts = letters.sealed(
            letters.INVITATION, to=one.email, language=one.language, path=link, until=one.ends_on, about=str(one.key)
        )
        enqueue(post_invitation, facts)


@task(retries=5)
def post_invitation(facts: str) -> None:
    """Mails an invitation; one whose address the mail server refuses for good is marked as come back."""
    clear = letters.opened(facts)
    try:
        letters.send(clear)
    except SMTPRecipientsRefused as refused:
        if any(code < 500 for code, _words in refused.recipients.values()):
            raise
        found = Invitation.objects.filter(key=clear["about"], state__in=LIVE).first()
        if found is not None:
            record_bounce(by=POST_ROOM, invitation=found)


def may_keep_invitation(by: Actor, invitation: Invitation) -> bool:
    """Whoever may grant the office may send its invitation again or take it back."""
    return _may_grant(by, invitation.office, invitation.network, invitation.organisation)


@transaction.atomic
def send_again(*, by: Actor, invitation: Invitation) -> Invitation:
    """Mails an invitation once more with a new link; the link before stops working."""
    require(may_keep_invitation(by, invitation))
    _require_post()
    locked = _locked(invitation)
    today = clock.today()
    if code := why_not_sent_again(locked.state, sent_on=locked.sent_on, times=locked.times, today=today):
        raise Unacceptable(code, pause=PAUSE_DAYS, most=MOST_MAILS)
    if locked.state not in LIVE and _live_at(locked.network, locked.organisation, locked.email):
        raise Unacceptable("invited_already")
    token = _renewed(locked, queries.days_open())
    locked.times += 1
    locked.save()
    _send(by, [locked], [token])
    _enter(by, "send_invitation_again", locked)
    return locked


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
    """Notes that somebody with the link pressed its button: nothing is granted by that."""
    return invitation if invitation.state == S.OPENED else _move(by, "open_invitation", invitation, S.OPENED)


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


@transaction.atomic
def set_days(*, by: Actor, invitation_days: int, requests_kept_days: int) -> None:
    """Sets for how long invitations stand, and how long what is over is kept."""
    from ..queries.profile import profile

    require(may_keep_alliance(by), "needs_secretariat")
    kept = profile()
    if kept is None or not SHORTEST <= invitation_days <= LONGEST:
        raise Unacceptable("days_out_of_range", field="invitation_days", least=SHORTEST, most=LONGEST)
    kept.invitation_days, kept.requests_kept_days = invitation_days, requests_kept_days
    kept.save(update_fields=["invitation_days", "requests_kept_days"])
    detail: dict[str, str | int | bool | list[str]] = {"open": invitation_days, "kept": requests_kept_days}
    enter(by, "set_days", subject=("profile", kept.pk), place=ROOT_PATH, detail=detail)


def _move(by: Actor, verb: str, invitation: Invitation, state: str) -> Invitation:
    locked = _locked(invitation)
    if code := why_not_next(locked.state, state):
        raise Unacceptable(code)
    locked.state = invitation.state = state
    locked.save(update_fields=["state"])
    InvitationStep.objects.create(invitation=locked, state=state, by=by.opaque_id, on=clock.today())
    _enter(by, verb, locked)
    return locked


def _locked(invitation: Invitation) -> Invitation:
    return Invitation.objects.select_for_update().get(pk=invitation.pk)


def _enter(by: Actor, verb: str, invitation: Invitation) -> None:
    paths = network_paths(invitation.organisation) if invitation.organisation else []
    place = paths[0] if paths else queries.place_path(invitation)
    enter(by, verb, subject=("invitation", invitation.key), place=place)
