"""Ready-made `parse` functions for columns."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils.translation import get_language

from .. import countries, partial_dates
from ..text import closest, fold
from .kinds import CellProblem, Context, Parse

_YES = frozenset(
    map(
        fold,
        (
            "yes",
            "y",
            "true",
            "1",
            "x",
            "sí",
            "s",
            "oui",
            "o",
            "vrai",
            "sim",
            "verdadeiro",
            "verdadero",
            "نعم",
            "हाँ",
            "हां",
            "जी",
        ),
    )
)
_NO = frozenset(map(fold, ("no", "n", "false", "0", "non", "faux", "não", "falso", "لا", "नहीं")))
_WEB = URLValidator(schemes=["http", "https"])
_DIVIDERS = re.compile(r"[;|\n،؛]|,(?!\d)")


def text(most: int) -> Parse:
    """Takes text as it is, up to a length."""

    def parse(cell: str, context: Context) -> str:
        return _up_to(most, cell)

    return parse


def _up_to(most: int, cell: str) -> str:
    if len(cell) > most:
        raise CellProblem("too_long", most=most)
    return cell


def partial_date(cell: str, context: Context) -> str:
    """Takes a year, month or day; ambiguous ones by the order the file was said to have."""
    reading = partial_dates.read(cell)
    if isinstance(reading, partial_dates.Exact):
        if reading.shown:
            context.dates[reading.shown] += 1
        return reading.iso
    if isinstance(reading, partial_dates.Ambiguous):
        context.dates["ambiguous"] += 1
        if context.date_order:
            return reading.as_(context.date_order)
        raise CellProblem("date_ambiguous", day_first=reading.day_first, month_first=reading.month_first)
    facts: dict[str, Any] = {**reading.facts}
    raise CellProblem(reading.code, would_be_right=reading.nearest, suggestion=reading.nearest, **facts)


def country(cell: str, context: Context) -> str:
    """Takes a country by name in six languages, everyday form or code; returns the ISO code."""
    code = countries.code_of(cell)
    if code:
        return code
    meant = [countries.name(one, get_language() or "en") for one in countries.suggest(cell)]
    if len(meant) > 1:
        raise CellProblem("country_ambiguous", names=meant)
    raise CellProblem("country_unknown", suggestion=meant[0] if meant else "")


def one_of(words: Mapping[str, Sequence[str]]) -> Parse:
    """Takes a code, or one of the words for it in any language; returns the code."""
    by_word = {fold(word): code for code, many in words.items() for word in (code, code.replace("_", " "), *many)}

    def parse(cell: str, context: Context) -> str:
        code = by_word.get(fold(cell))
        if code is None:
            near = closest(cell, by_word, at_least=0.6)
            raise CellProblem("not_one_of", suggestion=by_word[near] if near else "", allowed=list(words))
        return code

    return parse


def many(parse_one: Parse) -> Callable[[str, Context], tuple[Any, ...]]:
    """Takes several in one cell, divided by semicolon, comma, bar or line break; each once, in order."""

    def parse(cell: str, context: Context) -> tuple[Any, ...]:
        parts = (part.strip() for part in _DIVIDERS.split(cell))
        return tuple(dict.fromkeys(parse_one(part, context) for part in parts if part))

    return parse


def yes_or_no(cell: str, context: Context) -> bool:
    word = fold(cell) or cell
    if word in _YES or cell == "✓":
        return True
    if word in _NO:
        return False
    raise CellProblem("yes_or_no")


def whole_number(cell: str, context: Context) -> int:
    figures = re.sub(r"[\s'’\u066c]|[.,](?=\d{3}(?:\D|$))", "", cell)
    if not re.fullmatch(r"\d{1,15}", figures):
        raise CellProblem("number_bad")
    return int(figures)


def web_address(cell: str, context: Context) -> str:
    """Takes a web address, with or without `https://`."""
    address = cell if "://" in cell else f"https://{cell}"
    try:
        _WEB(address)
    except ValidationError as fault:
        raise CellProblem("web_address_bad") from fault
    parts = urlsplit(address)
    return _up_to(300, parts._replace(scheme=parts.scheme.lower(), netloc=parts.netloc.lower()).geturl())


def email(cell: str, context: Context) -> str:
    address = cell.removeprefix("mailto:").strip()
    try:
        validate_email(address)
    except ValidationError as fault:
        raise CellProblem("email_bad") from fault
    return _up_to(254, address)
