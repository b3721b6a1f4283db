"""How a support service stands, as plain values: compared by a rehearsal, kept for taking a list back."""

from dataclasses import fields
from typing import Any

from answerable.kit.translations import in_language

from ...models import SupportService
from ..services import ServiceFacts, ServiceWords

FACTS = tuple(one.name for one in fields(ServiceFacts))
WORDS = tuple(one.name for one in fields(ServiceWords))
DIVIDER = "; "


def facts_of(service: SupportService) -> ServiceFacts:
    """Returns what the records say of a service in codes and numbers."""
    said = {one: getattr(service, one) for one in FACTS if one != "needs"}
    lists = {one: tuple(value) for one, value in said.items() if isinstance(value, list)}
    return ServiceFacts(**{**said, **lists, "needs": tuple(sorted(one.code for one in service.needs.all()))})


def words_of(service: SupportService) -> ServiceWords:
    """Returns a service's words in its own language."""
    text = in_language(service.texts.all(), service.language)
    return ServiceWords(**{one: getattr(text, one) for one in WORDS}) if text else ServiceWords("")


def plain(facts: ServiceFacts, words: ServiceWords) -> dict[str, Any]:
    """Returns both as data that can be stored: lists in one order, so that two of them can be compared."""
    said = {**vars(facts), **vars(words)}
    return {one: sorted(value) if isinstance(value, tuple) else value for one, value in said.items()}


def shown(value: Any) -> str:
    if isinstance(value, list):
        return DIVIDER.join(value)
    return "" if value in (None, False) else "✓" if value is True else str(value)
