"""Names in the reader's language, and what may be shown where a name may not."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from answerable.kit.translations import in_language

from ..models import Body, CountClaim, Kind, Need, Network, NetworkText, Organisation, OrganisationText, Seat
from ..rules.words import MembershipState, Office

KINDS: dict[str, Promise] = {
    "womens_rights": _("Women’s-rights organisation"),
    "men_and_boys": _("Working with men and boys"),
    "youth": _("Youth-led"),
    "lgbtiq": _("LGBTIQ-led"),
    "child_rights": _("Child rights"),
    "disability": _("Disability rights"),
    "research": _("Research"),
    "faith": _("Faith-based"),
    "service_provider": _("Service provider"),
    "network": _("Network of organisations"),
    "other": pgettext_lazy("kind of organisation", "Other"),
}
NEEDS: dict[str, Promise] = {
    "talk": _("Somebody to talk to"),
    "medical": _("Medical care"),
    "after_sexual_violence": _("Medical care after sexual violence, best within three days"),
    "safe_place": _("A safe place to stay"),
    "protection": _("Protection, or a safe way to leave"),
    "legal": _("Legal advice"),
    "children": _("Help for children"),
    "online": _("Help against abuse online"),
    "lgbtiq": _("Support for LGBTIQ people"),
    "men_harmed": _("Support for men who were harmed"),
    "disability": _("Support for people with disabilities, sign language"),
    "migration": _("Advice on migration and asylum"),
    "money": _("Money, food, a way to earn a living"),
    "work": _("Advice about harm at work"),
    "peers": _("Others who went through it"),
    "change": _("Those who caused harm and want to change"),
}
STATES: dict[str, Promise] = {
    MembershipState.APPLIED: pgettext_lazy("membership", "Applied"),
    MembershipState.PROVISIONAL: pgettext_lazy("membership", "Provisional"),
    MembershipState.MEMBER: pgettext_lazy("membership", "Member"),
    MembershipState.SUSPENDED: pgettext_lazy("membership", "Suspended"),
    MembershipState.WITHDRAWN: pgettext_lazy("membership", "Withdrawn"),
    MembershipState.ENDED: pgettext_lazy("membership", "Ended"),
}

OFFICES: dict[str, Promise] = {
    Office.SECRETARIAT: _("Secretariat"),
    Office.COORDINATOR: _("Coordinator"),
    Office.FOCAL_POINT: _("Focal point"),
    Office.FACILITATOR: _("Facilitator"),
    Office.EDITOR: _("Editor"),
    Office.PARTNER: _("Women’s-rights partner representative"),
    Office.BOARD: _("Board member"),
    Office.COMMITTEE: _("Committee member"),
    Office.INTERN: _("Intern"),
    Office.CONSULTANT: _("Consultant"),
}


def network_name(network: Network, language: str) -> str:
    """Returns a network's name in a language; its own name where there is none. Texts should be prefetched."""
    text = in_language(network.texts.all(), language)
    return text.name if text else network.name


def network_name_language(network: Network, language: str) -> str:
    text = in_language(network.texts.all(), language)
    return text.language if text else network.name_language


def network_about(network: Network, language: str) -> str:
    return _about(network.texts.all(), language, network.name_language)


def organisation_name(organisation: Organisation, language: str) -> str:
    text = in_language(organisation.texts.all(), language)
    return text.name if text else organisation.name


def organisation_name_language(organisation: Organisation, language: str) -> str:
    """Returns the language in which `organisation_name` answers, for the `lang` attribute."""
    text = in_language(organisation.texts.all(), language)
    return text.language if text else organisation.name_language


def organisation_about(organisation: Organisation, language: str) -> str:
    return _about(organisation.texts.all(), language, organisation.name_language)


def kind_name(kind: Kind, language: str) -> str:
    """Returns the alliance's own word for a kind in a language, else the shipped one. Texts should be prefetched."""
    texts = {text.language: text.name for text in kind.texts.all()}
    return texts.get(language) or str(KINDS.get(kind.code, "")) or next(iter(texts.values()), kind.code)


def need_name(need: Need, language: str) -> str:
    """Returns the alliance's own word for a need in a language, else the shipped one. Texts should be prefetched."""
    texts = {text.language: text.name for text in need.texts.all()}
    return texts.get(language) or str(NEEDS.get(need.code, "")) or next(iter(texts.values()), need.code)


def _about(texts: Iterable[NetworkText | OrganisationText], *languages: str) -> str:
    """A text may be named in a language without being described in it: then the next language speaks."""
    listed = list(texts)
    found = (in_language(listed, language) for language in (*languages, "en"))
    return next((text.about for text in found if text and text.about), "")


def body_name(body: Body, language: str) -> str:
    text = in_language(body.texts.all(), language)
    return text.name if text else body.name


def body_name_language(body: Body, language: str) -> str:
    text = in_language(body.texts.all(), language)
    return text.language if text else body.name_language


def seat_role(seat: Seat, language: str) -> str:
    """Returns what a seat is called in a language, its own words where there are none; texts should be prefetched."""
    text = in_language(seat.texts.all(), language)
    return text.role if text else seat.role


def claim_source(claim: CountClaim, language: str) -> str:
    """Returns where a figure comes from, in a language as far as that was said; texts should be prefetched."""
    text = in_language(claim.texts.all(), language)
    return text.source if text else claim.source


def names_of(networks: Iterable[Network], language: str) -> dict[int, str]:
    return {network.pk: network_name(network, language) for network in networks}
