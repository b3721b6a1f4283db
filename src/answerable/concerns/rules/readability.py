"""A hint how hard a text is to read: the length of its sentences and words, and whether it names a day.

It is a rough reckoning from a few numbers a language, no judgement: names and places count as hard words too.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

SENTENCES = re.compile(r"[.!?…؟۔।\n]+")
DIGIT = re.compile(r"\d")


class Hint(StrEnum):
    """What would make it easier; `EASY` where nothing would."""

    EASY = "easy"
    LONG_SENTENCES = "long_sentences"
    LONG_WORDS = "long_words"
    NO_DAY = "no_day"


@dataclass(frozen=True)
class Measure:
    """Of a language: so many words make a sentence long, so many letters a word, so many such words in a hundred a text hard."""

    sentence: int
    letters: int
    percent: int


USUAL = Measure(sentence=15, letters=8, percent=20)
MEASURES: Mapping[str, Measure] = {
    "en": USUAL,
    "es": Measure(18, 9, 22),
    "fr": Measure(18, 9, 20),
    "pt": Measure(18, 9, 22),
    "ar": Measure(15, 7, 18),
    "hi": Measure(18, 7, 18),
}


def hints(text: str, language: str) -> tuple[Hint, ...]:
    """Returns what would make a text easier to read."""
    measure = MEASURES.get(language, USUAL)
    words = _words(text)
    if not words:
        return ()
    sentences = [one for one in SENTENCES.split(text) if _words(one)]
    found = {
        Hint.LONG_SENTENCES: max(len(_words(one)) for one in sentences) > 2 * measure.sentence
        or len(words) > measure.sentence * len(sentences),
        Hint.LONG_WORDS: sum(len(one) > measure.letters for one in words) * 100 > measure.percent * len(words),
        Hint.NO_DAY: DIGIT.search(text) is None,
    }
    said = tuple(hint for hint, holds in found.items() if holds)
    return said if {Hint.LONG_SENTENCES, Hint.LONG_WORDS} & set(said) else (Hint.EASY, *said)


def _words(text: str) -> list[str]:
    """Returns the words of a text by their letters, without marks above or below them."""
    return [one for one in ("".join(filter(str.isalpha, word)) for word in text.split()) if one]
