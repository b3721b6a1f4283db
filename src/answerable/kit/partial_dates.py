"""Dates that may be known only to the month or the year, kept as ISO text: `2021`, `2021-02`, `2021-02-28`."""

import calendar
import datetime as dt
import re
import unicodedata
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache

from babel import Locale

from .text import fold

LANGUAGES = ("en", "es", "fr", "pt", "ar", "hi")
EARLIEST, LATEST = 1000, 2999
LEAP = 2000
_OTHER_MONTHS = {  # everyday forms that are not among CLDR's
    "sept": 9, "setiembre": 9, "كانون الثاني": 1, "شباط": 2, "اذار": 3, "نيسان": 4, "ايار": 5, "حزيران": 6, "تموز": 7,
    "اب": 8, "ايلول": 9, "تشرين الاول": 10, "تشرين الثاني": 11, "كانون الاول": 12, "جانفي": 1, "فيفري": 2, "افريل": 4,
    "ماي": 5, "جوان": 6, "جويليه": 7, "جويليا": 7, "اوت": 8,
}  # fmt: skip


class Order(StrEnum):
    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"


@dataclass(frozen=True)
class Exact:
    """`shown` is set where the text's own figures prove the order they are written in."""

    iso: str
    shown: Order | None = None


@dataclass(frozen=True)
class Ambiguous:
    day_first: str
    month_first: str

    def as_(self, order: Order) -> str:
        return self.day_first if order == Order.DAY_FIRST else self.month_first


@dataclass(frozen=True)
class Impossible:
    """`code`: `date_unreadable`, `month_impossible` (month), `day_impossible` (month, days), `year_impossible` (year).

    `nearest` is a date that would be right, if one lies at hand.
    """

    code: str
    nearest: str = ""
    facts: dict[str, int] = field(default_factory=dict)


Reading = Exact | Ambiguous | Impossible


class PartialDateProblem(ValueError):  # noqa: N818 - it is an answer, not an error
    """A text is no date, or may be two."""

    def __init__(self, code: str, reading: Reading) -> None:
        super().__init__(code)
        self.code, self.reading = code, reading


def parse(text: str, *, order: Order | None = None) -> str:
    """Returns the ISO partial date, or raises `PartialDateProblem` (`date_ambiguous` if it may be two)."""
    reading = read(text)
    if isinstance(reading, Exact):
        return reading.iso
    if isinstance(reading, Ambiguous):
        if order:
            return reading.as_(order)
        raise PartialDateProblem("date_ambiguous", reading)
    raise PartialDateProblem(reading.code, reading)


def read(text: str) -> Reading:
    """Reads one date in figures (any script) or with a month's name in one of the six languages."""
    plain = _plain_figures(text).strip()
    for pattern, reader in _READERS:
        match = pattern.fullmatch(plain)
        if match:
            return reader(match)
    return _in_words(plain)


def first_day(iso: str) -> dt.date:
    """Returns the first day that a partial date may mean."""
    year, month, day = (*(int(part) for part in iso.split("-")), 1, 1)[:3]
    return dt.date(year, month, day)


def last_day(iso: str) -> dt.date:
    """Returns the last day that a partial date may mean."""
    parts = [int(part) for part in iso.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else 12
    return dt.date(year, month, parts[2] if len(parts) > 2 else calendar.monthrange(year, month)[1])


def is_before(one: str, other: str) -> bool:
    """Says whether the first surely lies before the second; false where they may be the same time."""
    return last_day(one) < first_day(other)


def may_be_same(one: str, other: str) -> bool:
    """Says whether two partial dates do not contradict each other (`2021` and `2021-02-28`)."""
    return first_day(one) <= last_day(other) and first_day(other) <= last_day(one)


def sort_key(iso: str) -> tuple[dt.date, dt.date]:
    """Orders partial dates by when they begin, the wider first; the unknown ("") before all."""
    return (first_day(iso), dt.date.max - (last_day(iso) - dt.date.min)) if iso else (dt.date.min, dt.date.min)


def _plain_figures(text: str) -> str:
    kept = (one for one in unicodedata.normalize("NFKC", text) if unicodedata.category(one) != "Cf")
    return "".join(str(unicodedata.decimal(one)) if one.isdecimal() else one for one in kept)


def _year(match: re.Match[str]) -> Reading:
    return _made(int(match[1]))


def _month(match: re.Match[str]) -> Reading:
    return _made(int(match["year"]), int(match["month"]))


def _day(match: re.Match[str]) -> Reading:
    return _made(int(match[1]), int(match[2]), int(match[3]))


def _figures(match: re.Match[str]) -> Reading:
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    day_first, month_first = _made(year, second, first), _made(year, first, second)
    if first == second or match[2] == ".":  # with points the day always stands first
        return day_first
    if isinstance(day_first, Exact) and isinstance(month_first, Exact):
        return Ambiguous(day_first.iso, month_first.iso)
    if isinstance(month_first, Exact):
        return Exact(month_first.iso, Order.MONTH_FIRST)
    if isinstance(day_first, Exact):
        return Exact(day_first.iso, Order.DAY_FIRST)
    return month_first if second > 12 >= first else day_first


_READERS = (
    (re.compile(r"(\d{4})"), _year),
    (re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})"), _month),
    (re.compile(r"(?P<month>\d{1,2})[-/.](?P<year>\d{4})"), _month),
    (re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?)?"), _day),
    (re.compile(r"(\d{1,2})\s*([-/.])\s*(\d{1,2})\s*[-/.]\s*(\d{4})"), _figures),
)


def _in_words(text: str) -> Reading:
    words = re.findall(r"\d+|[^\d\s]+", fold(text))
    numbers = [word for word in words if word.isdecimal()]
    month = _months().get(" ".join(word for word in words if not word.isdecimal() and word not in _FILLERS))
    years = [number for number in numbers if len(number) == 4]
    days = [number for number in numbers if len(number) <= 2]
    if not month or len(years) != 1 or len(days) > 1 or len(numbers) != len(years) + len(days):
        return Impossible("date_unreadable")
    return _made(int(years[0]), month, int(days[0])) if days else _made(int(years[0]), month)


_FILLERS = {"de", "del", "do", "da", "of", "the", "le", "el", "st", "nd", "rd", "th", "er", "o", "a"}


@cache
def _months() -> dict[str, int]:
    months = {fold(name): number for name, number in _OTHER_MONTHS.items()}
    for language in LANGUAGES:
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                names = Locale.parse(language).months[context][width]
                months |= {fold(name): number for number, name in names.items()}
    return months


def _made(year: int, month: int | None = None, day: int | None = None) -> Reading:
    if not EARLIEST <= year <= LATEST:
        return Impossible("year_impossible", facts={"year": year})
    if month is None:
        return Exact(f"{year:04}")
    if not 1 <= month <= 12:
        return Impossible("month_impossible", nearest=f"{year:04}", facts={"month": month})
    if day is None:
        return Exact(f"{year:04}-{month:02}")
    days = calendar.monthrange(year, month)[1]
    if not 1 <= day <= days:
        nearest = f"{year:04}-{month:02}-{min(max(day, 1), days):02}"
        return Impossible("day_impossible", nearest=nearest, facts={"month": month, "days": days, "year": year})
    return Exact(f"{year:04}-{month:02}-{day:02}")
