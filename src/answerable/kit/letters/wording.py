"""What each kind of letter says: shipped words, and in their place an alliance's own where it has them."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language

Facts = Mapping[str, Any]
Words = str | Promise | Callable[[Facts], str]
OwnWords = Mapping[tuple[str, str], str]

IN_OWN = re.compile(r"\{(\w+)\}")
MISSING = "…"
SUBJECT = "subject"


class _Named(int):
    """A number that reads as its own name: so that words in one or many can be asked where their numbers stand."""

    name = ""

    def __str__(self) -> str:
        return f"{{{self.name}}}"


class _Lenient(dict[str, Any]):
    def __missing__(self, name: str) -> str:
        return MISSING


@dataclass(frozen=True)
class Part:
    """Some words with a name. `samples` are examples of the facts in them, for whoever looks at the letter beforehand."""

    name: str
    words: Words
    samples: Mapping[str, str | int] = field(default_factory=dict)

    def say(self, facts: Facts) -> str:
        """Returns the shipped words in the language of the moment; a fact that is missing stays unsaid."""
        if not isinstance(self.words, str | Promise):
            return self.words(facts)
        if isinstance(self.words, str) and "%(" not in self.words:
            return self.words
        return str(self.words % _Lenient(facts))

    def shipped(self) -> str:
        """Returns the shipped words as an alliance edits them: each fact as `{name}`."""
        return self.say({name: named(name, sample) for name, sample in self.samples.items()})

    @property
    def names(self) -> frozenset[str]:
        """The facts that stand in the shipped words."""
        return frozenset(IN_OWN.findall(self.shipped()))


def named(name: str, sample: str | int) -> str | int:
    if isinstance(sample, str):
        return f"{{{name}}}"
    number = _Named(sample)
    number.name = name
    return number


@dataclass(frozen=True)
class Shown:
    """A fact that stands by itself, as it is: a code to type."""

    fact: str


@dataclass(frozen=True)
class Address:
    """A link to the address in a fact, shown as it is: who has no account sees where it leads."""

    fact: str


@dataclass(frozen=True)
class Way:
    """A link: the words of a part, to the address in a fact."""

    part: Part
    fact: str


@dataclass(frozen=True)
class Wording:
    """A kind of letter, or of words that stand in letters. A `discreet` one names no alliance: its reader has no account.

    `samples` are examples of the facts that stand by themselves.
    """

    name: str
    label: Words
    body: tuple[Part | Shown | Address | Way, ...]
    samples: Mapping[str, str | int] = field(default_factory=dict)
    discreet: bool = False

    @property
    def parts(self) -> dict[str, Part]:
        found = [one.part if isinstance(one, Way) else one for one in self.body if not isinstance(one, Shown | Address)]
        return {one.name: one for one in found}

    @property
    def every_sample(self) -> dict[str, str | int]:
        of_parts = {name: sample for one in self.parts.values() for name, sample in one.samples.items()}
        return {**of_parts, **self.samples}


_declared: dict[str, Wording] = {}
_own: list[Callable[[str], OwnWords]] = []


def declare(wording: Wording) -> Wording:
    """Makes a kind of letter known; two of one name are a mistake of ours."""
    if _declared.get(wording.name, wording) != wording:
        raise ValueError(f"{wording.name} is declared twice")
    _declared[wording.name] = wording
    return wording


def wording_named(name: str) -> Wording | None:
    return _declared.get(name)


def all_wordings() -> list[Wording]:
    return sorted(_declared.values(), key=lambda one: one.name)


def provide_own_words(provider: Callable[[str], OwnWords]) -> None:
    """Called once by the room that keeps an alliance's own words: it returns those of a language, by kind and part."""
    _own[:] = [provider]


@dataclass(frozen=True)
class Speaker:
    """Says parts in one language: own words before shipped ones."""

    own: OwnWords

    def say(self, name: str, part: Part, facts: Facts) -> str:
        words = self.own.get((name, part.name))
        return fill(words, facts) if words else part.say(facts)


def speaker() -> Speaker:
    """Returns who speaks the language of the moment; its own words are read here, once."""
    return Speaker(_own[0](get_language() or "en") if _own else {})


def fill(words: str, facts: Facts) -> str:
    """Returns own words with their facts. Only names of facts are looked up: no expression in them does anything."""
    return IN_OWN.sub(lambda found: str(facts.get(found[1], MISSING)), words)
