"""Passphrases: which ones are strong enough to be all that stands before somebody's key, and how one is read.

A long one in any script, typed or pasted; no rule about capitals or signs. What everybody would try first is refused.
"""

import unicodedata
from collections.abc import Iterable
from functools import cache
from itertools import pairwise

from . import primitives
from .paper import WORDS

LEAST, MOST = 15, 1000  # characters
WORDS_DRAWN = 8  # of 256: 64 bits
DIFFERENT = 6
KNOWN_BY_ALL = {  # long ones that stand in every list of guesses
    "correcthorsebatterystaple", "thequickbrownfoxjumpsoverthelazydog", "loremipsumdolorsitamet", "tobeornottobethatisthequestion",
    "iloveyousomuch", "letmeinletmein", "maytheforcebewithyou", "1q2w3e4r5t6y7u8i9o0p", "1qaz2wsx3edc4rfv",
}  # fmt: skip
ROWS = ("1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "azertyuiop", "qsdfghjklm", "wxcvbn", "qwertzuiop", "yxcvbnm",
        "йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю", "ضصثقفغعهخحجد", "شسيبلاتنمكط", "ئءؤرلاىةوزظ")  # fmt: skip
MARKS = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}  # they turn a text's direction
UNSEEN = set("\u200e\u200f\u061c\ufeff\u200b\u2060\u00ad")


def new_passphrase() -> str:
    """Returns eight words drawn by lot, as strong as a passphrase need be, since each guess is slow."""
    return " ".join(WORDS[one] for one in primitives.random(WORDS_DRAWN))


def plain(typed: str) -> str:
    """Returns a passphrase as it is reckoned with: however it was composed, spaced, or laid from right to left.

    Of drawn words capitals and signs between do not count: a telephone adds them by itself.
    """
    text = unicodedata.normalize("NFKC", typed)
    text = "".join(one for one in text if unicodedata.bidirectional(one) not in MARKS and one not in UNSEEN)
    words = "".join(one if one.isalpha() else " " for one in text).lower().split()
    if words and set(words) <= _drawable() and not any(one.isdecimal() for one in text):
        return " ".join(words)
    return " ".join(text.split())


def faults_of(typed: str, *, near: Iterable[str] = ()) -> list[str]:
    """Returns codes of what is wrong with it: `short`, `long`, `common`, `monotonous`, `row`, `few_words`, `near`.

    `near`: names that somebody who knows the person would try, such as theirs and their organisation's.
    """
    if len(typed) > MOST:
        return ["long"]
    text = plain(typed)
    letters = "".join(one for one in text.casefold() if one.isalnum())
    asked = {
        "short": len(text) < LEAST,
        "few_words": set(text.split()) <= _drawable() and len(text.split()) < WORDS_DRAWN,
        "monotonous": len(set(letters)) < DIFFERENT or _unit(letters) < min(LEAST, len(letters)),
        "row": _steps_in_rows(letters) * 3 > len(letters) * 2,
        "common": _is_common(letters),
        "near": _is_near(letters, near),
    }
    return [code for code, is_so in asked.items() if is_so]


def _unit(letters: str) -> int:
    """Returns the length of the shortest piece that, said again and again, gives the whole or its beginning."""
    return next((at for at in range(1, len(letters)) if letters[at:] == letters[:-at]), len(letters))


def _steps_in_rows(letters: str) -> int:
    """Returns how many neighbours are neighbours of a keyboard, an alphabet or a count too, there or back, or the same."""
    pairs = {row[at : at + 2] for row in ROWS for at in range(len(row) - 1)}
    return sum(abs(ord(a) - ord(b)) <= 1 or a + b in pairs or b + a in pairs for a, b in pairwise(letters))


def _is_common(letters: str) -> bool:
    """Whether it is one or two passwords that everybody tries, with digits before or behind."""
    word, known = letters.strip("0123456789"), _common()
    if not word or {word, letters} & (known | KNOWN_BY_ALL):
        return True
    return any(word[:at] in known and word[at:].strip("0123456789") in known for at in range(3, len(word) - 2))


def _is_near(letters: str, near: Iterable[str]) -> bool:
    rest = letters
    for name in near:
        for part in plain(name).casefold().split():
            rest = rest.replace(part, "") if len(part) > 2 else rest
    return rest != letters and len(rest) < LEAST // 2


@cache
def _drawable() -> frozenset[str]:
    return frozenset(WORDS)


@cache
def _common() -> frozenset[str]:
    from django.contrib.auth.password_validation import CommonPasswordValidator

    return frozenset(CommonPasswordValidator().passwords)
