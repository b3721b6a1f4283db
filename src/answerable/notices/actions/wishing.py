"""Somebody says how they want to hear: when, how often, of what."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from answerable.access.actors import Actor
from answerable.access.refusals import Unacceptable

from ..kinds import kind_named
from ..models import Preference
from ..queries.wishes import zone_named
from ..rules.timing import Rhythm
from ..rules.ways import offered
from .telling import own_account


@dataclass(frozen=True)
class Wishes:
    """When somebody wants to hear: `hour` of the day by the clock of `time_zone` (empty: their network's)."""

    rhythm: str
    hour: int
    weekday: int = 0
    time_zone: str = ""
    paused_until: dt.date | None = None


@transaction.atomic
def set_wishes(*, by: Actor, wishes: Wishes) -> Preference:
    """Keeps when and how often somebody wants to hear by mail."""
    if wishes.time_zone and zone_named(wishes.time_zone) is None:
        raise Unacceptable("no_such_time_zone", field="time_zone")
    kept = _kept(own_account(by))
    kept.rhythm, kept.hour, kept.weekday = Rhythm(wishes.rhythm), wishes.hour, wishes.weekday
    kept.time_zone, kept.paused_until = wishes.time_zone, wishes.paused_until
    kept.save()
    return kept


@transaction.atomic
def choose_ways(*, by: Actor, ways: Mapping[str, str]) -> Preference:
    """Keeps by which way somebody wants to hear of which kinds; an empty way is the usual one."""
    kept = _kept(own_account(by))
    for name, way in ways.items():
        kind = kind_named(name)
        if kind is None or (way and way not in offered(kind)):
            raise Unacceptable("no_such_way", field=name)
    kept.choices = {name: way for name, way in {**kept.choices, **ways}.items() if way}
    kept.save()
    return kept


def choose_way(*, by: Actor, kinds: Iterable[str], way: str) -> Preference:
    """Keeps one way for several kinds; for one that must not be less it is the least there is."""
    known = [one for one in map(kind_named, kinds) if one]
    return choose_ways(by=by, ways={one.name: way if way in offered(one) else str(offered(one)[0]) for one in known})


@transaction.atomic
def set_rhythm(*, by: Actor, rhythm: str) -> Preference:
    """Changes how often somebody is written to, and nothing else; what was to be mailed at once is grouped with the rest."""
    kept = _kept(own_account(by))
    kept.rhythm = Rhythm(rhythm)
    kept.choices = {name: "digest" if way == "soon" and _may_wait(name) else way for name, way in kept.choices.items()}
    kept.save()
    return kept


def _may_wait(name: str) -> bool:
    kind = kind_named(name)
    return kind is not None and "digest" in offered(kind)


@transaction.atomic
def pause_mail(*, by: Actor, until: dt.date) -> Preference:
    """Holds mail back until a day; what cannot be off still comes."""
    kept = _kept(own_account(by))
    kept.paused_until = until
    kept.save()
    return kept


def _kept(account_id: UUID) -> Preference:
    return Preference.objects.select_for_update().get_or_create(account_id=account_id)[0]
