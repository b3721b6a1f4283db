"""Whom to call in danger in a country, as far as a room above knows it.

tell_of(said)  # in the room's own `ready`
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class InDanger:
    """A sentence with the number to call, in the reader's language, and the day on which somebody made sure of it."""

    words: str
    checked_on: dt.date | None


Said = Callable[[str, str], InDanger | None]
_told: list[Said] = []


def tell_of(said: Said) -> None:
    """Has a room asked for a country (ISO 3166, two letters) and a language; it returns None where nobody entered a number."""
    if said not in _told:
        _told.append(said)


def in_danger(country: str, language: str) -> InDanger | None:
    """Returns what is said to somebody in a country; None where no country is chosen or nothing is known of it."""
    return next((found for said in _told if country and (found := said(country, language))), None)
