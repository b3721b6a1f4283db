"""The texts that come with the program, as they lie in `content/`: one folder a language, one file a text."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from django.conf import settings
from django.utils.translation import get_language

from answerable.kit.yaml_files import parsed

from ..models import Instrument

LINES = UUID("7b0c4d52-3f0e-4a63-9a46-0f6f7a1f4f10")  # the same line in every alliance that takes a text in


@dataclass(frozen=True)
class ShippedClause:
    key: str
    heading: str
    body: str


@dataclass(frozen=True)
class ShippedText:
    """One text in one language."""

    name: str
    about: str
    preamble: str
    came_about: str
    clauses: tuple[ShippedClause, ...]


@dataclass(frozen=True)
class Shipped:
    """A text with everything that is the same in every language."""

    text: str
    kind: str
    signers: tuple[str, ...]
    sources: tuple[str, ...]
    languages: dict[str, ShippedText]

    def line(self, key: str) -> UUID:
        return uuid5(LINES, f"{self.text}/{key}")

    def in_language(self, language: str) -> str:
        """Returns the language it can be written in: the one asked for, else English."""
        return language if language in self.languages else "en"


def _folder() -> Path:
    return Path(settings.CONTENT)


@cache
def _list() -> dict[str, Any]:
    found: dict[str, Any] = parsed((_folder() / "texts.yaml").read_text(encoding="utf-8"))
    return found


def names() -> list[str]:
    """Returns the texts there are, in the order in which an alliance shows them."""
    return list(_list())


@cache
def shipped(text: str) -> Shipped:
    """Returns a text in all its languages."""
    told = _list()[text]
    languages = {path.parent.name: _read(path) for path in sorted(_folder().glob(f"*/{text}.yaml"))}
    return Shipped(text, told["kind"], tuple(told.get("signers", ())), tuple(told["sources"]), languages)


def _read(path: Path) -> ShippedText:
    raw = parsed(path.read_text(encoding="utf-8"))
    clauses = tuple(ShippedClause(key, one["heading"], one["body"].strip()) for key, one in raw["clauses"].items())
    return ShippedText(
        raw["name"], raw["about"].strip(), raw.get("preamble", "").strip(), raw["came_about"].strip(), clauses
    )


def title_of(text: str) -> str:
    """Returns a shipped text's name in the reader's language."""
    one = shipped(text)
    return one.languages[one.in_language(get_language() or "en")].name


def not_taken_in() -> list[tuple[str, str]]:
    """Returns the texts that this alliance has not taken in, with their names."""
    there = set(Instrument.objects.filter(slug__in=names()).values_list("slug", flat=True))
    return [(text, title_of(text)) for text in names() if text not in there]
