"""Welcoming organisations, keeping their card, and their membership in networks."""

import datetime as dt
from dataclasses import dataclass, field

from django.db import transaction

from answerable.access.actors import Actor
from answerable.access.refusals import Unacceptable
from answerable.kit import clock
from answerable.kit.countries import name as country_name
from answerable.kit.text import fold
from answerable.kit.text import slug as slug_of

from ..models import Kind, Membership, MembershipStatus, Network, Organisation, OrganisationText
from ..permissions import (
    ROOT_PATH,
    keeps,
    may_edit_card,
    may_keep_network,
    may_keep_organisation,
    require,
    speaks_for_organisation,
)
from ..queries.organisations import network_paths
from ..rules.memberships import why_not_next
from ..rules.words import Visibility
from .networks import _partial
from .recording import Detail, enter

WHO_EDITS_CARDS = keeps | speaks_for_organisation


@dataclass(frozen=True)
class Card:
    """What an organisation says of itself; `kinds` are codes, `since` a partial date, `country` an ISO code."""

    name: str
    name_language: str = "en"
    short_name: str = ""
    kinds: tuple[str, ...] = ()
    country: str = ""
    city: str = ""
    languages: tuple[str, ...] = ()
    website: str = ""
    email: str = ""
    since: str = ""
    women_led: bool | None = None
    womens_rights_core: bool | None = None
    about: str = ""
    names: dict[str, str] = field(default_factory=dict)


@transaction.atomic
def welcome_organisation(
    *,
    by: Actor,
    card: Card,
    network: Network | None = None,
    state: str = "member",
    since: str = "",
    visibility: str = Visibility.MEMBERS,
    at_risk: bool = False,
    external_id: str = "",
) -> Organisation:
    """Adds an organisation to the records and, where a network is given, to that network."""
    require(may_keep_network(by, network.path if network else ROOT_PATH))
    _check_card(card)
    organisation = Organisation(
        slug=slug_of(card.name, _slug_taken), external_id=external_id, visibility=visibility, at_risk=at_risk,
        created_on=clock.today(),
    )  # fmt: skip
    _write(organisation, card)
    detail: Detail = {"visibility": str(visibility), "at_risk": at_risk}
    enter(by, "welcome_organisation", subject=("organisation", organisation.key), place=_place(network), detail=detail)
    if network:
        join_network(by=by, organisation=organisation, network=network, state=state, since=since)
    return organisation


def _slug_taken(slug: str) -> bool:
    return Organisation.objects.filter(slug=slug).exists()


def _place(network: Network | None) -> str:
    return network.path if network else ROOT_PATH


def _check_card(card: Card) -> None:
    if not card.name.strip():
        raise Unacceptable("name_needed", field="name")
    unknown = set(card.kinds) - set(Kind.objects.filter(code__in=card.kinds).values_list("code", flat=True))
    if unknown:
        raise Unacceptable("kind_unknown", field="kinds", kind=sorted(unknown)[0])


def _write(organisation: Organisation, card: Card) -> None:
    organisation.name, organisation.name_language = card.name.strip(), card.name_language
    organisation.short_name, organisation.country, organisation.city = (
        card.short_name.strip(),
        card.country,
        card.city.strip(),
    )
    organisation.languages, organisation.website, organisation.email = list(card.languages), card.website, card.email
    organisation.since = _partial(card.since)
    organisation.women_led, organisation.womens_rights_core = card.women_led, card.womens_rights_core
    organisation.folded = ""
    organisation.save()
    organisation.kinds.set(Kind.objects.filter(code__in=card.kinds))
    for language, name in {**card.names, card.name_language: card.name.strip()}.items():
        _write_text(organisation, language, name, card.about if language == card.name_language else None)
    fold_names(organisation)


def _write_text(organisation: Organisation, language: str, name: str, about: str | None) -> None:
    values: dict[str, object] = {"name": name, "updated_on": clock.today()}
    if about is not None:
        values["about"] = about.strip()
    OrganisationText.objects.update_or_create(organisation=organisation, language=language, defaults=values)


def fold_names(organisation: Organisation) -> None:
    """Renews what the directory's search looks through: names in all languages, short name, city, country."""
    names = list(OrganisationText.objects.filter(organisation=organisation).values_list("name", flat=True))
    country = (
        [country_name(organisation.country, language) for language in ("en", "es", "ar")]
        if organisation.country
        else []
    )
    words = fold(" ".join([organisation.name, organisation.short_name, organisation.city, *names, *country]))
    Organisation.objects.filter(pk=organisation.pk).update(folded=words)
    organisation.folded = words


@transaction.atomic
def change_card(*, by: Actor, organisation: Organisation, card: Card) -> Organisation:
    """Changes what an organisation says of itself: its own people may, and those who keep its records."""
    paths = network_paths(organisation)
    require(may_edit_card(by, organisation.pk, paths))
    _check_card(card)
    _write(organisation, card)
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
def set_visibility(*, by: Actor, organisation: Organisation, visibility: str, at_risk: bool) -> Organisation:
    """Says who may know of an organisation; "at risk" hides it from all but its own people and its keepers."""
    paths = network_paths(organisation)
    require(may_edit_card(by, organisation.pk, paths))
    organisation.visibility, organisation.at_risk = visibility, at_risk
    organisation.save(update_fields=["visibility", "at_risk"])
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
    """Gives an organisation a place in a network."""
    require(may_keep_network(by, network.path))
    if network.closed_on:
        raise Unacceptable("network_closed", field="network")
    if Membership.objects.filter(organisation=organisation, network=network).exists():
        raise Unacceptable("belongs_already", field="network")
    membership = Membership.objects.create(
        organisation=organisation, network=network, state=state, since=_partial(since)
    )
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
    """Removes an organisation that was recorded in error: nobody holds an office or a seat for it."""
    paths = network_paths(organisation)
    require(may_keep_organisation(by, organisation.pk, paths))
    if organisation.offices.exists() or organisation.terms.exists() or organisation.affiliations.exists():
        raise Unacceptable("people_stand_for_it")
    enter(by, "remove_organisation", subject=("organisation", organisation.key), place=paths[0] if paths else ROOT_PATH)
    organisation.delete()
