"""What was taken out of a text and what was put in, word by word, in any script."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

LONG = 12  # letters of a word that is worth showing as what stayed
SAME, TAKEN_OUT, PUT_IN = "same", "out", "in"
_TOKENS = re.compile(r"\s+|[^\s.,;:!?،؛؟।…\"“”„«»()\[\]]+|.")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")


@dataclass(frozen=True)
class Piece:
    """Some words that stand in both texts, only in the earlier one, or only in the later one."""

    kind: str
    words: str


def pieces(before: str, after: str) -> list[Piece]:
    """Returns both texts as one: what is the same and what was taken out make the earlier, the same and what was put in
    the later."""
    old, new = list(_tokens(before)), list(_tokens(after))
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    found = [("".join(old[a:b]), "".join(new[c:d])) for _, a, b, c, d in steps]
    return [piece for pair in _calmed(found) for piece in _said(*pair)]


def _said(before: str, after: str) -> Iterator[Piece]:
    if before == after:
        yield Piece(SAME, before)
        return
    if before:
        yield Piece(TAKEN_OUT, before)
    if after:
        yield Piece(PUT_IN, after)


def _calmed(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Joins changes with next to nothing between them, so that a new half sentence is not cut into single words."""
    calm: list[tuple[str, str]] = []
    for at, (before, after) in enumerate(pairs):
        is_gap = before == after and 0 < at < len(pairs) - 1 and _is_slight(before, pairs[at - 1], pairs[at + 1])
        follows = bool(calm) and calm[-1][0] != calm[-1][1] and (is_gap or before != after)
        if follows:
            calm[-1] = (calm[-1][0] + before, calm[-1][1] + after)
        else:
            calm.append((before, after))
    return calm


def _is_slight(gap: str, left: tuple[str, str], right: tuple[str, str]) -> bool:
    """A space joins; one word that stayed joins what was replaced on both its sides."""
    return not gap.strip() or (len(gap.split()) == 1 and len(gap.strip()) < LONG and all((*left, *right)))


def _tokens(text: str) -> Iterator[str]:
    for token in _TOKENS.findall(text.replace("\r\n", "\n")):
        if _UNSPACED.search(token):
            yield from _letters(token)
        else:
            yield token


def _letters(token: str) -> Iterator[str]:
    """Yields letters with the marks that belong to them, where a script sets no spaces between words."""
    letter = ""
    for one in token:
        if letter and unicodedata.category(one)[0] != "M":
            yield letter
            letter = ""
        letter += one
    if letter:
        yield letter
