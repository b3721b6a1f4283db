"""Keeping organisations' cards, and their membership in networks."""

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from answerable.access.actors import Actor
from answerable.access.refusals import Unacceptable
from answerable.backups import forgotten
from answerable.facts import keeping as facts
from answerable.facts.subjects import ORGANISATION, subject
from answerable.kit import clock, search, touching

from ..models import Membership, MembershipStatus, Network, Organisation, OrganisationText, Term
from ..permissions import (
    ROOT_PATH,
    keeps,
    may_edit_card,
    may_keep_network,
    may_keep_organisation,
    require,
    speaks_for_organisation,
)
from ..queries.followers import of_whom_others_know
from ..queries.merging import duplicates_of
from ..queries.organisations import network_paths
from ..queries.places import may_add_at_once
from ..rules.memberships import STANDS, why_not_next
from .addresses import slug_after
from .cards import Card, _write_card, _write_text, check_cards, fold_names
from .networks import _partial
from .recording import Detail, enter
from .welcoming import welcome_organisation

__all__ = [
    "Card", "change_card", "join_network", "move_membership", "name_organisation", "remove_organisation", "set_visibility",
    "welcome_organisation",
]  # fmt: skip

WHO_EDITS_CARDS = keeps | speaks_for_organisation


@transaction.atomic
def change_card(*, by: Actor, organisation: Organisation, card: Card) -> Organisation:
    """Changes what an organisation says of itself: its own people may, and those who keep its records."""
    paths = network_paths(organisation)
    require(may_edit_card(by, organisation.pk, paths))
    check_cards(card)
    _write_card(organisation, card)
    place = paths[0] if paths else ROOT_PATH
    enter(by, "change_card", subject=("organisation", organisation.key), place=place, among=WHO_EDITS_CARDS)
    return organisation


@transaction.atomic
def name_organisation(
    *, by: Actor, organisation: Organisation, language: str, name: str, about: str = ""
) -> OrganisationText:
    """Gives an organisation its name and description in one more language."""
    paths = network_paths(organisation)
    require(may_edit_card(by, organisation.pk, paths))
    if not name.strip():
        raise Unacceptable("name_needed", field="name")
    _write_text(organisation, language, name.strip(), about)
    if language == organisation.name_language:
        Organisation.objects.filter(pk=organisation.pk).update(name=name.strip())
        organisation.name = name.strip()
    fold_names(organisation)
    place = paths[0] if paths else ROOT_PATH
    enter(
        by,
        "name_organisation",
        subject=("organisation", organisation.key),
        place=place,
        detail={"language": language},
        among=WHO_EDITS_CARDS,
    )
    return OrganisationText.objects.get(organisation=organisation, language=language)


@transaction.atomic
def set_visibility(
    *, by: Actor, organisation: Organisation, visibility: str, at_risk: bool, instead_of: tuple[str, bool] | None = None
) -> Organisation:
    """Says who may know of an organisation; "at risk" hides it from all but its own people and its keepers.

    `instead_of` is what was so when it was asked: whoever hid it meanwhile is not overruled by a page that was open before.
    """
    paths = network_paths(organisation)
    require(may_edit_card(by, organisation.pk, paths))
    locked = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if instead_of is not None and instead_of != (locked.visibility, locked.at_risk):
        raise Unacceptable("hidden_meanwhile")
    organisation.slug = slug_after(locked, visibility=visibility, at_risk=at_risk)
    organisation.visibility, organisation.at_risk = visibility, at_risk
    organisation.save(update_fields=["visibility", "at_risk", "slug"])
    place = paths[0] if paths else ROOT_PATH
    enter(by, "set_visibility", subject=("organisation", organisation.key), place=place, among=WHO_EDITS_CARDS)
    return organisation


@transaction.atomic
def join_network(
    *,
    by: Actor,
    organisation: Organisation,
    network: Network,
    state: str = "member",
    since: str = "",
    starts: dt.date | None = None,
) -> Membership:
    """Gives an organisation that one keeps, or that nobody keeps, a place in a network; of others one asks for it."""
    require(may_keep_network(by, network.path))
    locked = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if not may_add_at_once(by, locked):
        raise Unacceptable("others_keep_it", field="network")
    return give_place(by=by, organisation=locked, network=network, state=state, since=since, starts=starts)


