"""Texts and names as search takes them."""

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Protocol

from django.conf import settings
from django.utils import translation

from answerable.kit import countries
from answerable.kit.search import Text
from answerable.kit.translations import TextState


class Named(Protocol):
    """A row with a name and a description in one language."""

    language: str
    state: str
    name: str
    about: str


def names(own: Text, rows: Iterable[Named], *more: Text) -> list[Text]:
    """Returns the own name, then those in other languages by their codes; drafts are passed over."""
    said = sorted((row for row in rows if row.state != TextState.DRAFT), key=lambda row: row.language)
    listed = [own, *more, *(Text(row.name, row.language) for row in said)]
    return distinct(listed)


def distinct(listed: Iterable[Text]) -> list[Text]:
    return list(dict.fromkeys(one for one in listed if one.words))


def abouts(rows: Iterable[Named]) -> Iterator[Text]:
    said = sorted((row for row in rows if row.about and row.state != TextState.DRAFT), key=lambda row: row.language)
    return (Text(row.about, row.language) for row in said)


@cache
def country(code: str) -> tuple[Text, ...]:
    """Returns a country's name in every language in which it is known."""
    return tuple(Text(countries.name(code, language), language) for language in countries.LANGUAGES) if code else ()


def in_all_languages(words: Callable[[str], str]) -> list[Text]:
    """Returns the program's words for something in each of the languages it is shipped in."""
    found = []
    for language in settings.SHIPPED_LANGUAGES:
        with translation.override(language):
            found.append(Text(words(language), language))
    return found


def in_order(texts: Iterable[Text], language: str) -> list[Text]:
    """Returns texts with those in the reader's language first, so that these are shown where several fit."""
    return sorted(texts, key=lambda text: text.language != language)
