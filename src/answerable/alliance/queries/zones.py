"""Which hours a network lives by: its own time zone, else that of the nearest network above, else the alliance's."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ..models import Network
from ..permissions import ROOT_PATH
from .posts import posts_of
from .profile import profile

STEP = Network.steplen


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
    """Returns the time zone of each of many places, in two questions."""
    asked = list(dict.fromkeys(paths))
    steps = {path[:end] for path in asked for end in range(STEP, len(path) + 1, STEP)}
    found = Network.objects.filter(path__in=steps).exclude(time_zone="")
    setting = {one.path: one for one in found if _read(one.time_zone)}
    kept = profile()
    whole = Zone(kept.time_zone if kept and _read(kept.time_zone) else "UTC")
    return {path: _nearest(path, setting) or whole for path in asked}


def _nearest(path: str, setting: dict[str, Network]) -> Zone | None:
    for end in range(len(path), 0, -STEP):
        if one := setting.get(path[:end]):
            return Zone(one.time_zone, one)
    return None


def zones_of_accounts(account_ids: Iterable[UUID], on: dt.date) -> dict[UUID, ZoneInfo]:
    """Returns the time zone each account lives by: that of the lowest network it belongs to, the alliance's where there is none."""
    places = {one: _place_of(one, on) for one in dict.fromkeys(account_ids)}
    zones = zones_at(places.values())
    return {one: zones[path].info for one, path in places.items()}


def zone_of_account(account_id: UUID, on: dt.date) -> ZoneInfo:
    return zones_of_accounts([account_id], on)[account_id]


def _place_of(account_id: UUID, on: dt.date) -> str:
    """The lowest network, and of several as low the first: a home more likely than an office far above."""
    paths = [post.path for post in posts_of(account_id, on) if not post.path.startswith("org:")]
    return min(paths, key=lambda path: (-len(path), path), default=ROOT_PATH)


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
