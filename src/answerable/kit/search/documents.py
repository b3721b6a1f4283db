"""What a room declares of its search: which things can be found, by which words, and by whom."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.utils.functional import _StrOrPromise

EVERYONE = "all"  # the audience of what is public


@dataclass(frozen=True)
class Text:
    """Words in one language; without a language they are compared as they are written."""

    words: str
    language: str = ""


@dataclass(frozen=True)
class Document:
    """What one thing is found by: its names first, its own name foremost, then whatever else is said of it.

    Nothing in it may be more confidential than the thing's own page: words that fewer people may read stay out.
    `audience` are codes of those who might know of it; a place is its path. A code too many leaks nothing, since
    `SearchKind.seen_by` decides; one too few loses a hit. What is for a common audience names no other.
    """

    thing: int
    names: Sequence[Text]
    texts: Sequence[Text] = ()
    audience: Sequence[str] = (EVERYONE,)


@dataclass(frozen=True)
class Hit:
    """A thing as it is shown among what was found; `names` and `texts` are where the words are looked for and marked."""

    title: str
    language: str = ""
    href: str = ""
    hint: str = ""
    names: Sequence[Text] = ()
    texts: Sequence[Text] = ()


def _everyone(reader: Any) -> Sequence[str]:
    return (EVERYONE,)


@dataclass(frozen=True)
class SearchKind:
    """One kind of thing that can be found.

    `documents` yields those of the given things that exist, all where none are given, a few hundred in memory at a time.
    `seen_by` returns the things this reader may know of, None where everybody knows all: every hit and every count goes
    through it. `audiences` are the codes of the audiences a reader belongs to, one ending in `*` for a place with all
    below it; `common` are those to which very much belongs. `show` prepares things for the page, in the reader's language;
    what it leaves out is not shown.
    `about` names the subjects of acts after which things are indexed anew, each with the things it touches; those in
    `later` touch so many that the queue does it.
    """

    name: str
    label: "_StrOrPromise"
    documents: Callable[[Collection[int] | None], Iterable[Document]]
    show: Callable[[Sequence[int], Any, str], Mapping[int, Hit]]
    seen_by: "Callable[[Any], QuerySet[Any] | None]" = lambda _reader: None
    audiences: Callable[[Any], Sequence[str]] = _everyone
    common: frozenset[str] = frozenset({EVERYONE})
    about: Mapping[str, Callable[[Collection[str]], Collection[int]]] = field(default_factory=dict)
    later: frozenset[str] = frozenset()
    order: int = 50


_declared: dict[str, SearchKind] = {}


def declare(kind: SearchKind) -> SearchKind:
    """Makes a kind known; two of one name are a mistake of ours."""
    if _declared.get(kind.name, kind) != kind:
        raise ValueError(f"{kind.name} is declared twice")
    _declared[kind.name] = kind
    return kind


def kinds() -> list[SearchKind]:
    """Returns every declared kind, in the order in which the page shows them."""
    return sorted(_declared.values(), key=lambda kind: (kind.order, kind.name))


def kind_named(name: str) -> SearchKind | None:
    return _declared.get(name)
