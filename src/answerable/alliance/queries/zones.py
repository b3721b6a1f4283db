"""Which hours a network lives by: its own time zone, else that of the nearest network above, else the alliance's."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.db.models import Q

from answerable.kit import clock
from answerable.kit.once import once

from ..models import Affiliation, Membership, Network, OfficeTerm, Term
from ..permissions import ROOT_PATH
from ..rules.memberships import LIVE
from .posts import running, standing
from .profile import profile

STEP = Network.steplen
DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Zone:
    """A time zone by its name, and the network that set it; None where it is the alliance's own setting."""

    name: str
    set_by: Network | None = None

    @property
    def info(self) -> ZoneInfo:
        return _read(self.name) or ZoneInfo("UTC")


def zone_of(network: Network) -> ZoneInfo:
    """Returns the time zone that a network lives by."""
    return zone_at(network.path).info


def zone_at(path: str) -> Zone:
    """Returns the time zone of a place in the tree, with who set it."""
    return zones_at([path])[path]


def zones_at(paths: Iterable[str]) -> dict[str, Zone]:
    """Returns the time zone of each of many places, in two questions at most."""
    asked = list(dict.fromkeys(paths))
    steps = {path[:end] for path in asked for end in range(STEP, len(path) + 1, STEP)}
    found = Network.objects.filter(path__in=steps).exclude(time_zone="")
    setting = {one.path: one for one in found if _read(one.time_zone)}
    nearest = {path: _nearest(path, setting) for path in asked}
    whole = _of_alliance() if None in nearest.values() else Zone("UTC")
    return {path: zone or whole for path, zone in nearest.items()}


@once
def zone_settings() -> tuple[Zone, dict[str, Zone]]:
    """Returns the alliance's time zone, and those that networks have set, by their place."""
    found = Network.objects.exclude(time_zone="")
    return _of_alliance(), {one.path: Zone(one.time_zone, one) for one in found if _read(one.time_zone)}


def _of_alliance() -> Zone:
    kept = profile()
    return Zone(kept.time_zone if kept and _read(kept.time_zone) else "UTC")


def _nearest(path: str, setting: dict[str, Network]) -> Zone | None:
    for end in range(len(path), 0, -STEP):
        if one := setting.get(path[:end]):
            return Zone(one.time_zone, one)
    return None


def zones_of_accounts(account_ids: Iterable[UUID], on: dt.date) -> dict[UUID, ZoneInfo]:
    """Returns the time zone each account lives by: that of the lowest network it belongs to, the alliance's where there is none."""
    places = places_of(account_ids, on)
    zones = zones_at(places.values())
    return {one: zones[path].info for one, path in places.items()}


def zone_of_account(account_id: UUID, on: dt.date) -> ZoneInfo:
    return zones_of_accounts([account_id], on)[account_id]


def names_of_zones(account_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Returns the name of the time zone each account lives by today."""
    return {one: zone.key for one, zone in zones_of_accounts(account_ids, clock.today()).items()}


def places_of(account_ids: Iterable[UUID], on: dt.date) -> dict[UUID, str]:
    """Returns the lowest network each account belongs to, and of several as low the first, in a few questions for all.

    A home is more likely than an office far above; who belongs nowhere lives where the alliance does.
    """
    asked = list(dict.fromkeys(account_ids))
    paths: dict[UUID, list[str]] = {}
    for account, path in (*_of_people(asked, on), *_of_homes(asked, on)):
        paths.setdefault(account, []).append(path)
    return {one: min(paths.get(one, [ROOT_PATH]), key=lambda path: (-len(path), path)) for one in asked}


def _of_people(account_ids: list[UUID], on: dt.date) -> Iterator[tuple[UUID, str]]:
    """Yields the networks in which people hold an office or a seat."""
    now = _somewhere(running, on)
    offices = OfficeTerm.objects.filter(now, person__account_id__in=account_ids).filter(
        Q(network__closed_on=None) | Q(network__closed_on__gt=on)
    )
    seats = Term.objects.filter(now, person__account_id__in=account_ids)
    found = (
        *offices.values_list("person__account_id", "network__path"),
        *seats.values_list("person__account_id", "seat__body__network__path"),
    )
    yield from ((account, path) for account, path in found if account and path)


def _of_homes(account_ids: list[UUID], on: dt.date) -> Iterator[tuple[UUID, str]]:
    """Yields the networks of the organisations people are in, or hold an office of."""
    now = _somewhere(standing, on)
    people = Affiliation.objects.filter(now, person__account_id__in=account_ids)
    offices = OfficeTerm.objects.filter(now, person__account_id__in=account_ids).exclude(organisation=None)
    homes: dict[int, set[UUID]] = {}
    for rows in (people, offices):
        for account, home in rows.values_list("person__account_id", "organisation_id"):
            homes.setdefault(home, set()).add(account)
    places = Membership.objects.filter(organisation_id__in=homes, state__in=LIVE)
    for home, path in places.values_list("organisation_id", "network__path"):
        yield from ((account, path) for account in homes[home])


def _somewhere(condition: Callable[[dt.date], Q], on: dt.date) -> Q:
    """Asks for each of the days that it can be somewhere on earth: whose clock counts is not known before."""
    return condition(on - DAY) | condition(on) | condition(on + DAY)


def _read(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def zones_of_country(country: str) -> list[str]:
    """Returns the names of the time zones of a country, for those who fill in a form."""
    from babel.core import get_global

    return (
        sorted(zone for zone, land in get_global("zone_territories").items() if land == country and _read(zone))
        if country
        else []
    )
