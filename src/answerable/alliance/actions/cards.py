"""What an organisation says of itself, and how that is written down."""

from dataclasses import dataclass, field

from answerable.access.refusals import Unacceptable
from answerable.kit import clock
from answerable.kit.countries import name as country_name
from answerable.kit.text import fold

from ..models import Kind, Organisation, OrganisationText
from .networks import _partial

SEARCHED_COUNTRY_NAMES = ("en", "es", "fr", "pt", "ar", "hi")
WRITTEN = (
    "name", "name_language", "short_name", "country", "city", "languages", "website", "email", "since", "women_led",
    "womens_rights_core",
)  # fmt: skip


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

    @property
    def all_names(self) -> dict[str, str]:
        """The names by language, its own among them."""
        return {**self.names, self.name_language: self.name.strip()}


def check_cards(*cards: Card) -> None:
    if any(not card.name.strip() for card in cards):
        raise Unacceptable("name_needed", field="name")
    said = {code for card in cards for code in card.kinds}
    unknown = said - set(Kind.objects.filter(code__in=said).values_list("code", flat=True))
    if unknown:
        raise Unacceptable("kind_unknown", field="kinds", kind=sorted(unknown)[0])


def put_on(organisation: Organisation, card: Card) -> None:
    """Puts a card's plain fields on an organisation, which is not saved here."""
    organisation.name, organisation.name_language = card.name.strip(), card.name_language
    organisation.short_name, organisation.city = card.short_name.strip(), card.city.strip()
    organisation.country, organisation.languages = card.country, list(card.languages)
    organisation.website, organisation.email = card.website, card.email
    organisation.since = _partial(card.since)
    organisation.women_led, organisation.womens_rights_core = card.women_led, card.womens_rights_core


def _write_card(organisation: Organisation, card: Card) -> None:
    put_on(organisation, card)
    organisation.save(update_fields=WRITTEN)  # and nothing else: who may know of it may change at the same moment
    organisation.kinds.set(Kind.objects.filter(code__in=card.kinds))
    for language, name in card.all_names.items():
        _write_text(organisation, language, name, card.about if language == card.name_language else None)
    fold_names(organisation)


def _write_text(organisation: Organisation, language: str, name: str, about: str | None) -> None:
    values: dict[str, object] = {"name": name, "updated_on": clock.today()}
    if about is not None:
        values["about"] = about.strip()
    OrganisationText.objects.update_or_create(organisation=organisation, language=language, defaults=values)


def fold_names(organisation: Organisation) -> None:
    """Renews what the directory's search looks through."""
    names = OrganisationText.objects.filter(organisation=organisation).values_list("name", flat=True)
    organisation.folded, organisation.sort_key = folded(organisation, *names), sort_key(organisation)
    organisation.save(update_fields=["folded", "sort_key"])


def sort_key(organisation: Organisation) -> str:
    """Returns what lists are ordered by: the name in its own language, folded."""
    return fold(organisation.name)[:80]


def folded(organisation: Organisation, *names: str) -> str:
    """Returns names in all languages, short name, city and country as the directory's search compares them."""
    code = organisation.country
    countries = [country_name(code, language) for language in SEARCHED_COUNTRY_NAMES] if code else []
    return fold(" ".join([organisation.name, organisation.short_name, organisation.city, *names, *countries]))
