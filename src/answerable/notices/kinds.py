"""What can be said: each room declares its kinds of notice in its own `notices.py`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from django.utils.functional import Promise
from django.utils.translation import override

from answerable.kit.letters import Part, Wording
from answerable.kit.letters.wording import Facts, Words, named

Least = Literal["off", "here", "digest", "soon"]


@dataclass(frozen=True)
class Kind:
    """A kind of notice. `words` are said on the site and in the digest, with the notice's facts filled in; `label` names
    the kind where one chooses what to hear of.

    `mail` is "digest" (once a day), "soon" (at once, then not again the same day) or "never" (on the site only); each
    person may choose otherwise, but not less than `least`.
    A `private` kind says in mail no more than that something awaits, the same for one and for nine, and never at once:
    the hour of a mail must not tell what happened. A fact that is `confidential` is said on the site alone: a mail
    says the kind's label instead. What is said `each_day` waits for nobody's week.
    """

    name: str
    words: Words
    label: str | Promise = ""
    mail: Literal["digest", "soon", "never"] = "digest"
    private: bool = False
    least: Least = "off"
    confidential: frozenset[str] = frozenset()
    each_day: bool = False
    samples: Mapping[str, str | int] = field(default_factory=dict, compare=False)

    def __post_init__(self) -> None:
        if self.private and "soon" in {self.mail, self.least}:
            raise ValueError(f"{self.name}: what is private is never mailed at once")
        if self.confidential and isinstance(self.label, str) and not self.label:
            raise ValueError(f"{self.name}: what is confidential needs a label to say instead")

    @cached_property
    def part(self) -> Part:
        return Part("words", self.words, self.samples or _samples_of(self.words))

    @property
    def wording(self) -> Wording:
        """What an alliance may say in its own words."""
        return Wording(self.name, self.label or self.words, (self.part,))

    def say(self, facts: Facts) -> str:
        """Returns the shipped words in the language of the moment; a fact that is missing stays unsaid."""
        return self.part.say(facts)

    @property
    def title(self) -> str:
        return str(self.label) if str(self.label) else self.say({})


def _samples_of(words: Words) -> dict[str, str | int]:
    """Returns the facts in constant words, each as its own example."""
    if not isinstance(words, str | Promise):
        return {}
    found: dict[str, str | int] = {}

    class Asked(dict[str, object]):
        def __missing__(self, name: str) -> str | int:
            found[name] = f"({name})"
            return named(name, "")

    if isinstance(words, Promise) or "%(" in words:
        with override("en"):  # the source's own facts, whatever a translation makes of them
            str(words % Asked())
    return found


_declared: dict[str, Kind] = {}


def declare(kind: Kind) -> Kind:
    """Makes a kind known; two of one name are a mistake of ours."""
    if _declared.get(kind.name, kind) != kind:
        raise ValueError(f"{kind.name} is declared twice")
    _declared[kind.name] = kind
    return kind


def kind_named(name: str) -> Kind | None:
    """Returns a kind, or None where its room no longer has it."""
    return _declared.get(name)


def all_kinds() -> list[Kind]:
    return sorted(_declared.values(), key=lambda kind: kind.name)
