"""Which day it is at a place: every “today” of terms, seats, bodies and offices is asked for here.

A day begins and ends at midnight of the place's own time zone. A list over many places counts each by its own day.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from functools import reduce
from operator import or_

from django.db.models import OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from answerable.kit import clock

from ..models import Membership, OfficeTerm, Organisation
from ..permissions import ROOT_PATH
from ..rules.memberships import LIVE
from .posts import running
from .zones import Zone, zone_settings, zones_at

Condition = Callable[[dt.date], Q]


def today_at(path: str) -> dt.date:
    """Returns which day it is now at a place."""
    return todays_at([path])[path]


def todays_at(paths: Iterable[str]) -> dict[str, dt.date]:
    """Returns which day it is now at each place."""
    return {path: _day_in(zone) for path, zone in zones_at(paths).items()}


def latest_at(path: str) -> dt.date:
    """Returns the last day that nobody at a place calls future: theirs, or that of the server where it is ahead."""
    return max(clock.today(), today_at(path))


def earliest_at(path: str) -> dt.date:
    """Returns the first day that nobody at a place calls past: theirs, or that of the server where it is behind."""
    return min(clock.today(), today_at(path))


def today_of(organisation: Organisation) -> dt.date:
    """Returns which day it is where an organisation belongs: at the first network it still has a place in."""
    return today_at(homes_of([organisation.pk]).get(organisation.pk, ROOT_PATH))


def today_where(term: OfficeTerm) -> dt.date:
    """Returns which day it is where an office stands."""
    return todays_where([term])[0]


def todays_where(terms: Sequence[OfficeTerm]) -> list[dt.date]:
    """Returns which day it is where each office stands; the number of queries does not grow with theirs."""
    homes = homes_of(one.organisation_id for one in terms if one.organisation_id)
    paths = [one.network.path if one.network else homes.get(one.organisation_id or 0, ROOT_PATH) for one in terms]
    days = todays_at(paths)
    return [days[path] for path in paths]


def homes_of(organisations: Iterable[int | None]) -> dict[int, str]:
    """Returns the first network of each organisation that it still belongs to."""
    rows = Membership.objects.filter(organisation__in=list(organisations), state__in=LIVE).order_by("-pk")
    return dict(rows.values_list("organisation_id", "network__path"))


def at_each_place(condition: Condition, field: str = "network__path") -> Q:
    """Returns a filter in which each row is asked about the day of its own place; `field` leads to the place's path."""
    return _by_place(_days(), condition, field)


def open_now(field: str = "network__path", at: str = "") -> Q:
    """Returns the filter for bodies or seats that are open today where they are; `at` leads to them."""
    return at_each_place(lambda day: opened(day, at), field)


def opened(day: dt.date, at: str = "") -> Q:
    """The filter for what has opened and not closed by a day: what closes on it is closed."""
    began = Q(**{f"{at}opened_on__lte": day})
    return began & (Q(**{f"{at}closed_on": None}) | Q(**{f"{at}closed_on__gt": day}))


def these_days() -> tuple[dt.date, ...]:
    """Returns the days that it is now, the alliance's first: what was counted holds until one of them is over."""
    base, others = _days()
    return (base, *(day for _path, day in others))


def offices_now(rows: QuerySet[OfficeTerm], condition: Condition = running) -> QuerySet[OfficeTerm]:
    """Narrows offices by the day of the place where each stands; an organisation's day is that of its first network."""
    days = _days()
    if not days[1]:
        return rows.filter(condition(days[0]))
    first = Membership.objects.filter(organisation=OuterRef("organisation"), state__in=LIVE).order_by("pk")
    placed = rows.alias(stands=Coalesce("network__path", Subquery(first.values("network__path")[:1]), Value(ROOT_PATH)))
    return placed.filter(_by_place(days, condition, "stands"))


Days = tuple[dt.date, list[tuple[str, dt.date]]]


def _by_place(days: Days, condition: Condition, field: str) -> Q:
    """Asks level by level of the tree, the highest first, so that the question nests no deeper than the tree does."""
    base, others = days
    found = condition(base)
    for length in sorted({len(path) for path, _day in others}):
        here: dict[dt.date, Q] = {}
        for path, day in others:
            if len(path) == length:
                here[day] = here.get(day, Q()) | Q(**{f"{field}__startswith": path})
        elsewhere = found & ~reduce(or_, here.values())
        found = reduce(or_, (condition(day) & below for day, below in here.items()), elsewhere)
    return found


def _days() -> Days:
    """Returns the alliance's day, and the places below which it is another day now, the highest first."""
    whole, settings = zone_settings()
    base, others = _day_in(whole), list[tuple[str, dt.date]]()
    for path in sorted(settings, key=len):
        day = _day_in(settings[path])
        above = [known for at, known in others if path.startswith(at)]
        if day != (above[-1] if above else base):
            others.append((path, day))
    return base, others


def _day_in(zone: Zone) -> dt.date:
    return clock.now().astimezone(zone.info).date()
