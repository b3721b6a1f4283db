"""One layout for every letter: what the HTML says, the text says, in the same order."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from smtplib import SMTPRecipientsRefused
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _

from ..colour import HOUSE_PRIMARY, is_colour, nearest
from .wording import SUBJECT, Address, Shown, Speaker, Way, Wording, speaker, wording_named

LEFT_TO_RIGHT = "\u200e"  # else the groups of a code would stand in the order of Arabic
GROUNDS = ("#ffffff", "#f6f2ea")


@dataclass(frozen=True)
class Look:
    """What a letter shows of an alliance: its name and its colour; no logo, since no picture is in a mail."""

    name: str = ""
    colour: str = ""

    @property
    def readable(self) -> str:
        return nearest(self.colour, on=GROUNDS) if is_colour(self.colour) else HOUSE_PRIMARY


@dataclass(frozen=True)
class Entry:
    """A thing in a letter: its lines, where it leads, or what is shown by itself."""

    lines: tuple[str, ...] = ()
    address: str = ""
    link: str = ""
    code: str = ""


@dataclass(frozen=True)
class Letter:
    subject: str
    text: str
    html: str
    language: str = ""


_looks: list[Callable[[str], Look]] = []


def provide_look(provider: Callable[[str], Look]) -> None:
    """Called once by the room that keeps the alliance's name and colours: it returns them for a language."""
    _looks[:] = [provider]


def compose(name: str, facts: Mapping[str, Any], said: Speaker | None = None) -> Letter:
    """Writes a declared kind of letter in the language of the moment, in the words of `said` where others are tried."""
    wording = wording_named(name)
    if wording is None:
        raise LookupError(f"no letter is called {name}")
    said = said or speaker()
    body = [_entry(said, wording, one, facts) for one in wording.body if getattr(one, "name", "") != SUBJECT]
    return write(said.say(name, wording.parts[SUBJECT], facts), body, is_discreet=wording.discreet)


def _entry(said: Speaker, wording: Wording, one: object, facts: Mapping[str, Any]) -> Entry:
    if isinstance(one, Shown):
        return Entry(code=str(facts[one.fact]))
    if isinstance(one, Address):
        return Entry(address=str(facts[one.fact]))
    if isinstance(one, Way):
        return Entry(address=str(facts[one.fact]), link=said.say(wording.name, one.part, facts))
    return Entry(lines=(said.say(wording.name, one, facts),))  # type: ignore[arg-type] # a part


def write(
    subject: str,
    body: Sequence[Entry],
    *,
    things: Sequence[Entry] = (),
    foot: Sequence[Entry] = (),
    is_discreet: bool = False,
) -> Letter:
    """Lays a letter out as text and as HTML: a body, a list of things, a foot in small print."""
    language = get_language() or settings.LANGUAGE_CODE
    look = _looks[0](language) if _looks and not is_discreet else Look()
    sheet = {
        "subject": subject, "body": body, "things": things, "foot": foot, "look": look, "language": language,
        "direction": "rtl" if get_language_bidi() else "ltr", "start": "right" if get_language_bidi() else "left",
        "ltr": LEFT_TO_RIGHT if get_language_bidi() else "",
        "address": settings.SITE_ADDRESS, "came_from": _("This mail came from:"),
    }  # fmt: skip
    text = render_to_string("kit/mail.txt", sheet).strip() + "\n"
    return Letter(" ".join(subject.split()), text, render_to_string("kit/mail.html", sheet), language)


def refused_for_good(fault: BaseException) -> bool:
    """Whether a server said that it will never take this mail to this address: trying again would only annoy it."""
    if not isinstance(fault, SMTPRecipientsRefused) or not fault.recipients:
        return False
    return all(500 <= code < 600 for code, _said in fault.recipients.values())
