"""An organisation as a run compares it: its card, and all that an import may change."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from ...models import Organisation
from ..organisations import Card
from .looking_up import all_recorded

CARD = (
    "name",
    "short_name",
    "country",
    "city",
    "languages",
    "website",
    "email",
    "since",
    "women_led",
    "womens_rights_core",
)


def card_of(organisation: Organisation) -> Card:
    """Returns an organisation's card as it is recorded."""
    texts = {text.language: text for text in organisation.texts.all()}
    own = texts.get(organisation.name_language)
    plain = {code: getattr(organisation, code) for code in CARD if code != "languages"}
    return Card(
        **plain, languages=tuple(organisation.languages), name_language=organisation.name_language, about=own.about if own else "",
        kinds=tuple(one.code for one in organisation.kinds.all()), names={code: text.name for code, text in texts.items()},
    )  # fmt: skip


def snapshot(organisation: Organisation) -> dict[str, Any]:
    """Returns all that an import may change of an organisation, to compare and to take back."""
    return snapshots([organisation.pk])[organisation.pk]


def snapshots(organisations: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Returns the snapshot of each, as it is recorded now."""
    return {pk: _as_plain(one) for pk, one in all_recorded(organisations).items()}


def _as_plain(organisation: Organisation) -> dict[str, Any]:
    card = asdict(card_of(organisation))
    return {
        "card": card | {"kinds": list(card["kinds"]), "languages": list(card["languages"])},
        "visibility": organisation.visibility,
        "at_risk": organisation.at_risk,
        "external_id": organisation.external_id,
        "memberships": {str(one.network_id): [one.state, one.since] for one in organisation.memberships.all()},
    }
