"""Takes the changes of days that are past into the sums, and sets the sums right against what they are sums of."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator

from django.db import transaction
from django.db.models import Sum

from answerable.alliance.models import Network
from answerable.kit import clock

from ..models import Belonging, Checkpoint, Count, Subject, Tally
from ..rules.summing import Change, difference
from ..rules.words import State
from .writing_down import add_to_sums, what_it_adds

Key = tuple[int, int, str, str]
AT_ONCE = 500


def sum_up(until: dt.date | None = None) -> int:
    """Takes what changed up to a day (yesterday, if none is said) into the sums; returns how many networks it concerned."""
    day = until or clock.today() - dt.timedelta(days=1)
    with transaction.atomic():
        _move_checkpoint(day)
    networks = list(
        Tally.objects.filter(summed=False, day__lte=day).order_by().values_list("network", flat=True).distinct()
    )
    for network in networks:
        _sum_up_one(network, day)
    return len(networks)


@transaction.atomic
def _move_checkpoint(day: dt.date) -> None:
    """Moves the day of the sums; what was summed of later days, if it goes back, waits again."""
    row = Checkpoint.objects.select_for_update().order_by("pk").first() or Checkpoint(day=day)
    row.day = max(row.day, day)
    row.save()


@transaction.atomic
def _sum_up_one(network: int, day: dt.date) -> None:
    """Takes one network's changes into its sums, and rows that say the same of one day together; reads before it deletes."""
    rows = list(
        Tally.objects.filter(network=network, summed=False, day__lte=day)
        .select_for_update()
        .values_list("pk", "duty", "kind", "state", "day", "change")
    )
    sums, days = Counter[Key](), Counter[tuple[int, str, str, dt.date]]()
    for _pk, duty, kind, state, on, change in rows:
        sums[network, duty, kind, state] += change
        days[duty, kind, state, on] += change
    for start in range(0, len(rows), AT_ONCE):
        Tally.objects.filter(pk__in=[row[0] for row in rows[start : start + AT_ONCE]]).delete()
    Tally.objects.bulk_create(
        (
            Tally(network_id=network, duty_id=duty, kind=kind, state=state, day=on, change=change, summed=True)
            for (duty, kind, state, on), change in days.items()
            if change
        ),
        batch_size=AT_ONCE,
    )
    _add(network, sums)


def _add(network: int, sums: Counter[Key]) -> None:
    there = {
        (network, one.duty_id, one.kind, one.state): one
        for one in Count.objects.select_for_update().filter(network=network)
    }
    changed, fresh = [], []
    for key, number in sums.items():
        if row := there.get(key):
            row.number += number
            changed.append(row)
        else:
            fresh.append(Count(network_id=network, duty_id=key[1], kind=key[2], state=key[3], number=number))
    Count.objects.bulk_update(changed, ["number"], batch_size=AT_ONCE)
    Count.objects.bulk_create(fresh, batch_size=AT_ONCE)


def set_sums_right() -> int:
    """Compares each network's sums with those whom they count, and adds what is missing; returns how many changes were wrong.

    A network at a time: memory holds one's days, never all.
    """
    wrong = 0
    for network in Network.objects.order_by("pk").values_list("pk", flat=True):
        with transaction.atomic():
            missing = _missing(network)
            for kind, change in missing.items():
                add_to_sums(Counter({(kind, one): number for one, number in change.items()}))
                wrong += len(change)
    return wrong


def _missing(network: int) -> dict[str, dict[Change, int]]:
    wanted: dict[str, Counter[Change]] = {}
    for subject in _counted_at(network):
        mine = wanted.setdefault(subject.counted_as, Counter())
        for change, number in what_it_adds(subject).items():
            if change.network == network:
                mine[change] += number
    there: dict[str, Counter[Change]] = {}
    rows = Tally.objects.filter(network=network).values_list("duty", "kind", "state", "day").annotate(Sum("change"))
    for duty, kind, state, day, number in rows:
        there.setdefault(kind, Counter())[Change(network, duty, day, State(state))] += number
    kinds = wanted.keys() | there.keys()
    found = {kind: difference(there.get(kind, Counter()), wanted.get(kind, Counter())) for kind in kinds}
    return {kind: told for kind, told in found.items() if told}


def _counted_at(network: int) -> Iterator[Subject]:
    pks = Belonging.objects.filter(network=network).values_list("subject", flat=True).distinct().order_by("subject")
    yield from Subject.objects.filter(pk__in=pks).iterator(chunk_size=AT_ONCE)
