"""Reckons everybody: after duties were taken in, asked otherwise or given up, after an upgrade, and once a week to be sure.

And those below a network that was touched, where they are more than an act waits for.
"""

from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from typing import Any

from django.db.models import F, QuerySet

from answerable.alliance.models import Network, Organisation, Person
from answerable.kit import clock, queue
from answerable.kit.alone import alone, give_way

from ..models import Reckoning
from ..queries.subjects import name_of, subjects_below
from .reckoning import AT_ONCE, prepared, reckon_subjects
from .recording import held_names
from .summing_up import set_sums_right, sum_up

EVERYBODY = "standards.everybody"


def reckon_all(*, announced: int = 0) -> int:
    """Reckons every organisation, network and person, a few hundred at a time; returns how many stand otherwise than before.

    Memory holds one portion; how far it came can be asked meanwhile, and what is reckoned is shown at once. Each portion is found from
    what is known once it is held: an act that comes in between is neither lost nor undone. Of two who begin one waits for the other.
    """
    otherwise = 0
    with alone(EVERYBODY):
        row = _begun(announced, of=sum(rows.count() for rows in _everybody()))
        for names in _names():
            otherwise += reckon_subjects(prepared(names))
            _came_on(row, len(names))
            give_way()
        # whatever was begun before and never ended is done with: it broke off, or waited for what is reckoned now
        Reckoning.objects.filter(ended_at=None, pk__lte=row).update(ended_at=clock.now())
    _forget_old()
    return otherwise


@queue.task(retries=3)
def reckon_all_later(announced: int = 0) -> None:
    """Reckons everybody, unless the same waits to be done once more: that one does it for both."""
    if queue.is_due(reckon_all_later):
        return
    reckon_all(announced=announced)
    sum_up()


@queue.task(retries=3)
def reckon_later(names: list[str]) -> None:
    """Reckons those of whom more were touched than a page should wait for, and takes what changed into the sums."""
    rest = iter(names)
    while some := list(islice(rest, AT_ONCE)):
        reckon_subjects(prepared(some))
        give_way()
    sum_up()


@queue.task(retries=3)
def reckon_below_later(networks: list[int], *, announced: int = 0) -> None:
    """Reckons whoever is counted at these networks, a few hundred at a time."""
    found = subjects_below(networks)
    row, last = _begun(announced, of=found.count()), 0
    while some := list(found.filter(pk__gt=last)[:AT_ONCE]):
        reckon_subjects(some)
        last = some[-1].pk
        _came_on(row, len(some))
        give_way()
    Reckoning.objects.filter(pk=row).update(ended_at=clock.now())
    sum_up()


def reckon_everybody_soon() -> None:
    """Leaves the reckoning of everybody to the queue, within the transaction of what made it necessary; pages say so from then on.

    Within a bulk act nothing is left: whoever does that reckons at its end.
    """
    if held_names() is None:
        queue.enqueue(reckon_all_later, announced=_announced())


def reckon_below_soon(networks: Collection[int]) -> None:
    """Leaves the reckoning of whoever is counted at some networks to the queue; pages say so from then on."""
    queue.enqueue(reckon_below_later, sorted(networks), announced=_announced())


def set_right() -> tuple[int, int]:
    """Reckons everybody and compares all sums; returns how many stood otherwise and how many sums were wrong."""
    return reckon_all(), set_sums_right()


def _announced() -> int:
    return Reckoning.objects.create(begun_at=clock.now()).pk


def _begun(announced: int, *, of: int) -> int:
    """Returns the row that says how far it came: the one that was announced, from its beginning, or a new one."""
    if announced and Reckoning.objects.filter(pk=announced).update(of=of, done=0, ended_at=None):
        return announced
    return Reckoning.objects.create(begun_at=clock.now(), of=of).pk


def _came_on(row: int, number: int) -> None:
    Reckoning.objects.filter(pk=row).update(done=F("done") + number)


def _everybody() -> Iterable[QuerySet[Any]]:
    return (
        Network.objects.all(),
        Organisation.objects.filter(merged_into=None),
        Person.objects.filter(former_since=None),
    )


def _names() -> Iterator[list[str]]:
    """Yields all names in portions, each asked for by itself: a list that stays open would keep others from saving."""
    for rows in _everybody():
        last = 0
        while some := list(rows.filter(pk__gt=last).order_by("pk")[:AT_ONCE]):
            yield [name_of(one) for one in some]
            last = some[-1].pk


def _forget_old() -> None:
    newest = Reckoning.objects.order_by("-pk").values_list("pk", flat=True)[:5]
    Reckoning.objects.exclude(pk__in=list(newest)).exclude(ended_at=None).delete()
