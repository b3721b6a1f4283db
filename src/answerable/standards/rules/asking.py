"""Whom a version of a duty is asked of, and on which days."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from .belonging import Stretches, intersection, union, until_changed
from .words import Level


@dataclass(frozen=True)
class Whom:
    """Whom one version is asked of: everybody at these levels, or where traits are named only those who have one of them.

    A trait is `organisation_kind:womens_rights`, `office:coordinator`, `body:steering_committee`. `except_for` takes out
    whoever has one of those. `under`: the path of the place at or below which it is asked.
    """

    levels: frozenset[Level]
    traits: frozenset[str] = frozenset()
    except_for: frozenset[str] = frozenset()
    under: str = ""


@dataclass(frozen=True)
class Asked:
    """Somebody of whom duties may be asked, with the days on which they belong and on which they have each trait.

    `places`: the paths of the networks they belong to, each with its days.
    """

    level: Level
    belongs: Stretches
    traits: Mapping[str, Stretches] = field(default_factory=dict)
    places: Mapping[str, Stretches] = field(default_factory=dict)


def is_asked(whom: Whom, asked: Asked, day: dt.date) -> bool:
    """Whether it is asked of somebody on a day."""
    return any(stretch.covers(day) for stretch in asked_on(whom, asked))


def asked_on(whom: Whom, asked: Asked) -> Stretches:
    """Returns the days on which it is asked of somebody."""
    if asked.level not in whom.levels:
        return ()
    days = asked.belongs
    if whom.under:
        days = intersection(days, _within(asked.places, whom.under))
    if whom.traits:
        days = intersection(days, _having(asked.traits, whom.traits))
    return _without(days, _having(asked.traits, whom.except_for)) if whom.except_for else union(days)


def applies(versions: Iterable[tuple[dt.date, Whom | None]], asked: Asked) -> Stretches:
    """Returns the days on which a duty is asked of somebody by whichever version runs that day; None asks nobody any more."""
    by_start = dict(versions)
    days = [
        common
        for runs in until_changed(by_start)
        if (whom := by_start[runs.starts]) is not None
        for common in intersection(asked_on(whom, asked), (runs,))
    ]
    return union(days)


def _within(places: Mapping[str, Stretches], path: str) -> Stretches:
    return union(days for place, stretches in places.items() if place.startswith(path) for days in stretches)


def _having(traits: Mapping[str, Stretches], wanted: frozenset[str]) -> Stretches:
    return union(days for trait in wanted for days in traits.get(trait, ()))


def _without(days: Stretches, others: Stretches) -> Stretches:
    free: Stretches = until_changed([dt.date.min])
    for other in others:
        free = intersection(free, _around(other.starts, other.ends))
    return intersection(days, free)


def _around(starts: dt.date, ends: dt.date | None) -> list[tuple[dt.date, dt.date | None]]:
    one = dt.timedelta(days=1)
    before = [] if starts == dt.date.min else [(dt.date.min, starts - one)]
    after = [] if ends is None else [(ends + one, None)]
    return [*before, *after]
