"""The invented people whom one can become with a click, and what they may see."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from answerable.access.models import Account
from answerable.alliance.models import Person
from answerable.alliance.queries.naming import network_name, organisation_name

from .reading import read

PHRASE = "a loom by the open window"  # every demo account's password: the demo answers on this machine only

ROLES: dict[str, Promise] = {
    "secretariat": _("Secretariat"),
    "coordinator": _("Coordinator"),
    "focal_point": _("Focal point"),
    "partner_representative": _("Women’s-rights partner"),
    "facilitator": _("Facilitator"),
    "editor": _("Editor"),
    "board_member": _("Board member"),
    "intern": _("Intern"),
    "consultant": _("Consultant"),
    "": _("Member"),
}
SEES: dict[str, Promise] = {
    "tomas": _("All records of the alliance, its import and its to-do list"),
    "neema": _("The records of one country: organisations, people, committee, what is missing"),
    "juma": _("The card of one organisation and the people in it"),
    "rehema": _("The card of her organisation, and her seat on the committee"),
    "leila": _("What members see; no records to keep"),
    "iracema": _("The records of a whole region, in Spanish"),
    "aissatou": _("What members see in every network; no records to keep"),
    "folake": _("What members see, and her seat on the board"),
    "salome": _("What members see of their own network; no office"),
    "salma": _("The card of one organisation, in Arabic, right to left"),
    "ximena": _("The card of one organisation, in Spanish"),
    "mira": _("The records of one country whose names are in several scripts"),
    "winnie": _("The response desk of one country: concerns that were sealed to her"),
    "paloma": _("The response desk for all countries, in Spanish"),
    "kiran": _("The response desk for all countries, in Hindi"),
    "ruth": _("The outside panel, which reads what is about the secretariat or the board"),
    "samuel": _("The outside panel, as a second reader"),
    "hana": _("The outside panel, in Arabic"),
}


@dataclass(frozen=True)
class DemoPerson:
    """Somebody on the list: `office`, `place` and `hint` are words in the reader's language."""

    key: str
    name: str
    office: str
    place: str
    hint: Promise
    email: str
    account_id: UUID

    @property
    def role(self) -> str:
        """The line under the name: office and place."""
        return " · ".join(one for one in (self.office, self.place) if one)


def people_to_become() -> list[DemoPerson]:
    """Returns those who have an account of the demo, in the order of its cast list; empty before it is loaded."""
    told = read("named")["people"]
    emails = {one["email"]: key for key, one in told.items()}
    found = {emails[one.account.email]: one for one in _people_of(emails) if one.account}
    language = get_language() or "en"
    return [_shown(key, found[key], language) for key in told if key in found]


def _people_of(emails: Iterable[str]) -> Iterable[Person]:
    texts = ("offices__network__texts", "offices__organisation__texts", "affiliations__organisation__texts")
    listed = Person.objects.filter(account__email__in=list(emails), account__is_active=True)
    return listed.select_related("account").prefetch_related(*texts)


def _shown(key: str, person: Person, language: str) -> DemoPerson:
    assert person.account is not None  # noqa: S101 - for the type checker: it was found by its account
    return DemoPerson(
        key=key, name=person.name, office=_office(person), place=_place(person, language), hint=SEES[key],
        email=person.account.email, account_id=person.account.pk,
    )  # fmt: skip


def _office(person: Person) -> str:
    offices = sorted(person.offices.all(), key=lambda one: one.pk)
    return str(ROLES[offices[0].office if offices else ""])


def _place(person: Person, language: str) -> str:
    """Returns where the first office stands, or the organisation of somebody without one."""
    for office in sorted(person.offices.all(), key=lambda one: one.pk):
        if office.network:
            return "" if office.network.depth == 1 else network_name(office.network, language)
        if office.organisation:
            return organisation_name(office.organisation, language)
    homes = [one.organisation for one in person.affiliations.all()]
    return organisation_name(homes[0], language) if homes else ""


def account_of(key: str) -> Account | None:
    """Returns the account behind a key of the list, or None for any other key."""
    one = read("named")["people"].get(key)
    return Account.objects.filter(email=one["email"], is_active=True).first() if one else None
