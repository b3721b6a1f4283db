"""How many stand how: sums of a network and all below it, as of any day."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection
from typing import NamedTuple

from django.db.models import F, Q, Sum

from ..models import Checkpoint, Count, Reckoning, Subject, Tally
from ..rules.summing import MEMBERS, PUBLIC
from ..rules.words import State


class Cell(NamedTuple):
    network: int
    duty: int
    kind: str


Counts = dict[Cell, Counter[State]]


def counts_at(
    networks: Collection[int],
    day: dt.date,
    *,
    kinds: Collection[str],
    duties: Collection[int] | None = None,
    publicly: bool = False,
) -> Counts:
    """Returns how many of each kind stand how at some networks on a day; publicly, only those of whom everybody may know.

    The sums hold what happened until the checkpoint: what is later is added, for an earlier day what came since is taken away.
    One question to the database, so that what is summed up meanwhile is counted once.
    """
    checkpoint = Checkpoint.objects.values_list("day", flat=True).order_by("pk").first() or dt.date.min
    known = {PUBLIC} if publicly else {PUBLIC, MEMBERS}
    stored = {one for kind in kinds for one in (known if kind == MEMBERS else {kind})}
    about = Q(network__in=networks, kind__in=sorted(stored)) & (Q() if duties is None else Q(duty__in=duties))
    fields = ("network", "duty", "kind", "state")
    sums = Count.objects.filter(about).order_by().values_list(*fields).annotate(n=Sum(F("number")))
    changes = Tally.objects.filter(about).order_by()
    later = changes.filter(summed=False, day__lte=day).values_list(*fields).annotate(n=Sum(F("change")))
    parts = [sums, later]
    if day < checkpoint:
        parts.append(changes.filter(summed=True, day__gt=day).values_list(*fields).annotate(n=-Sum(F("change"))))
    found: Counts = defaultdict(Counter)
    for network, duty, kind, state, number in parts[0].union(*parts[1:], all=True):
        found[Cell(network, duty, MEMBERS if kind == PUBLIC else kind)][State(state)] += number
    return {cell: +counter for cell, counter in found.items()}


class Progress(NamedTuple):
    """How far a reckoning of many came, in a hundred: how many there are is not for everybody. `since`: what it shows until then."""

    done: int
    of: int
    since: dt.datetime


def going_on() -> Progress | None:
    """Returns how far a reckoning of many came, begun or still waiting for its turn, or None where none goes on."""
    rows = list(Reckoning.objects.filter(ended_at=None))
    if not rows:
        return None
    furthest = max(rows, key=lambda one: (one.of > 0, one.pk))
    return Progress(min(furthest.done * 100 // max(furthest.of, 1), 100), 100, min(one.begun_at for one in rows))


def never_reckoned() -> bool:
    return not Reckoning.objects.filter(ended_at__isnull=False).exists() and not Subject.objects.exists()
