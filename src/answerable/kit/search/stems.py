"""Stems of words by language: Snowball's, after the plural is taken off; a light one of our own for Arabic.

A stem is only compared, never shown. Each comes in a form made from the word as written and in one made without its
accents, so that it does not matter whether those who search typed them.
"""

import re
import threading
from functools import lru_cache
from typing import Protocol

import snowballstemmer

from ..text import fold

ALGORITHMS = {
    "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek", "en": "english", "es": "spanish",
    "et": "estonian", "eu": "basque", "fi": "finnish", "fr": "french", "ga": "irish", "hi": "hindi", "hu": "hungarian",
    "hy": "armenian", "id": "indonesian", "it": "italian", "lt": "lithuanian", "nb": "norwegian", "ne": "nepali",
    "nl": "dutch", "no": "norwegian", "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian",
    "sr": "serbian", "st": "sesotho", "sv": "swedish", "ta": "tamil", "tr": "turkish",
}  # fmt: skip
_LETTERS = {
    "ar": "\u0600-\u06ff",
    "hi": "\u0900-\u097f",
    "ne": "\u0900-\u097f",
    "ta": "\u0b80-\u0bff",
    "ru": "\u0400-\u04ff",
}
_LETTERS |= {"el": "\u0370-\u03ff", "hy": "\u0530-\u058f"}
# What no rule of plurals finds.
_IRREGULAR = {
    "en": {"women": "woman", "womens": "woman", "men": "man", "mens": "man", "children": "child", "childrens": "child", "people": "person"},
}  # fmt: skip
_PLURALS: dict[str, tuple[tuple[re.Pattern[str], str], ...]] = {
    "es": ((re.compile(r"(?<=[bcdfghjklmnñpqrtvwxyz])es$"), ""), (re.compile(r"(?<=[aeéiou])s$"), "")),
    "fr": ((re.compile(r"(?<=[a-zéè]{2})aux$"), "al"), (re.compile(r"(?<=[a-zéè]{3})[sx]$"), "")),
    "pt": (
        (re.compile(r"(?:õ|ã)es$"), "ão"), (re.compile(r"(?<=.[^aeiou])[oa]es$"), "ao"), (re.compile(r"(?<=.)ns$"), "m"),
        (re.compile(r"(?<=.)[aá]is$"), "al"), (re.compile(r"(?<=..)[eé]is$"), "el"), (re.compile(r"(?<=[rz])es$"), ""),
        (re.compile(r"(?<=[aeio])s$"), ""),
    ),
}  # fmt: skip
_ARABIC_BEFORE = re.compile("^(?:و?(?:ال|بال|كال|فال)|لل|ولل)(?=..)")
_ARABIC_AND = re.compile("^و(?=...)")
_ARABIC_AFTER = tuple(re.compile(f"(?<=..){end}$") for end in ("ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي"))
_HINDI_SAME = str.maketrans({
    "ँ": "ं", "ऍ": "ए", "ऎ": "ए", "ऑ": "ओ", "ऒ": "ओ", "ॅ": "े", "ॆ": "े", "ॉ": "ो", "ॊ": "ो", "ई": "इ", "ऊ": "उ",
    "ऐ": "ए", "औ": "ओ", "ी": "ि", "ू": "ु", "ै": "े", "ौ": "ो", "़": "",
})  # fmt: skip
_HINDI_DEAD_N = re.compile("[नमणङञ]्(?=[क-ह])")


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...  # noqa: N802 - Snowball's own name


_mine = threading.local()  # a stemmer keeps the word it works on, so no two threads share one


@lru_cache(maxsize=100_000)
def stems(word: str, language: str) -> tuple[str, ...]:
    """Returns the stems of a written word in a language, each marked with the language; none where we know no rules."""
    base = language.partition("-")[0].lower()
    plain = fold(word).replace(" ", "")
    if not plain or plain[-1].isdigit() or not (base in ALGORITHMS or base == "ar") or not _is_written_so(plain, base):
        return ()
    if base == "ar":
        return (f"ar·{_arabic(plain)}",)
    found = [_stem(one, base) for one in dict.fromkeys((word.casefold().replace("’", "'"), plain))]
    return tuple(dict.fromkeys(f"{base}·{one}" for one in found if one))


def _is_written_so(plain: str, base: str) -> bool:
    letters = _LETTERS.get(base)
    if letters:
        return re.search(f"[{letters}]", plain) is not None
    return base == "sr" or plain.isascii()


def _stem(word: str, base: str) -> str:
    stemmed = _snowball(base).stemWord(_singular(word, base))
    if base == "hi":
        stemmed = _HINDI_DEAD_N.sub("ं", stemmed).translate(_HINDI_SAME)
    return fold(stemmed).replace(" ", "")[:40]


def _singular(word: str, base: str) -> str:
    word = _IRREGULAR.get(base, {}).get(fold(word), word)
    for pattern, instead in _PLURALS.get(base, ()):
        shorter, found = pattern.subn(instead, word)
        if found:
            return shorter
    return word


def _snowball(base: str) -> _Stemmer:
    known: dict[str, _Stemmer] = _mine.__dict__.setdefault("stemmers", {})
    if base not in known:
        known[base] = snowballstemmer.stemmer(ALGORITHMS[base])
    return known[base]


def _arabic(plain: str) -> str:
    """The light stem of Larkey, Ballesteros and Connell (light10), over letters that are folded already."""
    stem = _ARABIC_BEFORE.sub("", plain)
    if stem == plain:
        stem = _ARABIC_AND.sub("", plain)
    for end in _ARABIC_AFTER:
        stem = end.sub("", stem)
    return stem
