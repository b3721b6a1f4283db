"""What somebody can do to whom something was just told: the shipped text, or the alliance's own words in its place."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

from answerable.kit.translations import in_language
from answerable.kit.yaml_files import parsed

from ..models import PageText

PAGE, FILE = "told", "told.yaml"


@dataclass(frozen=True)
class Section:
    heading: str
    items: tuple[str, ...]


@dataclass(frozen=True)
class Told:
    """The page in one language; `own`: the alliance's own words, in place of the sections."""

    language: str
    lead: str = ""
    sections: tuple[Section, ...] = ()
    own: str = ""


def told(language: str) -> Told:
    """Returns the page in a language: in own words where there are any, else as shipped, else in English."""
    own = in_language(PageText.objects.filter(page=PAGE), language)
    there = shipped(language) or shipped(language.split("-", maxsplit=1)[0]) or shipped("en")
    if there is None:
        raise LookupError("the shipped text is missing")
    return Told(own.language, own=own.text) if own else there


@cache
def shipped(language: str) -> Told | None:
    """Returns the text that comes with the program, as far as it speaks a language."""
    path = Path(settings.CONTENT) / language / FILE
    if not language.replace("-", "").isalnum() or not path.exists():
        return None
    read: dict[str, Any] = parsed(path.read_text(encoding="utf-8"))
    sections = tuple(Section(one["heading"], tuple(one["items"])) for one in read["sections"])
    return Told(language, read["lead"], sections)


def as_plain_text(text: Told) -> str:
    """Returns a text as somebody would type it: where an alliance's own words begin."""
    parts = ["\n".join([one.heading, *(f"– {item}" for item in one.items)]) for one in text.sections]
    return "\n\n".join([text.lead, *parts])
