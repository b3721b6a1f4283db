"""Countries and territories by ISO 3166 code (and Kosovo's XK), in six languages and in everyday forms.

Names come from CLDR, except where everyday use is shorter and clearer. A name is no statement on anybody's status.
"""

import re
from functools import cache

from babel import Locale
from babel.core import get_global

from ..text import closest, fold
from .everyday import AMBIGUOUS, EVERYDAY, NEVER_SHORT, OFFICIAL, SHOWN

LANGUAGES = ("en", "es", "fr", "pt", "ar", "hi")
_NO_COUNTRIES = frozenset({"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"})
_RATHER_WORDS = frozenset({"na", "no"})  # "not available", "no": codes in capitals only
_WRITTEN_CODE = re.compile(r"[A-Za-z]{2,3}|\d{1,3}")


@cache
def codes() -> tuple[str, ...]:
    """Returns every code, in alphabetical order."""
    return tuple(
        sorted(
            code
            for code in map(str, Locale("en").territories)
            if re.fullmatch("[A-Z]{2}", code) and code not in _NO_COUNTRIES
        )
    )


def name(code: str, language: str) -> str:
    """Returns a country's name in a language (in English where the language is not known), the code if there is none."""
    return _names(language).get(code, code)


def choices(language: str) -> list[tuple[str, str]]:
    """Returns (code, name) of all countries, ordered by name as the language folds it."""
    return sorted(_names(language).items(), key=lambda pair: fold(pair[1]))


def code_of(text: str) -> str | None:
    """Returns the code of a country written by name in six languages, in an everyday form, or as an ISO or M49 code."""
    written = text.strip()
    if _WRITTEN_CODE.fullmatch(written):
        code = _code_of_code(written)
        if code:
            return code
    key = _key(written)
    return None if key in AMBIGUOUS else _by_name().get(key) or _by_name().get(_short(written))


def suggest(text: str) -> tuple[str, ...]:
    """Returns the codes that were perhaps meant: several for a name that two countries share, none if nothing is near."""
    code = code_of(text)
    if code:
        return (code,)
    if _key(text) in AMBIGUOUS:
        return AMBIGUOUS[_key(text)]
    near = closest(_key(text), _by_name(), at_least=0.8)
    return (_by_name()[near],) if near else ()


def _short(text: str) -> str:
    """Returns the key of a name without what states put around it: République du Niger, المملكة الأردنية الهاشمية."""
    key = _key(" ".join(word for word in fold(text).split() if word not in OFFICIAL))
    return "" if key in AMBIGUOUS or key in NEVER_SHORT else key


@cache
def _names(language: str) -> dict[str, str]:
    base = language.replace("_", "-").split("-")[0]
    territories = Locale.parse(base if base in LANGUAGES else "en").territories
    return {code: SHOWN.get(code, {}).get(base) or territories[code] for code in codes()}


@cache
def _by_name() -> dict[str, str]:
    known: dict[str, str] = {}
    for language in LANGUAGES:
        territories = Locale(language).territories
        for code in codes():
            known[_key(territories[code])] = known[_key(name(code, language))] = code
    for code, forms in EVERYDAY.items():
        known |= {_key(form): code for form in forms.split("|")}
    return known


def _key(text: str) -> str:
    """Folds further than search does: "St", "&" and a leading article make no other country."""
    words = fold(text.replace("&", " and ")).split()
    words = ["saint" if word in {"st", "ste", "sainte"} else word for word in words]
    if len(words) > 1 and words[0] in {"the", "la", "le", "les", "el", "los", "las", "o", "a", "l"}:
        words = words[1:]
    return "".join(word for word in words if word not in {"and"})


def _code_of_code(written: str) -> str | None:
    if written != written.upper() and written.lower() in _RATHER_WORDS:
        return None
    code = written.upper()
    if code in codes():
        return code
    meant = get_global("territory_aliases").get(code.zfill(3) if code.isdigit() else code, [])
    return meant[0] if len(meant) == 1 and meant[0] in codes() else None
