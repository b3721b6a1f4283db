"""The word lists under data/, read once."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from answerable.kit.yaml_files import parsed

DATA = Path(__file__).parent / "data"
SCRIPTS = frozenset({"am", "ar", "bg", "bn", "hi", "hy", "ka", "ne", "ru", "sr", "th", "uk", "ur"})


@cache
def read(name: str) -> Any:
    return parsed((DATA / f"{name}.yaml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Word:
    """A word or a city, in its own script and in plain letters."""

    own: str
    plain: str

    def in_(self, language: str) -> str:
        return self.own if language in SCRIPTS else self.plain


@dataclass(frozen=True)
class Country:
    code: str
    region: str
    weight: int
    tongues: tuple[str, ...]
    people: tuple[str, ...]
    words: tuple[Word, ...]
    cities: tuple[Word, ...]


@dataclass(frozen=True)
class Form:
    """One way to name an organisation, and what such an organisation does."""

    key: str
    kinds: tuple[str, ...]
    weight: int
    led: bool
    names: dict[str, str]
    abouts: dict[str, tuple[str, ...]]

    @property
    def is_of_a_city(self) -> bool:
        return "{c}" in self.names["en"]


@dataclass(frozen=True)
class NameList:
    women: tuple[str, ...]
    men: tuple[str, ...]
    family: tuple[str, ...]
    family_first: bool


def _words(text: str) -> tuple[Word, ...]:
    pairs = (one.partition("|") for one in text.split(", "))
    return tuple(Word(own, plain or own) for own, _, plain in pairs)


@cache
def countries() -> dict[str, Country]:
    return {
        code: Country(
            code=code, region=one["region"], weight=one["weight"], tongues=tuple(one["tongues"].split()),
            people=tuple(one["people"].split()), words=_words(one["words"]), cities=_words(one["cities"]),
        )
        for code, one in read("countries").items()
    }  # fmt: skip


@cache
def forms() -> dict[str, Form]:
    return {
        key: Form(
            key=key, kinds=tuple(one["kinds"].split()), weight=one["weight"], led=one.get("led", False),
            names=one["name"], abouts={language: tuple(texts) for language, texts in one["about"].items()},
        )
        for key, one in read("forms").items()
    }  # fmt: skip


@cache
def name_lists() -> dict[str, NameList]:
    return {
        key: NameList(
            women=tuple(one["women"].split(", ")), men=tuple(one["men"].split(", ")),
            family=tuple(one["family"].split(", ")), family_first=one.get("order") == "family_first",
        )
        for key, one in read("people").items()
    }  # fmt: skip
