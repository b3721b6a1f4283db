"""Words out of a text in any script, each with where it stands and the forms in which it is compared."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from ..text import fold

LONGEST = 40  # letters of a word that are compared
_APOSTROPHES = "'’‘ʼʻʽʾʿ`´"
_JOINERS = "\u200c\u200d\u0640"
_ELISION = re.compile(f"(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)[{_APOSTROPHES}](?=.)", re.IGNORECASE)
# Blocks in which there are marks that belong to a word, so that not all of Unicode is gone through.
_BLOCKS = ((0x300, 0x3100), (0xA600, 0xAC00), (0xFB00, 0xFE30), (0x10A00, 0x11FFF), (0x1E000, 0x1E960))
# Scripts that put no space between words: Thai, Lao, Burmese, Khmer, kana, Han.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")


class Word(NamedTuple):
    """A word as it is written, from–to in its text. `forms` are folded: the whole word, and what follows an elision."""

    text: str
    start: int
    end: int
    forms: tuple[str, ...]


@cache
def _pattern() -> re.Pattern[str]:
    marks = [chr(one) for block in _BLOCKS for one in range(*block) if unicodedata.category(chr(one))[0] == "M"]
    letters = rf"[\w{_ranges(marks)}]+"
    return re.compile(rf"{letters}(?:(?:[{_JOINERS}]+|[{_APOSTROPHES}]){letters})*")


def _ranges(characters: list[str]) -> str:
    """Returns characters as they stand in a class of a pattern, those that follow each other as from–to."""
    runs: list[list[str]] = []
    for one in characters:
        if runs and ord(one) == ord(runs[-1][1]) + 1:
            runs[-1][1] = one
        else:
            runs.append([one, one])
    return "".join(f"{first}-{last}" for first, last in runs)


def words(text: str) -> Iterator[Word]:
    """Yields the words of a text in their order; where a script sets no spaces, overlapping pairs of its letters."""
    for found in _pattern().finditer(text.replace("_", " ")):
        written, start = found.group(), found.start()
        if _UNSPACED.search(written):
            yield from _pairs(written, start)
        elif forms := forms_of(written):
            yield Word(written, start, found.end(), forms)


@lru_cache(maxsize=50_000)
def forms_of(written: str) -> tuple[str, ...]:
    """Returns the folded forms of one written word; none for what folds to nothing."""
    elided = _ELISION.match(written)
    both = (written, written[elided.end() :]) if elided else (written,)
    return tuple(dict.fromkeys(form[:LONGEST] for one in both if (form := fold(one).replace(" ", ""))))


def _pairs(written: str, start: int) -> Iterator[Word]:
    starts = [at for at, letter in enumerate(written) if unicodedata.category(letter)[0] != "M"] or [0]
    ends = [*starts[1:], len(written)]
    for at, first in enumerate(starts[:-1] if len(starts) > 1 else starts):
        last = ends[min(at + 1, len(ends) - 1)]
        pair = written[first:last]
        if forms := forms_of(pair):
            yield Word(pair, start + first, start + last, forms)
