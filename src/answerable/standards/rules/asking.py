"""Whom a version of a duty is asked of, and on which days."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from .belonging import Stretches, intersection, union, until_changed
from .words import Level


@dataclass(frozen=True)
class Whom:
    """Whom one version is asked of: everybody at these levels, or where traits are named only those who have one of them.

    A trait is `organisation_kind:womens_rights` or `office:coordinator`.
    """

    levels: frozenset[Level]
    traits: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Asked:
    """Somebody of whom duties may be asked, with the days on which they belong and on which they have each trait."""

    level: Level
    belongs: Stretches
    traits: Mapping[str, Stretches] = field(default_factory=dict)


def asked_on(whom: Whom, asked: Asked) -> Stretches:
    """Returns the days on which it is asked of somebody."""
    if asked.level not in whom.levels:
        return ()
    if not whom.traits:
        return union(asked.belongs)
    return intersection(asked.belongs, (days for trait in whom.traits for days in asked.traits.get(trait, ())))


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
