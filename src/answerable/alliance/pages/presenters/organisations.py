"""An organisation as words: what its card and its line in the directory say."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from answerable.kit.countries import name as country_name
from answerable.kit.languages import name as language_name

from ...models import Membership, Organisation
from ...queries.naming import network_name, organisation_about, organisation_name, organisation_name_language
from ...rules.words import MembershipState
from ..words import STATES, kind_name


@dataclass(frozen=True)
class Belonging:
    slug: str
    name: str
    state: str
    status: str
    since: str


@dataclass(frozen=True)
class OrganisationCard:
    slug: str
    name: str
    name_language: str
    short_name: str
    about: str
    kinds: list[str]
    country: str
    place: str
    languages: str
    website: str
    since: str
    networks: list[Belonging]
    leads: str


STATUS = {
    MembershipState.MEMBER: "ok",
    MembershipState.PROVISIONAL: "start",
    MembershipState.APPLIED: "start",
    MembershipState.SUSPENDED: "late",
    MembershipState.WITHDRAWN: "none",
    MembershipState.ENDED: "none",
}


def card(organisation: Organisation, language: str) -> OrganisationCard:
    """Prepares a card; `texts`, `kinds__texts` and `current` memberships should be prefetched."""
    memberships: list[Membership] = getattr(organisation, "current", [])
    return OrganisationCard(
        slug=organisation.slug,
        name=organisation_name(organisation, language),
        name_language=organisation_name_language(organisation, language),
        short_name=organisation.short_name,
        about=organisation_about(organisation, language),
        kinds=kinds_of(organisation, language),
        country=_country(organisation, language),
        place=place_of(organisation, language),
        languages=_(", ").join(language_name(code, language) for code in organisation.languages),
        website=organisation.website,
        since=organisation.since,
        networks=[belonging(one, language) for one in memberships],
        leads=_leads(organisation),
    )


def kinds_of(organisation: Organisation, language: str) -> list[str]:
    """Returns the words for its kinds; `kinds__texts` should be prefetched."""
    return [kind_name(kind, language) for kind in organisation.kinds.all()]


def place_of(organisation: Organisation, language: str) -> str:
    """Returns its city and its country, as far as they are known."""
    city, country = organisation.city, _country(organisation, language)
    return _("%(city)s, %(country)s") % {"city": city, "country": country} if city and country else country or city


def _country(organisation: Organisation, language: str) -> str:
    return country_name(organisation.country, language) if organisation.country else ""


def belonging(membership: Membership, language: str) -> Belonging:
    return Belonging(
        slug=membership.network.slug,
        name=network_name(membership.network, language),
        state=str(STATES[membership.state]),
        status=STATUS[MembershipState(membership.state)],
        since=membership.since,
    )


def _leads(organisation: Organisation) -> str:
    if organisation.women_led and organisation.womens_rights_core:
        return _("Women-led, with women’s rights at its core")
    if organisation.women_led:
        return _("Women-led")
    return ""
