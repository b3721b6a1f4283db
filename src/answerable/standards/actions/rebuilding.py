"""Reckons everybody: after duties were taken in, asked otherwise or given up, after an upgrade, and once a week to be sure."""

from collections.abc import Iterator
from itertools import islice

from django.db import transaction
from django.db.models import F

from answerable.alliance.models import Network, Organisation, Person
from answerable.kit import clock, queue

from ..models import Reckoning
from ..queries.duties import all_asked
from ..queries.subjects import name_of
from .reckoning import AT_ONCE, prepared, reckon_subjects
from .recording import held_names
from .summing_up import set_sums_right, sum_up


def reckon_all() -> int:
    """Reckons every organisation, network and person, a few hundred at a time; returns how many stand otherwise than before.

    Memory holds one portion; how far it came can be asked meanwhile, and what is reckoned is shown at once.
    """
    row = Reckoning.objects.create(begun_at=clock.now(), of=_how_many())
    asked, otherwise = all_asked(), 0
    for names in _portions(_names()):
        with transaction.atomic():
            otherwise += reckon_subjects(prepared(names), asked=asked)
        Reckoning.objects.filter(pk=row.pk).update(done=F("done") + len(names))
    Reckoning.objects.filter(ended_at=None).update(ended_at=clock.now())
    _forget_old()
    return otherwise


@queue.task(retries=3)
def reckon_all_later() -> None:
    reckon_all()
    sum_up()


@queue.task(retries=3)
def reckon_later(names: list[str]) -> None:
    """Reckons those of whom more were touched than a page should wait for."""
    asked = all_asked()
    for some in _portions(iter(names)):
        reckon_subjects(prepared(some), asked=asked)


def reckon_everybody_soon() -> None:
    """Leaves the reckoning of everybody to the queue, within the transaction of what made it necessary.

    Within a bulk act nothing is left: whoever does that reckons at its end.
    """
    if held_names() is None:
        queue.enqueue(reckon_all_later)


def set_right() -> tuple[int, int]:
    """Reckons everybody and compares all sums; returns how many stood otherwise and how many sums were wrong."""
    return reckon_all(), set_sums_right()


def _names() -> Iterator[str]:
    for one in Network.objects.order_by("pk").iterator(chunk_size=AT_ONCE):
        yield name_of(one)
    for organisation in Organisation.objects.filter(merged_into=None).order_by("pk").iterator(chunk_size=AT_ONCE):
        yield name_of(organisation)
    for person in Person.objects.filter(former_since=None).order_by("pk").iterator(chunk_size=AT_ONCE):
        yield name_of(person)


def _how_many() -> int:
    organisations = Organisation.objects.filter(merged_into=None).count()
    return int(Network.objects.count()) + organisations + Person.objects.filter(former_since=None).count()


def _portions(names: Iterator[str]) -> Iterator[list[str]]:
    while some := list(islice(names, AT_ONCE)):
        yield some


def _forget_old() -> None:
    newest = Reckoning.objects.order_by("-pk").values_list("pk", flat=True)[:5]
    Reckoning.objects.exclude(pk__in=list(newest)).delete()
