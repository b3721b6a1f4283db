"""Who wants to hear of what, when, and by whose clock."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.db.models import Min

from ..house import house, zones_of
from ..kinds import Kind, all_kinds, kind_named
from ..models import Notice, Preference
from ..rules.timing import Hours, Rhythm, due_slot, latest_slot_day
from ..rules.ways import By, chosen, is_held_back
from .reach import failing_among

AT_ONCE = 500  # databases take so many values in one question
BY_MAIL = {By.DIGEST, By.SOON}
Oldest = Mapping[str, dt.datetime]


def preference_of(account_id: UUID) -> Preference:
    """Returns an account's wishes, unsaved where it never said any."""
    return Preference.objects.filter(account_id=account_id).first() or Preference(account_id=account_id)


def preferences_of(account_ids: Iterable[UUID]) -> dict[UUID, Preference]:
    """Returns the wishes of several accounts, unsaved where one never said any."""
    listed = list(account_ids)
    kept = {one.account_id: one for one in Preference.objects.filter(account_id__in=listed)}
    return {one: kept.get(one) or Preference(account_id=one) for one in listed}


def way_of(kind: Kind, wishes: Preference) -> By:
    """Returns by which way a kind of notice reaches somebody with these wishes."""
    return chosen(kind, rhythm=wishes.rhythm, choices=wishes.choices)


def mailed_now(kind: Kind | None, wishes: Preference, day: dt.date) -> bool:
    """Whether a kind goes by mail on a day. One that its room no longer has goes as a private one in the digest would."""
    if kind is None or way_of(kind, wishes) not in BY_MAIL:
        return False
    return not is_held_back(kind, paused_until=wishes.paused_until, day=day)


def for_mail(account_id: UUID, wishes: Preference, day: dt.date) -> list[Notice]:
    """Returns what is still to be said by mail on a day, the newest first."""
    kinds = [kind.name for kind in all_kinds() if mailed_now(kind, wishes, day)]
    return list(Notice.objects.filter(account_id=account_id, read_on=None, mailed_on=None, kind__in=kinds))


def accounts_due(moment: dt.datetime) -> list[tuple[UUID, dt.date]]:
    """Returns whose digest is due, with the day of its slot: their hour has come where they are, and it was not begun."""
    rows = Notice.objects.filter(read_on=None, mailed_on=None).order_by().values("account_id", "kind")
    waits: dict[UUID, dict[str, dt.datetime]] = {}
    for one in rows.annotate(oldest=Min("happened_at")):
        waits.setdefault(one["account_id"], {})[one["kind"]] = one["oldest"]
    return [due for some in _chunks(list(waits)) for due in _due_among(some, waits, moment)]


def _chunks(listed: Sequence[UUID]) -> Iterator[list[UUID]]:
    rest = iter(listed)
    while some := list(islice(rest, AT_ONCE)):
        yield some


def _due_among(
    accounts: list[UUID], waits: Mapping[UUID, Oldest], moment: dt.datetime
) -> Iterator[tuple[UUID, dt.date]]:
    wishes, unreachable = preferences_of(accounts), failing_among(accounts)
    zones = _zones(wishes)
    for account in accounts:
        hours = _hours(wishes[account], zones[account])
        if account not in unreachable and (day := _due_day(wishes[account], hours, waits[account], moment)):
            yield account, day


def _due_day(wishes: Preference, hours: Hours, waits: Oldest, moment: dt.datetime) -> dt.date | None:
    day = latest_slot_day(hours, moment)
    ready = {name: oldest for name, oldest in waits.items() if mailed_now(kind_named(name), wishes, day)}
    if any(kind.each_day for kind in map(kind_named, ready) if kind):
        hours = replace(hours, rhythm=Rhythm.DAILY)
    return due_slot(hours, moment, last=wishes.digest_on, oldest=min(ready.values())) if ready else None


def hours_of(wishes: Preference) -> Hours:
    """Returns when somebody wants to hear, by the clock of where they are."""
    return _hours(wishes, time_zone_of(wishes))


def _hours(wishes: Preference, zone: ZoneInfo) -> Hours:
    return Hours(zone=zone, hour=wishes.hour, rhythm=wishes.rhythm, weekday=wishes.weekday)


def time_zone_of(wishes: Preference) -> ZoneInfo:
    """Returns the clock that counts for somebody: their own, else their network's, else the alliance's."""
    return _zones({wishes.account_id: wishes})[wishes.account_id]


def _zones(wishes: Mapping[UUID, Preference]) -> dict[UUID, ZoneInfo]:
    of_networks = zones_of([account for account, one in wishes.items() if not one.time_zone])
    alliance = time_zone()
    return {
        account: zone_named(one.time_zone or of_networks.get(account, "")) or alliance
        for account, one in wishes.items()
    }


def clock_of(account_id: UUID | None) -> ZoneInfo:
    """Returns the clock that counts for whoever reads a page: of somebody not signed in, the alliance's."""
    return time_zone_of(preference_of(account_id)) if account_id else time_zone()


def time_zone() -> ZoneInfo:
    """Returns the alliance's time zone."""
    return zone_named(house().get("time_zone") or "UTC") or ZoneInfo("UTC")


def zone_named(name: str) -> ZoneInfo | None:
    """Returns the zone of a name; None for a name that no clock keeps."""
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
