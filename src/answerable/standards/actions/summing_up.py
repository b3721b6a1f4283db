"""Takes changes into the sums, and sets the sums right against what they are sums of."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from django.db import transaction
from django.db.models import Sum

from answerable.alliance.models import Network
from answerable.kit import clock
from answerable.kit.alone import alone
from answerable.kit.moments import as_of_one_moment

from ..models import Belonging, Checkpoint, Count, Subject, Tally
from ..rules.summing import Change
from ..rules.words import State
from .writing_down import add_to_sums, what_they_add

Key = tuple[int, int, str, str]
AT_ONCE, MOST = 500, 20_000  # subjects, and changes, in memory
SUMS = "standards.sums"


def sum_up(until: dt.date | None = None) -> int:
    """Takes what changed up to a day (today, if none is said) into the sums; returns how many networks it concerned.

    What changes later on that day waits for the next time and is added meanwhile; whoever looks at an earlier day is shown what was then.
    """
    day = until or clock.today()
    with alone(SUMS):
        _move_checkpoint(day)
        waiting = Tally.objects.filter(summed=False, day__lte=day)
        networks = list(waiting.order_by().values_list("network", flat=True).distinct())
        for network in networks:
            while _sum_up_some(network, day) == MOST:
                pass
    return len(networks)


@transaction.atomic
def _move_checkpoint(day: dt.date) -> None:
    """Moves the day of the sums; what was summed of later days, if it goes back, waits again."""
    row = Checkpoint.objects.select_for_update().order_by("pk").first() or Checkpoint(day=day)
    row.day = max(row.day, day)
    row.save()


@transaction.atomic
def _sum_up_some(network: int, day: dt.date) -> int:
    """Takes some of a network's changes into its sums, and rows that say the same of one day together; reads before it deletes.

    Returns how many: memory holds no more, however much was brought in since yesterday.
    """
    waiting = Tally.objects.filter(network=network, summed=False, day__lte=day).select_for_update().order_by()
    rows = list(waiting.values_list("pk", "duty", "kind", "state", "day", "change")[:MOST])
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
    return len(rows)


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

    What is wrong of a network is found as of one moment: whoever acts meanwhile adds to the sums what they changed, so it stays wrong
    by just as much until it is added. A network at a time: memory holds one's days, never all.
    """
    wrong = 0
    with alone(SUMS):
        for network in list(Network.objects.order_by("pk").values_list("pk", flat=True)):
            with as_of_one_moment():
                missing = _missing(network)
            with transaction.atomic():
                add_to_sums(missing)
            wrong += len(missing)
    return wrong


def _missing(network: int) -> Counter[tuple[str, Change]]:
    missing: Counter[tuple[str, Change]] = Counter()
    for some in _counted_at(network):
        missing.update(what_they_add(some, network=network))
    rows = Tally.objects.filter(network=network).order_by().values_list("duty", "kind", "state", "day")
    for duty, kind, state, day, number in rows.annotate(Sum("change")):
        missing[kind, Change(network, duty, day, State(state))] -= number
    return Counter({key: number for key, number in missing.items() if number})


def _counted_at(network: int) -> Iterator[list[Subject]]:
    pks = Belonging.objects.filter(network=network).values_list("subject", flat=True).distinct().order_by("subject")
    rest = pks.iterator(chunk_size=AT_ONCE)
    while some := list(islice(rest, AT_ONCE)):
        yield list(Subject.objects.filter(pk__in=some))
