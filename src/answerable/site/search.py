"""The site's own pages among what can be found: everybody may read them, in every language."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from html.parser import HTMLParser
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse
from django.urls import resolve, reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from answerable.access.actors import Actor
from answerable.alliance.queries.languages import words_version
from answerable.alliance.queries.profile import profile
from answerable.kit.search import Document, Hit, SearchKind, Text, declare

# Each page by a number that stays its own.
PAGES = {
    1: ("privacy", _("Privacy: who can see what")),
    2: ("accessibility", _("Accessibility")),
    3: ("languages", _("Languages")),
}


def documents(things: Collection[int] | None) -> Iterator[Document]:
    version = words_version(profile())
    for number, (name, title) in PAGES.items():
        if things is None or number in things:
            names, texts = [], []
            for language in settings.SHIPPED_LANGUAGES:
                with translation.override(language):
                    names.append(Text(str(title), language))
                    texts.append(Text(_words_of(name, language, version), language))
            yield Document(number, names, texts)


def show(things: Sequence[int], _reader: Actor, language: str) -> Mapping[int, Hit]:
    version = words_version(profile())
    return {
        number: Hit(
            str(PAGES[number][1]),
            language,
            reverse(PAGES[number][0]),
            texts=[Text(_words_of(PAGES[number][0], language, version), language)],
        )
        for number in things
        if number in PAGES
    }


@lru_cache(maxsize=64)
def _words_of(name: str, language: str, version: str) -> str:
    """Returns what a page says to a visitor in the language of the moment, without its markup."""
    request = HttpRequest()
    request.method, request.path_info, request.path = "GET", reverse(name), reverse(name)
    request.user, request.session = AnonymousUser(), SessionBase()
    request.actor = Actor.nobody()  # type: ignore[attr-defined] # every request has one
    answer = resolve(request.path).func(request)
    reading = _Reading()
    reading.feed(answer.content.decode() if isinstance(answer, HttpResponse) else "")
    return " ".join(" ".join(reading.said).split())


class _Reading(HTMLParser):
    """Gathers the words of a page's main part after its heading."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self._inside: list[str] = []

    def handle_starttag(self, tag: str, attributes: Any) -> None:
        if tag in {"main", "h1", "form", "nav"}:
            self._inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._inside and self._inside[-1] == tag:
            self._inside.pop()

    def handle_data(self, data: str) -> None:
        if self._inside == ["main"]:
            self.said.append(data)


declare(SearchKind("site.page", label=_("About this site"), documents=documents, show=show, order=90))
