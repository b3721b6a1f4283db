"""What is shown of a hit: its words marked where they are what was looked for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from .asking import Question
from .documents import Hit, Text
from .words import words

AROUND = 12  # words before the first marked one
LENGTH = 40  # words of an excerpt
LONGEST = 4_000  # letters that are looked through


@dataclass(frozen=True)
class Part:
    """A piece of a text, marked or not."""

    words: str
    is_marked: bool


@dataclass(frozen=True)
class Shown:
    """A hit with its parts: `also` is another of its names that fits better than the one that is shown."""

    hit: Hit
    title: tuple[Part, ...]
    also: tuple[Part, ...]
    also_language: str
    excerpt: tuple[Part, ...]
    excerpt_language: str


def marked(question: Question, hit: Hit, languages: Sequence[str]) -> Shown:
    """Returns a hit as it is shown to somebody who asked this."""
    title = _marked(Text(hit.title, hit.language), question, languages, beginnings=True)
    also, also_language = _best(hit.names, question, languages) if _marks(title) < _most(question) else ((), "")
    if _marks(also) <= _marks(title):
        also, also_language = (), ""
    excerpt, excerpt_language = _excerpt(hit.texts, question, languages)
    return Shown(hit, title, also, also_language, excerpt, excerpt_language)


def _excerpt(texts: Iterable[Text], question: Question, languages: Sequence[str]) -> tuple[tuple[Part, ...], str]:
    """Returns a piece of the best text in the first language in which anything is marked: the others are not gone through."""
    for _language, some in groupby(texts, key=attrgetter("language")):
        parts, language = _best(
            [Text(one.words[:LONGEST], one.language) for one in some], question, languages, cut=True
        )
        if parts:
            return parts, language
    return (), ""


def _most(question: Question) -> int:
    return len(question.words) + len(question.exact_words)


def _marks(parts: Iterable[Part]) -> int:
    return sum(part.is_marked for part in parts)


def _best(
    texts: Iterable[Text], question: Question, languages: Sequence[str], *, cut: bool = False
) -> tuple[tuple[Part, ...], str]:
    """Returns the text with most marks, the first of several; nothing where none has any."""
    best: tuple[tuple[Part, ...], str] = ((), "")
    for text in texts:
        parts = _marked(text, question, languages, beginnings=not cut)
        if _marks(parts) > _marks(best[0]):
            best = (parts, text.language)
    return (_cut(best[0]), best[1]) if cut else best


def _marked(text: Text, question: Question, languages: Sequence[str], *, beginnings: bool) -> tuple[Part, ...]:
    compared = (text.language,) if text.language else tuple(languages)
    parts, at = [], 0
    for word in words(text.words):
        if question.marks(word, compared, beginnings=beginnings):
            start = max(at, word.start)  # pairs of letters overlap
            parts += [Part(text.words[at:start], False), Part(text.words[start : word.end], True)]
            at = word.end
    return tuple(part for part in (*parts, Part(text.words[at:], False)) if part.words)


def _cut(parts: Sequence[Part]) -> tuple[Part, ...]:
    """Returns some words from shortly before the first mark on."""
    if not any(part.is_marked for part in parts):
        return ()
    before = "" if parts[0].is_marked else parts[0].words
    kept = before.split(" ")
    start = " ".join(kept[-AROUND:])
    shown, left = [Part(("… " if len(kept) > AROUND else "") + start, False)] if before else [], LENGTH
    for part in parts[1 if before else 0 :]:
        listed = part.words.split(" ")
        shown.append(Part(" ".join(listed[:left]) + (" …" if len(listed) > left else ""), part.is_marked))
        left -= len(listed)
        if left <= 0:
            break
    return tuple(part for part in shown if part.words)
