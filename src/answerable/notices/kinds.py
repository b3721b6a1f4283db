"""What can be said: each room declares its kinds of notice in its own `notices.py`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from django.utils.functional import Promise

Facts = Mapping[str, str | int]
Words = str | Promise | Callable[[Facts], str]


@dataclass(frozen=True)
class Kind:
    """A kind of notice. `words` are said on the site and in the digest, with the notice's facts filled in; `label` names
    the kind where one chooses what to hear of.

    `mail` is "digest" (once a day), "soon" (at once, then not again the same day) or "never" (on the site only).
    A `private` kind says in mail no more than that something awaits, the same for one and for nine, and never at once:
    the hour of a mail must not tell what happened.
    """

    name: str
    words: Words
    label: str | Promise = ""
    mail: Literal["digest", "soon", "never"] = "digest"
    private: bool = False

    def __post_init__(self) -> None:
        if self.private and self.mail == "soon":
            raise ValueError(f"{self.name}: what is private is never mailed at once")

    def say(self, facts: Facts) -> str:
        """Returns the words in the language of the moment; a fact that is missing stays unsaid."""
        if not isinstance(self.words, str | Promise):
            return self.words(facts)
        words = str(self.words)
        return words % _Lenient(facts) if "%(" in words else words


class _Lenient(dict[str, str | int]):
    def __missing__(self, name: str) -> str:
        return "…"


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
