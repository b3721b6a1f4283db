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
from answerable.kit.letters import refused_for_good
from answerable.kit.queue import enqueue, task
from answerable.notices import mail

from ..models import Invitation, InvitationStep, Network, Organisation, Person
from ..permissions import may_keep_network, may_keep_organisation, require
from ..queries import invitations as queries
from ..queries.organisations import paths_of
from ..rules.invitations import LIVE, MOST_AT_ONCE, MOST_MAILS, PAUSE_DAYS, why_not_sent_again
from ..rules.words import AT_ORGANISATION, InvitationState, Office
from . import letters
from .invitation_steps import enter_invitation, locked_invitation, may_keep_invitation, record_bounce
from .offices import _place_of, may_grant
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
    sorted_out, addresses, offered = Invited(), set(), queries.languages_offered()
    for one in organisations:
        reason = against[one.pk] or ("mailed_often_enough" if mailed[one.email.lower()] >= MOST_MAILS else "")
        if not reason and one.email.lower() in addresses:
            reason = "same_address"
        if reason:
            sorted_out.left_out.append((one, reason))
        else:
            addresses.add(one.email.lower())
            language = queries.language_among(offered, one.languages)
            sorted_out.made.append(Invitation(organisation=one, email=one.email.strip().lower(), language=language))
    return sorted_out


@transaction.atomic
def invite_organisations(
    *, by: Actor, organisations: Sequence[Organisation], office: str = Office.FOCAL_POINT, place: Network
) -> Invited:
    """Invites those of the organisations that can be invited, each at its own address; one entry for all of them."""
    require(may_keep_network(by, place.path))
    for one in organisations:
        require(may_keep_organisation(by, one.pk, paths_of(one)))
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
    require(may_grant(by, office, network, organisation))
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
        if not refused_for_good(refused):
            raise
        found = Invitation.objects.filter(key=clear["about"], state__in=LIVE).first()
        if found is not None:
            record_bounce(by=POST_ROOM, invitation=found)


@transaction.atomic
def send_again(*, by: Actor, invitation: Invitation) -> Invitation:
    """Mails an invitation once more with a new link; the link before stops working."""
    require(may_keep_invitation(by, invitation))
    _require_post()
    locked = locked_invitation(invitation)
    today = clock.today()
    if code := why_not_sent_again(locked.state, sent_on=locked.sent_on, times=locked.times, today=today):
        raise Unacceptable(code, pause=PAUSE_DAYS, most=MOST_MAILS)
    if locked.state not in LIVE and _live_at(locked.network, locked.organisation, locked.email):
        raise Unacceptable("invited_already")
    token = _renewed(locked, queries.days_open())
    locked.times += 1
    locked.save()
    _send(by, [locked], [token])
    enter_invitation(by, "send_invitation_again", locked)
    return locked
