"""Keeping facts: with every act those that it may have changed, and now and then all of them."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from django.db import transaction

from answerable.kit import clock, queue, touching

from .comparing import Difference, difference
from .models import Fact, Telling
from .subjects import sort_of
from .telling import Teller, Told, kinds, tellers

AT_ONCE = 500  # subjects in memory
Listener = Callable[[frozenset[str]], object]
Asked = dict[str, set[str]]  # by the teller's name, of which subjects it is asked
_listeners: list[Listener] = []


@dataclass(frozen=True)
class Kept:
    """How many facts a keeping added, gave another end, and took away."""

    added: int = 0
    moved: int = 0
    gone: int = 0

    def __add__(self, other: "Kept") -> "Kept":
        return Kept(self.added + other.added, self.moved + other.moved, self.gone + other.gone)


def follow() -> None:
    """Keeps the facts up with whatever acts touch, from now on."""
    touching.listen(keep_touched)


def listen(listener: Listener) -> Listener:
    """Has somebody told, within the act, which subjects have other facts than before it."""
    if listener not in _listeners:
        _listeners.append(listener)
    return listener


def keep_touched(touched: Mapping[str, Collection[str]]) -> Kept:
    """Keeps up whatever facts an act may have changed, within the transaction of the act."""
    asked: Asked = {}
    for teller in tellers():
        for one in teller.about.keys() & touched.keys():
            asked.setdefault(teller.name, set()).update(teller.about[one](touched[one]))
    return _keep_in_portions({name: subjects for name, subjects in asked.items() if subjects})


def keep(subjects: Collection[str]) -> Kept:
    """Compares all facts of some subjects with what the rooms tell, and sets right what differs."""
    return _keep_in_portions(_asked_of_all(subjects))


def forget(subjects: Collection[str]) -> int:
    """Takes away all facts of subjects that are gone for good; returns how many."""
    listed = sorted(subjects)
    number = 0
    for start in range(0, len(listed), AT_ONCE):
        some = listed[start : start + AT_ONCE]
        rows = Fact.objects.filter(subject__in=some)
        changed = frozenset(rows.order_by().values_list("subject", flat=True))
        number += rows.delete()[0]
        _tell(changed)
    return number


def keep_all() -> Kept:
    """Compares all facts with what the rooms tell, a few hundred at a time, and sets right what differs."""
    done = _remove_strangers()
    for teller in tellers():
        # All is heard before anything is kept: whoever tells reads a list, and one that is open while others save keeps us from saving.
        missing = set().union(*(_not_there(portion, teller) for portion in _portions(teller.tell(None))))
        if missing:
            done += _keep_in_portions({teller.name: missing})
    for subjects in _subjects_there():
        done += keep(subjects)
    for teller in tellers():
        Telling.objects.update_or_create(teller=teller.name, defaults={"kinds": teller.mark})
    return done


def is_behind() -> bool:
    """Whether a teller was never asked as a whole, or has learned other kinds since."""
    asked = dict(Telling.objects.values_list("teller", "kinds"))
    return any(asked.get(teller.name) != teller.mark for teller in tellers())


@queue.task(retries=3)
def catch_up() -> None:
    if is_behind():
        keep_all()


def _asked_of_all(subjects: Collection[str]) -> Asked:
    asked = {teller.name: {one for one in subjects if sort_of(one) in teller.of} for teller in tellers()}
    return {name: wanted for name, wanted in asked.items() if wanted}


def _keep_in_portions(asked: Asked) -> Kept:
    done = Kept()
    listed = sorted(set().union(*asked.values()))
    for start in range(0, len(listed), AT_ONCE):
        some = set(listed[start : start + AT_ONCE])
        done += _keep({name: here for name, subjects in asked.items() if (here := subjects & some)}, some)
    return done


@transaction.atomic
def _keep(asked: Asked, subjects: set[str]) -> Kept:
    """Reads what is kept before what is told: whoever acts meanwhile is then followed, and not undone."""
    listening = [one for one in tellers() if one.name in asked]
    rows = _rows(listening, asked, subjects)
    told = (fact for teller in listening for fact in teller.tell(sorted(asked[teller.name])))
    noted = frozenset(name for name, kind in kinds().items() if kind.noted)
    found = difference(rows, told, noted=noted, today=clock.today())
    _write(found)
    _tell(found.subjects)
    return Kept(len(found.added), len(found.moved), len(found.gone))


def _rows(listening: Iterable[Teller], asked: Asked, subjects: Collection[str]) -> list[Fact]:
    asked_of = {kind: asked[teller.name] for teller in listening for kind in teller.names}
    found = Fact.objects.filter(subject__in=sorted(subjects), kind__in=sorted(asked_of))
    return [row for row in found.order_by("pk") if row.subject in asked_of[row.kind]]


def _write(found: Difference) -> None:
    if found.gone:
        Fact.objects.filter(pk__in=[row.pk for row in found.gone]).delete()
    if found.moved:
        Fact.objects.bulk_update(found.moved, ["ends"], batch_size=AT_ONCE)
    if found.added:
        Fact.objects.bulk_create(
            found.added, batch_size=AT_ONCE, update_conflicts=True, unique_fields=["subject", "kind", "source", "starts"],
            update_fields=["ends"],
        )  # fmt: skip


def _tell(subjects: frozenset[str]) -> None:
    if subjects:
        for listener in _listeners:
            listener(subjects)


def _portions(told: Iterable[Told]) -> Iterator[list[Told]]:
    rest = iter(told)
    while portion := list(islice(rest, AT_ONCE)):
        yield portion


def _not_there(portion: Collection[Told], teller: Teller) -> set[str]:
    """Returns of whom something is told that is not kept so."""
    rows = Fact.objects.filter(subject__in={one.subject for one in portion}, kind__in=sorted(teller.names))
    there: dict[tuple[str, str, str], set[tuple[dt.date, dt.date | None]]] = defaultdict(set)
    for row in rows:
        there[row.subject, row.kind, row.source].add((row.starts, row.ends))
    noted = {kind.name for kind in teller.kinds if kind.noted}
    return {one.subject for one in portion if not _is_there(one, there[one.subject, one.kind, one.source], noted)}


def _is_there(one: Told, there: set[tuple[dt.date, dt.date | None]], noted: set[str]) -> bool:
    if one.kind in noted:
        return any(ends is None for _starts, ends in there)
    return (one.starts, one.ends) in there


def _subjects_there() -> Iterator[list[str]]:
    """Yields the subjects of whom anything is kept, in portions."""
    last = ""
    rows = Fact.objects.order_by("subject").values_list("subject", flat=True).distinct()
    while some := list(rows.filter(subject__gt=last)[:AT_ONCE]):
        yield some
        last = some[-1]


def _remove_strangers() -> Kept:
    """Removes facts of kinds that nobody tells any more."""
    strangers = Fact.objects.exclude(kind__in=sorted(kinds()))
    subjects = frozenset(strangers.order_by().values_list("subject", flat=True))
    gone = strangers.delete()[0]
    _tell(subjects)
    return Kept(gone=gone)
