"""What the index holds of a document: a list of terms, the same on every database.

Plain words stand in their order, so that a phrase can be found among them; then come the words of names once more,
marked, so that a name weighs more than a mention; then stems, marked with their language.
"""

from collections.abc import Iterable
from functools import lru_cache

from .documents import Document, SearchKind, Text
from .stems import stems
from .words import Word, words

# None of these is part of any word, nor plain ASCII: FTS5 would cut there.
IN_NAME = "›"
AUDIENCE = "§"
KIND = "¶"
BREAK = "¦"  # between two texts: no phrase reaches over it
MOST_WORDS = 3_000  # of one document
SHORT = 60  # letters
VERSION = "1"  # whenever what is written here changes, everything is indexed anew


def audience_term(code: str) -> str:
    return AUDIENCE + code.lower()


def kind_term(name: str) -> str:
    return KIND + "".join(filter(str.isalnum, name)).lower()


def terms_of(document: Document, kind: SearchKind) -> str:
    """Returns a document's terms as one line."""
    named, said = _read(document.names), _read(document.texts)
    in_names = _stemmed(named)
    found = [kind_term(kind.name), *sorted(map(audience_term, set(document.audience))), BREAK]
    for text in (*named, *said):
        found += [*_in_order(text), BREAK]
    marked = dict.fromkeys(IN_NAME + term for term in (*_plain(named), *in_names))
    return " ".join([*found, *marked, *dict.fromkeys((*in_names, *_stemmed(said)))])


Read = list[list[tuple[Word, str]]]


def _read(texts: Iterable[Text]) -> Read:
    left, read = MOST_WORDS, []
    for text in texts:
        listed = [(word, text.language) for word in _words_of(text.words)[:left]]
        left -= len(listed)
        if listed:
            read.append(listed)
    return read


def _words_of(text: str) -> tuple[Word, ...]:
    """What is short comes again and again: countries, kinds, places."""
    return _words_of_short(text) if len(text) <= SHORT else tuple(words(text))


@lru_cache(maxsize=10_000)
def _words_of_short(text: str) -> tuple[Word, ...]:
    return tuple(words(text))


def _in_order(text: list[tuple[Word, str]]) -> list[str]:
    """The words as they follow each other, then the other forms of those that have several."""
    others = [one for word, _ in text for form in word.forms[1:] for one in (BREAK, form)]
    return [word.forms[0] for word, _ in text] + others


def _plain(read: Read) -> list[str]:
    return [form for text in read for word, _ in text for form in word.forms]


def _stemmed(read: Read) -> list[str]:
    return [stem for text in read for word, language in text if language for stem in stems_of(word, language)]


def stems_of(word: Word, language: str) -> tuple[str, ...]:
    """Returns the stems of all forms of a word."""
    if len(word.forms) == 1:
        return stems(word.text, language)
    return tuple(stem for form in (word.text, *word.forms[1:]) for stem in stems(form, language))


def common_audience(document: Document, kind: SearchKind) -> str:
    """Returns the common audience that a document is for; empty where it is for few."""
    common = kind.common & set(document.audience)
    if len(common) > 1 or (common and set(document.audience) != common):
        raise ValueError(f"{kind.name} {document.thing} is for a common audience and for others")
    return next(iter(common), "")


def standing_of(document: Document) -> int:
    """Returns a number by which equally good hits are ordered: short names first, then by the alphabet of folded names."""
    first = [word.forms[0] for word in words(document.names[0].words)] if document.names else []
    letters = " ".join(first).encode()[:7].ljust(7, b"\0")
    return min(len(first), 127) << 56 | int.from_bytes(letters)
