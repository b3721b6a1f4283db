"""Support services in the reader's words: how to reach them first."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

from answerable.kit import countries
from answerable.kit.languages import name as language_name
from answerable.kit.translations import in_language

from ...models import SupportService
from ...queries.services import check_days, with_all
from ...rules.services import is_old
from ..words import COSTS, SERVES, need_name

NOT_DIALLED = re.compile(r"[^0-9+*#]")


@dataclass(frozen=True)
class Said:
    """Words of a service, with the language they are in."""

    words: str = ""
    language: str = ""


@dataclass(frozen=True)
class Number:
    """A telephone number as it is written, and as a telephone dials it."""

    written: str
    dialled: str


@dataclass(frozen=True)
class Line:
    """A service as the public sees it."""

    service: SupportService
    name: Said
    does: Said
    reach: Said
    place: Said
    hours: Said
    cost_words: Said
    cost: str | Promise
    needs: list[str]
    where: list[str]
    serves: list[str]
    languages: list[str]
    telephone: Number | None
    text_number: Number | None
    is_old: bool


def lines_of(pks: Sequence[int], language: str, today: dt.date) -> list[Line]:
    """Returns some services in the order asked for, in as many queries for one as for a page."""
    found = {one.pk: one for one in with_all(SupportService.objects.filter(pk__in=pks))}
    days = check_days() if found else 0
    return [_line(found[pk], language, today, days) for pk in pks if pk in found]


def _line(one: SupportService, language: str, today: dt.date, days: int) -> Line:
    return Line(
        one, name=said_of(one, "name", language), does=said_of(one, "does", language), reach=said_of(one, "reach", language),
        place=said_of(one, "place", language), hours=said_of(one, "hours", language), cost_words=said_of(one, "cost_words", language),
        cost=COSTS[one.cost], needs=[need_name(need, language) for need in one.needs.all()], where=where_of(one, language),
        serves=[str(SERVES[code]) for code in one.serves if code in SERVES],
        languages=[language_name(code, language) for code in one.languages],
        telephone=_number(one.telephone), text_number=_number(one.text_number), is_old=is_old(one.checked_on, today, days),
    )  # fmt: skip


def said_of(one: SupportService, part: str, language: str) -> Said:
    """Returns a service's words in a language, its own where these say nothing. Texts should be prefetched."""
    for text in (in_language(one.texts.all(), language), in_language(one.texts.all(), one.language)):
        if text and getattr(text, part):
            return Said(getattr(text, part), text.language)
    return Said()


def where_of(one: SupportService, language: str) -> list[str]:
    return sorted(countries.name(code, language) for code in one.countries)


def _number(written: str) -> Number | None:
    return Number(written, NOT_DIALLED.sub("", written)) if written else None
