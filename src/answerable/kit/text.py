"""Texts made comparable: for search, for matching, for addresses. Nothing here is shown to anybody."""

import difflib
import hashlib
import re
import secrets
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from functools import cache

_DROPPED = dict.fromkeys(map(ord, "'’‘‛ʼʻʽʾʿ`´ˈ\u0640\u0621"))  # apostrophes join; tatweel and hamza carry no word
_LETTERS = str.maketrans({
    "ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ð": "d", "ħ": "h", "ŋ": "n", "ə": "e",
    "ɓ": "b", "ɗ": "d", "ƙ": "k", "ɛ": "e", "ɔ": "o",
    "ى": "ي", "ة": "ه", "ٱ": "ا", "ک": "ك", "ی": "ي", "ہ": "ه", "ە": "ه", "ۀ": "ه",
})  # fmt: skip
_ASCII_WORDS = re.compile("[a-z0-9]+")
_SAME = {**_LETTERS, **_DROPPED}  # no letter stands for one that is dropped
_VIRAMA = 9  # in the scripts of India this mark shapes the word, so it stays
_CYRILLIC_AND_GREEK = str.maketrans({
    **dict(zip("абвгдезийклмнопрстуфхыэіїєґўѓќј", "abvgdeziiklmnoprstufhyeiiegugkj", strict=True)),
    "ж": "zh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "yu", "я": "ya", "ь": "", "ъ": "", "љ": "lj",
    "њ": "nj", "џ": "dz", "ђ": "dj", "ћ": "c", "ѕ": "dz",
    **dict(zip("αβγδεζηικλμνξοπρσςτυφω", "abgdeziiklmnxoprsstyfo", strict=True)), "θ": "th", "χ": "ch", "ψ": "ps",
})  # fmt: skip
_BRACKETED = re.compile(r"[(\[（][^)\]）]*[)\]）]")
SLUG_LENGTH = 60
_PLAIN = "abcdefghjkmnpqrstuvwxyz23456789"  # without those that are taken for another
_TELLING = 12  # pieces that few names have tell more than those that all have


def fold(text: str) -> str:
    """Returns the text's words without accents, case, punctuation or variant letters, one space between them."""
    if text.isascii():  # most are, and these take a tenth of the time
        return text.lower() if text.isalnum() else " ".join(_ASCII_WORDS.findall(_joined(text.lower())))
    plain = text.translate(_DROPPED)
    for _ in range(3):  # a folded letter may unfold once more
        before = plain
        plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", plain).casefold())
        plain = "".join(map(_folded, plain.translate(_SAME)))
        if plain == before or plain.isascii():
            break
    return " ".join(plain.split())


def _joined(text: str) -> str:
    return text.replace("'", "").replace("`", "")


@cache  # of each character there is one
def _folded(character: str) -> str:
    kind = unicodedata.category(character)
    if kind == "Nd":
        return str(unicodedata.decimal(character))
    if kind[0] == "M":
        return "" if unicodedata.combining(character) not in (0, _VIRAMA) else character
    if kind == "Cf":
        return ""
    return character if kind[0] in "LN" else " "


def slug(text: str, taken: Callable[[str], bool]) -> str:
    """Returns a free address part in plain letters; a short stable id for scripts that have no plain ones."""
    latin = fold(text).translate(_CYRILLIC_AND_GREEK)
    words = re.findall(r"[a-z0-9]+", latin.encode("ascii", "ignore").decode())
    stem = _shortened("-".join(words)) if sum(map(len, words)) > 1 else _short_id(text)
    if not taken(stem):
        return stem
    return next(one for one in (f"{stem}-{number}" for number in range(2, 100_000)) if not taken(one))


def _shortened(stem: str) -> str:
    if len(stem) <= SLUG_LENGTH:
        return stem
    return stem[: SLUG_LENGTH + 1].rpartition("-")[0] or stem[:SLUG_LENGTH]


def _short_id(text: str) -> str:
    number = int.from_bytes(hashlib.blake2s(fold(text).encode(), digest_size=5).digest())
    return "x" + "".join(_PLAIN[number // 31**place % 31] for place in range(7))


def slug_by_chance() -> str:
    """Returns an address part that tells nothing, and that nobody guesses."""
    return "x" + "".join(secrets.choice(_PLAIN) for _ in range(15))


def closest(word: str, words: Iterable[str], *, at_least: float = 0.75) -> str | None:
    """Returns the one of the words that was probably meant, as it is written there."""
    by_fold = {fold(one): one for one in words}
    near = difflib.get_close_matches(fold(word), by_fold, n=1, cutoff=at_least)
    return by_fold[near[0]] if near else None


def similarity(one: str, other: str) -> float:
    """Returns how alike two names are, 0 to 1, whatever the order of words and with or without a bracketed short form."""
    return max(_alike(a, b) for a in _forms(one) for b in _forms(other))


def _forms(text: str) -> set[str]:
    full = fold(text)
    return {full, fold(_BRACKETED.sub(" ", text)) or full}


def _alike(one: str, other: str) -> float:
    if one == other:
        return 1.0
    ordered = (" ".join(sorted(one.split())), " ".join(sorted(other.split())))
    return max(difflib.SequenceMatcher(None, *pair, autojunk=False).ratio() for pair in ((one, other), ordered))


class Lookalikes:
    """Finds among many names those that look like one, without comparing each with each."""

    def __init__(self, names: Iterable[tuple[str, str]] = ()) -> None:
        self._names: dict[str, list[str]] = defaultdict(list)
        self._by_part: dict[str, set[str]] = defaultdict(set)
        for key, name in names:
            self.add(key, name)

    def add(self, key: str, name: str) -> None:
        self._names[key].append(name)
        for part in _parts(name):
            self._by_part[part].add(key)

    def near(self, name: str, *, at_least: float = 0.85, most: int = 5) -> list[tuple[str, float]]:
        """Returns the keys of the most alike names with how alike they are, the best first."""
        rarest = sorted((self._by_part[part] for part in _parts(name) if part in self._by_part), key=len)[:_TELLING]
        shared = Counter(key for keys in rarest for key in keys)
        scored = ((key, max(similarity(name, one) for one in self._names[key])) for key, _ in shared.most_common(20))
        return sorted(((key, score) for key, score in scored if score >= at_least), key=lambda pair: -pair[1])[:most]


def _parts(name: str) -> set[str]:
    """Cuts a name into pieces of three letters, so that one misspelt letter leaves most of them in common."""
    joined = fold(name).replace(" ", "")
    return {joined[at : at + 3] for at in range(max(1, len(joined) - 2))}
