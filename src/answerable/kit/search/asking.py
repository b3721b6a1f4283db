"""What somebody typed, read as words and phrases that are looked for, and written for each database."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from .terms import IN_NAME, stems_of
from .words import Word, words

LONGEST = 200
MOST_WORDS = 10
SHORTEST_BEGINNING = 3  # bytes: two letters of most scripts, three of Latin
_QUOTED = re.compile('["“”„«»](.*?)(?:["“”„«»]|$)')
# Words that nearly every text has: left out of a question that has others.
LITTLE = frozenset({
    *("a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"),
    *("al", "con", "de", "del", "e", "el", "en", "la", "las", "lo", "los", "o", "para", "por", "un", "una", "y"),
    *("au", "aux", "avec", "d", "des", "du", "et", "l", "le", "les", "ou", "par", "pour", "sur", "une"),
    *("ao", "aos", "as", "com", "da", "das", "do", "dos", "em", "na", "nas", "no", "nos", "os", "um", "uma"),
    *("و", "في", "من", "الي", "علي", "عن", "مع", "का", "की", "के", "को", "में", "से", "और", "पर", "है"),
})  # fmt: skip


@dataclass(frozen=True)
class Alternatives:
    """One word that is looked for, in every form it may have."""

    forms: tuple[str, ...]
    stems: tuple[str, ...]

    @property
    def exact(self) -> tuple[str, ...]:
        return (*self.forms, *self.stems)

    @property
    def beginnings(self) -> tuple[str, ...]:
        return tuple(form for form in self.forms if len(form.encode()) >= SHORTEST_BEGINNING)

    def fits(self, word: Word, languages: Iterable[str], *, beginnings: bool) -> bool:
        """Whether a word of a text is one of these."""
        if set(word.forms) & set(self.forms) or (
            beginnings and any(one.startswith(self.beginnings) for one in word.forms)
        ):
            return True
        return any(stem in self.stems for language in languages for stem in stems_of(word, language))


@dataclass(frozen=True)
class Question:
    """What is looked for: all of `words`, and each of `phrases` word by word."""

    words: tuple[Alternatives, ...]
    phrases: tuple[tuple[str, ...], ...]

    def __bool__(self) -> bool:
        return bool(self.words or self.phrases)

    @cached_property
    def exact_words(self) -> tuple[str, ...]:
        """The words of phrases, which are looked for as they are written."""
        return tuple(dict.fromkeys(word for phrase in self.phrases for word in phrase))

    def marks(self, word: Word, languages: tuple[str, ...], *, beginnings: bool) -> bool:
        """Whether a word of a text is one that was looked for: most words of many hits are the same few."""
        asked = (word.text, word.forms, languages, beginnings)
        if (known := self._marked.get(asked)) is None:
            known = self._marked[asked] = word.forms[0] in self.exact_words or any(
                one.fits(word, languages, beginnings=beginnings) for one in self.words
            )
        return known

    @cached_property
    def _marked(self) -> dict[tuple[object, ...], bool]:
        return {}


def read(typed: str, languages: Sequence[str]) -> Question:
    """Reads what somebody typed. Words are compared in the stems of these languages, since nobody says in which they are."""
    typed = typed.replace("\0", " ")[:LONGEST]
    phrases = [tuple(word.forms[0] for word in words(found)) for found in _QUOTED.findall(typed)]
    asked = list(words(_QUOTED.sub(" ", typed)))
    telling = [word for word in asked if not set(word.forms) & LITTLE] or asked
    alternatives = [
        Alternatives(
            word.forms, tuple(dict.fromkeys(stem for language in languages for stem in stems_of(word, language)))
        )
        for word in telling[:MOST_WORDS]
    ]
    return Question(
        tuple(dict.fromkeys(alternatives)),
        tuple(dict.fromkeys(phrase[:MOST_WORDS] for phrase in phrases if phrase))[:3],
    )


@dataclass(frozen=True)
class OneOf:
    """A match for one of some terms or of some beginnings of terms."""

    terms: tuple[str, ...]
    beginnings: tuple[str, ...] = ()


Match = tuple[OneOf, ...]  # all of them


def anywhere(question: Question) -> Match:
    """What a hit must have: every word somewhere, as it is, by its stem, or as the beginning of a name's word."""
    each = [OneOf(one.exact, tuple(IN_NAME + beginning for beginning in one.beginnings)) for one in question.words]
    return (*each, *(OneOf((word,)) for word in question.exact_words))


def named(question: Question) -> Match:
    """What the best hits have: every word in a name."""
    each = [OneOf(tuple(IN_NAME + term for term in one.exact)) for one in question.words]
    return (*each, *(OneOf((IN_NAME + word,)) for word in question.exact_words))


def beginning(question: Question) -> Match:
    """What the next best have: every word in a name, or beginning a word of it."""
    each = [
        OneOf(
            tuple(IN_NAME + term for term in one.exact),
            tuple(IN_NAME + beginning for beginning in one.beginnings),
        )
        for one in question.words
    ]
    return (*each, *(OneOf((IN_NAME + word,)) for word in question.exact_words))


def as_read(match: Match) -> list[list[str]]:
    """Returns what a line of terms, with a space after it, must hold: of each list one."""
    return [[*(f" {term} " for term in one.terms), *(f" {begun}" for begun in one.beginnings)] for one in match]


def in_terms(phrase: Sequence[str]) -> str:
    """A phrase as it stands in a line of terms."""
    return f" {' '.join(phrase)} "


def for_sqlite(match: Match) -> str:
    """Writes a match for FTS5."""
    return _written(match, lambda term: f'"{term}"', lambda term: f'"{term}" *', " OR ", " AND ")


def for_postgresql(match: Match) -> str:
    """Writes a match as a tsquery."""
    return _written(match, lambda term: f"'{term}'", lambda term: f"'{term}':*", " | ", " & ")


def _written(match: Match, whole: Callable[[str], str], begun: Callable[[str], str], either: str, both: str) -> str:
    parts = [[*map(whole, one.terms), *map(begun, one.beginnings)] for one in match]
    return both.join(f"({either.join(part)})" for part in parts)
