"""Becoming what one was invited to be: a person, a way in, an organisation, an office from today on."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from answerable.access import codes
from answerable.access.actors import Actor
from answerable.access.models import Account
from answerable.access.refusals import Unacceptable
from answerable.kit import clock
from answerable.notices.actions import notify

from ..models import Affiliation, Invitation, InvitationStep, Network, OfficeTerm, Organisation, Person
from ..permissions import ROOT_PATH, organisation_path
from ..queries.days import today_where
from ..queries.organisations import network_paths
from ..queries.people import nearest_keepers, of_account
from ..rules.invitations import why_not_next
from ..rules.words import InvitationState, Visibility
from . import people
from .offices import grant_office
from .recording import enter

BY_INVITATION = Actor.of_system("invitation")


@dataclass(frozen=True)
class Myself:
    """What somebody says of themselves when they come in; without a password a code is mailed each time."""

    name: str
    language: str = ""
    visibility: str = Visibility.MEMBERS
    password: str | None = None
    title: str = ""


@transaction.atomic
def accept_invitation(*, invitation: Invitation, by: Actor, email: str, myself: Myself | None = None) -> Account:
    """Makes whoever proved the invited address what they were invited to be; an account is made where there is none.

    `by` is the account that is signed in, or nobody; `email` the address that was proved. Returns the account.
    """
    locked = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if locked.ends_on < clock.today() or why_not_next(locked.state, InvitationState.ACCEPTED):
        raise Unacceptable("invitation_is_over")
    if email.lower() != locked.email:
        raise Unacceptable("address_not_proved")
    place = locked.network.path if locked.network else organisation_path(locked.organisation_id or 0)
    person = person_behind(
        by=BY_INVITATION, account_id=by.account_id, known=locked.person, email=locked.email, place=place, myself=myself
    )
    take_office(
        by=BY_INVITATION, person=person, office=locked.office, network=locked.network, organisation=locked.organisation,
        title=myself.title if myself else "", ends=locked.office_ends,
    )  # fmt: skip
    locked.state, locked.person = InvitationState.ACCEPTED, person
    locked.save(update_fields=["state", "person"])
    assert person.account is not None  # noqa: S101 - for the type checker: it was given one
    actor = Actor(account_id=person.account.pk)
    InvitationStep.objects.create(
        invitation=locked, state=InvitationState.ACCEPTED, by=actor.opaque_id, on=clock.today()
    )
    enter(
        actor, "accept_invitation", subject=("invitation", locked.key), place=_where(locked),
        detail={"office": locked.office, "invited_by": locked.by},
    )  # fmt: skip
    _tell(locked, actor)
    return person.account


@transaction.atomic
def decline_invitation(*, by: Actor, invitation: Invitation, email: str) -> Invitation:
    """Says no, thank you: the link stops working, and those who invited see it."""
    locked = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if why_not_next(locked.state, InvitationState.DECLINED):
        raise Unacceptable("invitation_is_over")
    if email.lower() != locked.email:
        raise Unacceptable("address_not_proved")
    locked.state = InvitationState.DECLINED
    locked.save(update_fields=["state"])
    InvitationStep.objects.create(invitation=locked, state=locked.state, by=by.opaque_id, on=clock.today())
    enter(by, "decline_invitation", subject=("invitation", locked.key), place=_where(locked))
    return locked


def _where(invitation: Invitation) -> str:
    if invitation.network:
        return str(invitation.network.path)
    paths = network_paths(invitation.organisation) if invitation.organisation else []
    return paths[0] if paths else ROOT_PATH


def _tell(invitation: Invitation, by: Actor) -> None:
    """Tells whoever invited, if they are still there, and those who keep the records nearest."""
    inviter = [UUID(invitation.by)] if not invitation.by.startswith("system:") and invitation.by != "nobody" else []
    keepers = nearest_keepers(_where(invitation), clock.today())
    url = reverse("desk_invitation", args=[invitation.key])
    notify("alliance.invitation_accepted", to=[*inviter, *keepers], url=url, by=by)


@transaction.atomic
def person_behind(
    *, by: Actor, account_id: UUID | None, known: Person | None, email: str, place: str, myself: Myself | None
) -> Person:
    """Returns the person of an account, or of a proved address; both are made where there is none yet."""
    account = _account(account_id, email)
    if account is not None and account_id is None:  # found by the address, which was proved just now
        codes.note_proof(account)
    person = of_account(account.pk) if account else None
    if person is not None:
        return person
    if known is not None and (known.account_id or known.former_since):
        known = None
    if myself is None or not myself.name.strip():
        raise Unacceptable("name_needed", field="name")
    person = known or people.welcome_person(by=by, name=myself.name, email=email, place=place)
    people.change_person(
        by=by, person=person, name=myself.name, email=email, visibility=myself.visibility,
        languages=tuple(person.languages) or ((myself.language,) if myself.language else ()),
    )  # fmt: skip
    if account is None:
        made = people.give_account(
            by=by, person=person, email=email, password=myself.password, language=myself.language
        )
        codes.note_proof(made)
    else:
        person.account = account
        person.save(update_fields=["account"])
        enter(by, "give_account", subject=("person", person.key), place=place)
    return person


def _account(account_id: UUID | None, email: str) -> Account | None:
    found = Account.objects.filter(pk=account_id) if account_id else Account.objects.with_address(email)
    account = found.first()
    if account is not None and not account.is_active:
        raise Unacceptable("way_in_closed")
    return account


@transaction.atomic
def take_office(
    *,
    by: Actor,
    person: Person,
    office: str,
    network: Network | None = None,
    organisation: Organisation | None = None,
    title: str = "",
    ends: dt.date | None = None,
) -> None:
    """Puts a person who asked for it into an organisation and an office from today on, where they are not already."""
    today = today_where(OfficeTerm(network=network, organisation=organisation))
    coming = Q(ends=None) | Q(ends__gte=today)
    since = Q(ends=None) | Q(ends__gte=clock.today())
    if organisation and not Affiliation.objects.filter(since, person=person, organisation=organisation).exists():
        people.affiliate(by=by, person=person, organisation=organisation, title=title, asked=True)
    terms = OfficeTerm.objects.filter(coming, person=person, office=office, network=network, organisation=organisation)
    if not terms.exists():
        grant_office(
            by=by, person=person, office=office, network=network, organisation=organisation, ends=ends, asked=True
        )  # fmt: skip
