"""How a page of the raising door is shown: in one of the languages that its texts are written in, kept nowhere."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import ngettext

from answerable.alliance.queries import profile as profiles
from answerable.kit.languages import own_name

from ...queries import near
from ...queries.own_words import Spoken, spoken
from ...queries.raising import FIRST_LANGUAGE, raising
from .visit import Visit

MINUTE = 60
_spoken: ContextVar[Spoken | None] = ContextVar("spoken", default=None)


def show(
    request: HttpRequest, visit: Visit, template: str, context: dict[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    """Returns a page. Within a visit it is one that can be sent once, and that closes by itself after the pause."""
    facts: dict[str, Any] = {"language": language(), "direction": "rtl" if translation.get_language_bidi() else "ltr"}
    facts |= {
        "visit": visit,
        "closes_after": settings.VISIT_IDLE_SECONDS["raiser"],
        "pause": pause(),
        "leads_to": leads_to(),
    }
    facts |= {"once": visit.new_page() if visit.is_begun else "", "typed": {}, "errors": {}}
    return HttpResponse(render_to_string(template, facts | (context or {})), status=status)


def say(place: str, **filled_in: object) -> str:
    """Returns a text by its place, in the language of the page, as it is said where somebody is."""
    return _words().say(place, **filled_in)


def say_entered(place: str, name: str) -> str:
    """Returns a text with what the country entered under a name; where it entered nothing, the text that says so."""
    return _words().say_entered(place, name)


def has_entered(name: str) -> bool:
    return name in _words().entered


def _words() -> Spoken:
    found = _spoken.get()
    return found if found is not None and found.language == language() else spoken(language())


def language() -> str:
    return translation.get_language() or FIRST_LANGUAGE


def leads_to() -> str:
    """Returns where somebody is taken who leaves: a page in their language, where the settings name one."""
    return str(settings.LEAVE_TO.get(language(), settings.LEAVE_TO[""]))


def offered() -> tuple[str, ...]:
    """Returns the languages of the alliance that all texts of this door are written in, its first one first."""
    kept = profiles.profile()
    chosen = tuple(kept.languages) if kept else settings.COMPLETE_LANGUAGES
    return tuple(one for one in chosen if one in raising().words) or (FIRST_LANGUAGE,)


def speak(request: HttpRequest, wanted: str, where: Sequence[str] = ()) -> None:
    """Has the page speak a language that is offered here: the one wanted, the one of the request, or the first.

    `where`: paths, the nearest first, whose own words and numbers are said.
    """
    there = offered()
    chosen = next((one for one in (wanted, language()) if one in there), there[0])
    translation.activate(chosen)
    request.LANGUAGE_CODE = chosen
    _spoken.set(spoken(chosen, where))


def speak_of(country: str) -> None:
    """Has what follows say what is said in a country: what must be passed on there, and who helps."""
    _spoken.set(spoken(language(), near.with_root(near.place_of(country))))


@dataclass(frozen=True)
class Tongue:
    """A language on offer, in its own words."""

    code: str
    name: str


def tongues() -> list[Tongue]:
    """Returns every language that is offered here but for the one of the page."""
    return [Tongue(code, own_name(code)) for code in offered() if code != language()]


@contextmanager
def speaking_here() -> Iterator[None]:
    """Within it pages say what is said at the place they name; afterwards nothing of it is left."""
    token = _spoken.set(None)
    try:
        yield
    finally:
        _spoken.reset(token)


@contextmanager
def speaking_plainly() -> Iterator[None]:
    """Within it pages say what is shipped, in the language of the page, and ask nobody for other words."""
    token = _spoken.set(Spoken(language()))
    try:
        yield
    finally:
        _spoken.reset(token)


def pause() -> str:
    """Returns after how long a visit closes by itself, as a phrase."""
    minutes = settings.VISIT_IDLE_SECONDS["raiser"] // MINUTE
    return ngettext("%(minutes)d minute", "%(minutes)d minutes", minutes) % {"minutes": minutes}
