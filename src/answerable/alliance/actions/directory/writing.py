"""Writing the directory out: the same columns that are read, so that an export brought in again changes nothing."""

from collections.abc import Iterator

from django.db.models import Prefetch, QuerySet
from django.utils.translation import get_language, override

from answerable.access.actors import Actor

from ...models import Membership, Network, Organisation
from ...queries.organisations import in_network, kept_by, seen_by
from .columns import COLUMNS, NAME_LANGUAGES

HEADINGS = [column.code for column in COLUMNS]
# What a list begins with that is written anew; every other column can be added under its heading.
FIRST_COLUMNS = ("name", "short_name", "kinds", "country", "city", "languages", "website", "email", "since", "about")
YES_NO = {True: "yes", False: "no", None: ""}


def first_headings() -> list[str]:
    """Returns the headings of a list that is yet to be written, in the reader's language where lists are read in it."""
    reader = (get_language() or "").split("-")[0]
    with override(reader if reader in NAME_LANGUAGES else "en"):
        labels = {column.code: str(column.label) for column in COLUMNS}
    return [labels[code] for code in FIRST_COLUMNS]


def exported(actor: Actor, within: Network | None = None) -> QuerySet[Organisation]:
    """Returns what this actor may export: organisations in their care, none at risk, whoever asks."""
    kept = seen_by(actor).filter(kept_by(actor), at_risk=False)
    return (in_network(kept, within) if within and within.depth > 1 else kept).order_by("pk")


def rows(actor: Actor, within: Network | None = None) -> Iterator[list[str]]:
    """Yields one row an organisation, in the order of `HEADINGS`, a few hundred in memory at a time."""
    memberships = Prefetch("memberships", queryset=Membership.objects.select_related("network").order_by("pk"))
    found = exported(actor, within).prefetch_related("texts", "kinds", memberships)
    for organisation in found.iterator(chunk_size=500):
        cells = row(organisation)
        yield [cells.get(code, "") for code in HEADINGS]


def row(organisation: Organisation) -> dict[str, str]:
    """Returns one organisation's cells by column code."""
    texts = {text.language: text for text in organisation.texts.all()}
    own = texts.get(organisation.name_language)
    held = list(organisation.memberships.all())
    return {
        "id": organisation.external_id or str(organisation.key),
        "name": organisation.name,
        "name_language": organisation.name_language,
        "short_name": organisation.short_name,
        **{f"name_{code}": texts[code].name for code in NAME_LANGUAGES if code in texts},
        "kinds": "; ".join(one.code for one in organisation.kinds.all()),
        "country": organisation.country,
        "city": organisation.city,
        "networks": "; ".join(one.network.slug for one in held),
        "membership": "; ".join(one.state for one in held),
        "member_since": "; ".join(one.since or "-" for one in held) if any(one.since for one in held) else "",
        "since": organisation.since,
        "languages": "; ".join(organisation.languages),
        "website": organisation.website,
        "email": organisation.email,
        "women_led": YES_NO[organisation.women_led],
        "womens_rights_core": YES_NO[organisation.womens_rights_core],
        "about": own.about if own else "",
        "visibility": organisation.visibility,
    }
