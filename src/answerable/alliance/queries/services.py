"""Support services: those there are today, those in somebody's care, and what fits a question of `/help`."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from answerable.access.actors import Actor
from answerable.kit.text import fold
from answerable.kit.translations import TextState

from ..models import Network, SupportService, SupportServiceText
from ..permissions import keeps
from ..rules.services import CHECK_DAYS
from .profile import profile

Services = QuerySet[SupportService]


@dataclass(frozen=True)
class Asked:
    """What somebody looks for; what is empty does not matter to them."""

    need: str = ""
    country: str = ""
    language: str = ""
    cost: str = ""


@dataclass(frozen=True)
class Offered:
    """What fits, in order. `is_instead`: nothing did, and these serve everywhere."""

    services: list[int]
    is_instead: bool = False


def current(on: dt.date) -> Services:
    """Returns the services there are on a day: what has ended, or has not begun, is not there for the public."""
    return SupportService.objects.filter(Q(ends=None) | Q(ends__gte=on), starts__lte=on)


def kept_by(actor: Actor) -> Services:
    """Returns those whose records somebody keeps, ended ones too."""
    return SupportService.objects.filter(keeps.filter(actor, "network__path"))


def with_all(found: Services) -> Services:
    """Loads what is shown of a service, in as many queries for one as for a page."""
    return found.select_related("network").prefetch_related("texts", "needs__texts", "network__texts")


def in_country(found: Services, code: str) -> Services:
    return found.filter(countries__icontains=f'"{code}"')


def serving(found: Services, code: str) -> Services:
    """Narrows to those that somebody of a country can turn to."""
    return found.filter(Q(countries__icontains=f'"{code}"') | Q(everywhere=True))


def of_need(found: Services, code: str) -> Services:
    return found.filter(pk__in=SupportService.needs.through.objects.filter(need__code=code).values("supportservice_id"))


def speaking(found: Services, code: str) -> Services:
    return found.filter(languages__icontains=f'"{code}"')


def matching(found: Services, words: str) -> Services:
    """Narrows to those whose words hold every one of the words, accents and scripts folded."""
    for word in fold(words).split()[:8]:
        found = found.filter(pk__in=SupportServiceText.objects.filter(folded__contains=word).values("service_id"))
    return found


def in_network(found: Services, network: Network) -> Services:
    return found.filter(network__path__startswith=network.path)


def offered(asked: Asked, language: str, on: dt.date) -> Offered:
    """Returns what fits a question; where nothing does, what serves everywhere and meets the need, else all that does."""
    there = current(on)
    fitting = _ordered(_fitting(there, asked), asked.country, language, on)
    if fitting or asked == Asked():
        return Offered(fitting)
    everywhere = there.filter(everywhere=True)
    meeting = _ordered(of_need(everywhere, asked.need), "", language, on) if asked.need else []
    return Offered(meeting or _ordered(everywhere, "", language, on), is_instead=True)


def _fitting(found: Services, asked: Asked) -> Services:
    if asked.need:
        found = of_need(found, asked.need)
    if asked.country:
        found = serving(found, asked.country)
    if asked.language:
        found = speaking(found, asked.language)
    return found.filter(cost=asked.cost) if asked.cost else found


def _ordered(found: Services, country: str, language: str, on: dt.date) -> list[int]:
    """Those of the person's country first, or, where none was named, those that serve everywhere; of these, what nobody
    looked at for long last; then those there day and night, then by name: never by how good they are.
    """
    stale = set(unchecked(on).values_list("pk", flat=True))
    rows = list(found.values_list("pk", "countries", "everywhere", "day_and_night", "sort_key"))
    names = _names_in(language, (pk for pk, *_rest in rows))

    def place(row: tuple[Any, ...]) -> tuple[bool, bool, bool, str, int]:
        pk, countries, everywhere, day_and_night, sort_key = row
        is_near = country in countries if country else everywhere
        return (not is_near, pk in stale, not day_and_night, names.get(pk, sort_key), pk)

    return [pk for *_before, pk in sorted(place(row) for row in rows)]


def _names_in(language: str, pks: Iterable[int]) -> dict[int, str]:
    texts = SupportServiceText.objects.filter(language=language, service__in=list(pks)).exclude(state=TextState.DRAFT)
    return {pk: fold(name) for pk, name in texts.values_list("service_id", "name")}


def check_days() -> int:
    """Returns after how many days a service should be looked at again."""
    kept = profile()
    return kept.service_check_days if kept else CHECK_DAYS


def unchecked(on: dt.date) -> Services:
    """Returns the services of today that nobody looked at for longer than the alliance allows."""
    return current(on).filter(checked_on__lt=on - dt.timedelta(days=check_days()))


def ended_before(day: dt.date) -> Services:
    return SupportService.objects.filter(ends__lt=day)