def give_place(
    *,
    by: Actor,
    organisation: Organisation,
    network: Network,
    state: str,
    since: str = "",
    starts: dt.date | None = None,
) -> Membership:
    """Writes a membership down, once it is clear that it may be; one that ended begins again."""
    if network.closed_on:
        raise Unacceptable("network_closed", field="network")
    membership = Membership.objects.filter(organisation=organisation, network=network).first()
    if membership and membership.state in STANDS:
        raise Unacceptable("belongs_already", field="network")
    membership = membership or Membership(organisation=organisation, network=network, since=_partial(since))
    membership.state = state
    membership.save()
    _step(by, membership, state, starts or clock.today(), "")
    detail: Detail = {"state": str(state)}
    enter(by, "join_network", subject=("organisation", organisation.key), place=network.path, detail=detail)
    return membership


def _step(by: Actor, membership: Membership, state: str, starts: dt.date, reason: str) -> None:
    MembershipStatus.objects.create(
        membership=membership, state=state, starts=starts, reason=reason, by=by.opaque_id, recorded_on=clock.today()
    )


@transaction.atomic
def move_membership(
    *, by: Actor, membership: Membership, state: str, starts: dt.date | None = None, reason: str = ""
) -> Membership:
    """Moves a membership to its next state, from a day on, keeping every earlier one."""
    require(may_keep_network(by, membership.network.path))
    locked = Membership.objects.select_for_update().get(pk=membership.pk)
    day = starts or clock.today()
    organisation = locked.organisation
    if locked.state not in STANDS and not may_keep_organisation(by, organisation.pk, network_paths(organisation)):
        raise Unacceptable("others_keep_it", field="state")  # it left: who keeps it now is asked whether it comes back
    code = why_not_next(locked.state, state, reason=reason)
    if code:
        raise Unacceptable(code, field="reason" if code == "reason_needed" else "state")
    last = locked.statuses.order_by("-starts", "-pk").first()
    if last and day < last.starts:
        raise Unacceptable("before_its_last_state", field="starts", day=last.starts)
    if day > clock.today():
        raise Unacceptable("in_the_future", field="starts")
    locked.state = membership.state = state
    locked.save(update_fields=["state"])
    _step(by, locked, state, day, reason.strip())
    key = membership.organisation.key
    enter(
        by,
        "move_membership",
        subject=("organisation", key),
        place=membership.network.path,
        detail={"state": str(state)},
    )
    return locked


@transaction.atomic
def remove_organisation(*, by: Actor, organisation: Organisation) -> None:
    """Removes an organisation that was recorded in error: nobody holds an office or a seat for it, and no other room speaks of it."""
    paths = network_paths(organisation)
    require(may_keep_organisation(by, organisation.pk, paths))
    if organisation.offices.exists() or organisation.terms.exists() or organisation.affiliations.exists():
        raise Unacceptable("people_stand_for_it")
    if organisation.invitations.exists() or organisation.introductions.exists():
        raise Unacceptable("people_are_invited")
    if of_whom_others_know(Organisation.objects.filter(pk=organisation.pk)).exists():
        raise Unacceptable("named_elsewhere")
    for key in [organisation.key, *keys_of_duplicates([organisation])]:  # a backup may be older than their merge
        enter(by, "remove_organisation", subject=("organisation", key), place=paths[0] if paths else ROOT_PATH)
    _remove_for_good([organisation])


def _remove_for_good(organisations: Sequence[Organisation]) -> None:
    """Deletes organisations with the duplicates that became part of them, and sees to it that no backup brings one back."""
    for key in [*(one.key for one in organisations), *keys_of_duplicates(organisations)]:
        forgotten.remember("organisation", str(key))
    search.forget("alliance.organisation", [one.pk for one in organisations])
    seats = list(Term.objects.filter(organisation__in=organisations).values_list("seat_id", flat=True))
    for organisation in organisations:
        organisation.delete()
    facts.forget([subject(ORGANISATION, one.key) for one in organisations])
    for seat in seats:
        touching.touched("seat", seat)


def keys_of_duplicates(organisations: Sequence[Organisation]) -> list[UUID]:
    pks = duplicates_of(one.pk for one in organisations)
    return list(Organisation.objects.filter(pk__in=pks).order_by("pk").values_list("key", flat=True))
