"""Languages: their names, directions and rules of number; what people commonly work in, and any other by its code."""

import gettext
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.localedata import locale_identifiers
from babel.messages.plurals import PLURALS as CUSTOMARY
from babel.plural import to_gettext

from .text import fold

COMMON = (
    "am", "ar", "bn", "en", "es", "fa", "fr", "ha", "hi", "ht", "id", "ig", "km", "ku", "lo", "ln", "mg", "my", "ne",
    "om", "pa", "ps", "pt", "qu", "rn", "ru", "rw", "si", "sn", "so", "st", "sw", "ta", "th", "ti", "tl", "tr", "uk",
    "ur", "vi", "wo", "xh", "yo", "zh", "zu",
)  # fmt: skip
WORLD = ("ar", "en", "es", "fr", "hi", "pt", "ru", "sw", "zh")  # between people of many countries
SPOKEN_BY = 10  # per cent of a country's people, from which on a language is one of it; official ones are anyway
NAMED_IN = ("en", "es", "fr", "pt", "ar", "hi")
VARIANTS = ("sr-latn", "zh-hans", "zh-hant")  # written in two ways that read differently
# How Unicode calls the letters of a script, by the script's code.
LETTERS = {
    "Arab": "ARABIC", "Armn": "ARMENIAN", "Beng": "BENGALI", "Cyrl": "CYRILLIC", "Deva": "DEVANAGARI", "Ethi": "ETHIOPIC",
    "Geor": "GEORGIAN", "Grek": "GREEK", "Gujr": "GUJARATI", "Guru": "GURMUKHI", "Hans": "CJK", "Hant": "CJK", "Hebr": "HEBREW",
    "Khmr": "KHMER", "Knda": "KANNADA", "Laoo": "LAO", "Latn": "LATIN", "Mlym": "MALAYALAM", "Mymr": "MYANMAR", "Orya": "ORIYA",
    "Sinh": "SINHALA", "Taml": "TAMIL", "Telu": "TELUGU", "Tfng": "TIFINAGH", "Thaa": "THAANA", "Thai": "THAI", "Tibt": "TIBETAN",
}  # fmt: skip
# Not Babel's to say: it tells the six forms of Arabic apart in a way that our files of words do not.
OURS = {
    "ar": "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);",
    "hi": "nplurals=2; plural=(n != 1);",
}
SAMPLES = (*range(201), 1_000, 10_000, 100_000, 1_000_000)


def name(code: str, language: str) -> str:
    """Returns a language's name in a language; its code where the name is unknown."""
    reader = _locale(language) or Locale("en")
    if code in VARIANTS:
        return str(Locale.parse(_babel(code)).get_display_name(reader))
    return str(reader.languages.get(code.replace("-", "_"), code))


def own_name(code: str) -> str:
    """Returns what a language calls itself; its code where that is unknown."""
    found = _locale(code)
    said = found.get_display_name() if found else None
    return f"{said[0].upper()}{said[1:]}" if said else code


def choices(language: str) -> list[tuple[str, str]]:
    """Returns the languages of the world's countries by name, in the reader's language and order."""
    return sorted(((code, name(code, language)) for code in spoken()), key=lambda one: fold(one[1]))


@cache
def spoken() -> tuple[str, ...]:
    """Returns the codes of what people commonly work in: in many countries, or in any one of them."""
    everywhere = {code for country in get_global("territory_languages") for code in of_country(country)}
    return tuple(sorted({*COMMON, *everywhere}))


@cache
def of_country(country: str) -> tuple[str, ...]:
    """Returns the languages of a country, as CLDR has them and as far as it can name them; what most people speak first."""
    shares: dict[str, float] = {}
    for written, facts in get_global("territory_languages").get(country, {}).items():
        code = written.partition("_")[0]
        if (facts["official_status"] or facts["population_percent"] >= SPOKEN_BY) and _can_be_named(code):
            shares[code] = max(shares.get(code, 0), facts["population_percent"])
    return tuple(sorted(shares, key=lambda code: (-shares[code], code)))


def near(country: str) -> tuple[str, ...]:
    """Returns the languages that somebody of a country is likely to look for; the common ones where it is not known."""
    own = of_country(country)
    return (*own, *WORLD) if own else COMMON


def _can_be_named(code: str) -> bool:
    return all(code in Locale(reader).languages for reader in NAMED_IN)


@cache
def known() -> tuple[str, ...]:
    """Returns the code of every language that a page could be written in, as far as Babel knows them."""
    return (*sorted(one for one in locale_identifiers() if "_" not in one and one != "root"), *VARIANTS)


@cache
def is_right_to_left(code: str) -> bool:
    found = _locale(code)
    return found is not None and found.text_direction == "rtl"


def in_the_script_of(text: str, likely: Iterable[str]) -> str:
    """Returns the first of some languages that is written in the letters of a text; none where none of them is."""
    names = (unicodedata.name(one, "").partition(" ")[0] for one in text if one.isalpha())
    found = Counter(name for name in names if name).most_common(1)
    return next((code for code in likely if found and found[0][0] in _letters_of(code)), "")


@cache
def _letters_of(code: str) -> frozenset[str]:
    """Returns how Unicode calls the letters that a language is written in: several where people write it in two ways."""
    written = (get_global("likely_subtags").get(_babel(code), ""), *locale_identifiers())
    told = [one.split("_") for one in written if one.partition("_")[0] == code.partition("-")[0]]
    return frozenset(LETTERS[part] for parts in told for part in parts[1:] if part in LETTERS)


@dataclass(frozen=True)
class NumberRule:
    """Which of several forms a number takes. `header` says it as files of words do; `examples` has a few numbers a form."""

    header: str
    form_of: Callable[[int], int]
    examples: tuple[tuple[int, ...], ...]

    @property
    def forms(self) -> int:
        return len(self.examples)


@cache
def number_rule(code: str) -> NumberRule:
    """Returns a language's rule of number: the customary one of gettext, else the one Babel has; English where neither has."""
    return rule_from(_header(code))


def rule_from(header: str) -> NumberRule:
    """Reads `nplurals=2; plural=(n != 1);`; raises ValueError for what says no such thing."""
    try:
        count, formula = header.split(";")[:2]
        number = int(count.partition("=")[2])
        form_of = gettext.c2py(formula.partition("=")[2].strip())
        if not 1 <= number <= 6:
            raise ValueError("no language has so many forms")
        by_form: list[list[int]] = [[] for _ in range(number)]
        for sample in SAMPLES:
            by_form[form_of(sample)].append(sample)
    except (IndexError, TypeError, OverflowError, RecursionError, ZeroDivisionError) as fault:
        raise ValueError("this is no rule of number") from fault
    return NumberRule(header, form_of, tuple(tuple(found[:4]) for found in by_form))


def _header(code: str) -> str:
    base = code.split("-", maxsplit=1)[0]
    if base in OURS:
        return OURS[base]
    if base in CUSTOMARY:
        number, formula = CUSTOMARY[base]
        return f"nplurals={number}; plural={formula};"
    found = _locale(code)
    try:
        said = f"{to_gettext(found.plural_form).rstrip(';')};" if found else ""
        rule_from(said)
    except ValueError:
        return "nplurals=2; plural=(n != 1);"
    return said


@cache
def _locale(code: str) -> Locale | None:
    try:
        return Locale.parse(_babel(code))
    except (UnknownLocaleError, ValueError):
        return None


def _babel(code: str) -> str:
    base, _, script = code.partition("-")
    return f"{base}_{script.title()}" if script else base
