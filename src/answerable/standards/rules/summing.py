"""From how each stands to sums: what is added to a network's sum on which day. Last days are included."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from .belonging import FAR, later
from .words import State

MEMBERS, PUBLIC = "organisation", "public"  # organisations that every member, or everybody, may know of


def counted_as(visibility: str, *, at_risk: bool) -> str:
    """Returns as what sums count an organisation: nobody reads of one in a number that they may not know of by name."""
    if at_risk:
        return ""
    return {"public": PUBLIC, "members": MEMBERS}.get(visibility, "")


class Change(NamedTuple):
    """On a day the sum of those who stand so, at a network, on a duty, becomes another."""

    network: int
    duty: int
    day: dt.date
    state: State


class Standing(NamedTuple):
    """How somebody stands on a duty, from–to."""

    duty: int
    starts: dt.date
    ends: dt.date | None
    state: State


class Within(NamedTuple):
    """A network whose sums hold somebody, from–to."""

    network: int
    starts: dt.date
    ends: dt.date | None


def changes(places: Iterable[Within], stretches: Iterable[Standing]) -> Counter[Change]:
    """Returns what one subject adds to the sums: one in where a stretch begins within a belonging, one out where either ends."""
    found: Counter[Change] = Counter()
    listed = list(stretches)
    for place in places:
        ends_there = place.ends or FAR
        for one in listed:
            starts, ends = max(place.starts, one.starts), min(ends_there, one.ends or FAR)
            if starts > ends:
                continue
            found[Change(place.network, one.duty, starts, one.state)] += 1
            if ends < FAR:
                found[Change(place.network, one.duty, later(ends, 1), one.state)] -= 1
    return found


def difference(before: Counter[Change], after: Counter[Change]) -> dict[Change, int]:
    """Returns what has to be added to the one so that it is the other; nothing where they are alike."""
    told = {key: after[key] - before[key] for key in before.keys() | after.keys()}
    return {key: number for key, number in told.items() if number}
