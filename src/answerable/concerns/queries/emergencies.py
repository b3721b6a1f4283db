"""The emergency number that a country's network entered, for the pages of support services."""

from answerable.alliance.queries.in_danger import InDanger

from . import near
from .own_words import spoken

NAME = "emergency"


def emergency_of(country: str, language: str) -> InDanger | None:
    """Returns what the door says to somebody in danger in a country; None where its network and those above entered nothing."""
    texts = spoken(language, near.with_root(near.place_of(country)))
    found = texts.entered.get(NAME)
    return InDanger(texts.say_entered("help.danger", NAME), found.checked_on) if found else None
