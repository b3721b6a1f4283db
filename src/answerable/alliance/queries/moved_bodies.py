"""Of which network a body was when: where networks were joined, their bodies moved along."""

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.db.models import Q

from ..models import Body, NetworkMerge
from ..rules.terms import Span


@dataclass(frozen=True)
class Housed:
    """A body with the networks it was of, in their order, each from when to when; the last one has it now."""

    body: Body
    homes: tuple[tuple[int, Span], ...]


def networks_ever_of(bodies: Collection[int]) -> set[int]:
    """Returns the networks that have or had some bodies."""
    if not bodies:
        return set()
    return {network for one in _housed(Q(pk__in=bodies), _moves()) for network, _span in one.homes}


def bodies_ever_of(networks: Collection[int]) -> dict[int, Housed]:
    """Returns the bodies that some networks have or had, by their number."""
    moves = _moves()
    left = [pk for pk, gone in moves.items() if any(network in networks for network, _day in gone)]
    return {one.body.pk: one for one in _housed(Q(network__in=networks) | Q(pk__in=left), moves)}


def _moves() -> dict[int, list[tuple[int, dt.date]]]:
    """Returns which networks each body left, and on which day."""
    moves: dict[int, list[tuple[int, dt.date]]] = {}
    rows = NetworkMerge.objects.exclude(bodies=[]).order_by("merged_on", "pk")
    for bodies, gone, day in rows.values_list("bodies", "gone_id", "merged_on"):
        for pk in bodies:
            moves.setdefault(pk, []).append((gone, day))
    return moves


def _housed(which: Q, moves: dict[int, list[tuple[int, dt.date]]]) -> Iterator[Housed]:
    for body in Body.objects.filter(which):
        homes, since = [], dt.date.min
        for network, day in moves.get(body.pk, ()):
            homes.append((network, Span(since, day - dt.timedelta(days=1))))
            since = day
        yield Housed(body, (*homes, (body.network_id, Span(since))))
