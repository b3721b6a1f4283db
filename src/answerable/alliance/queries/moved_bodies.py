"""Of which network a body was when: where networks were joined, their bodies moved along."""

import datetime as dt
from collections.abc import Collection, Iterable

from ..models import Body, NetworkMerge
from ..rules.terms import Span

Home = tuple[int, Span]  # of which network, from when to when
FIRST = dt.date.min


def homes_of_bodies(bodies: Collection[int]) -> dict[int, list[Home]]:
    """Returns the networks of each body in their order; the last one has it now."""
    now = dict(Body.objects.filter(pk__in=bodies).values_list("pk", "network_id"))
    moved: dict[int, list[tuple[int, dt.date]]] = {}
    for pks, gone, day in _moves():
        for pk in now.keys() & set(pks):
            moved.setdefault(pk, []).append((gone, day))
    return {pk: _in_order(moved.get(pk, []), last) for pk, last in now.items()}


def bodies_ever_of(networks: Collection[int]) -> set[int]:
    """Returns the bodies that some networks have or had."""
    own = set(Body.objects.filter(network__in=networks).values_list("pk", flat=True))
    return own | {pk for pks, gone, _day in _moves() if gone in set(networks) for pk in pks}


def networks_ever_of(bodies: Collection[int]) -> set[int]:
    return {network for homes in homes_of_bodies(bodies).values() for network, _span in homes}


def _moves() -> Iterable[tuple[list[int], int, dt.date]]:
    rows = NetworkMerge.objects.exclude(bodies=[]).order_by("merged_on", "pk")
    return rows.values_list("bodies", "gone_id", "merged_on")


def _in_order(moves: list[tuple[int, dt.date]], last: int) -> list[Home]:
    homes, since = [], FIRST
    for network, day in moves:
        homes.append((network, Span(since, day - dt.timedelta(days=1))))
        since = day
    return [*homes, (last, Span(since))]
