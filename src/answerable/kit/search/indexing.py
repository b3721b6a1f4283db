"""Keeping the index: with every act, once for many acts, and from the beginning."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import islice

from django.db import transaction

from .. import queue
from ..models import SearchRow, SearchState
from .documents import Document, SearchKind, kind_named, kinds
from .mending import mend
from .terms import VERSION, common_audience, standing_of, terms_of

AT_ONCE = 500  # documents in memory
WRITTEN = ("terms", "standing", "audience")


@dataclass
class Renewed:
    """What an indexing wrote."""

    written: int = 0
    removed: int = 0

    def __add__(self, other: "Renewed") -> "Renewed":
        return Renewed(self.written + other.written, self.removed + other.removed)


def renew_touched(subjects: Mapping[str, Collection[str]]) -> None:
    """Indexes anew whatever an act has touched, within the transaction of the act."""
    for kind in kinds():
        things: set[int] = set()
        for subject in kind.about.keys() & subjects.keys():
            if subject in kind.later:
                queue.enqueue(renew_later, kind.name, subject, sorted(subjects[subject]))
            else:
                things |= set(kind.about[subject](subjects[subject]))
        _renew_some(kind, things)


@queue.task(retries=3)
def renew_later(name: str, subject: str, keys: list[str]) -> None:
    kind = kind_named(name)
    if kind is None:
        return
    _renew_some(kind, kind.about[subject](keys))


def _renew_some(kind: SearchKind, things: Collection[int]) -> None:
    listed = sorted(things)
    for start in range(0, len(listed), AT_ONCE):
        renew(kind, listed[start : start + AT_ONCE])


@transaction.atomic
def renew(kind: SearchKind, things: Collection[int]) -> Renewed:
    """Indexes things of a kind anew; those that are no more go."""
    documents = {one.thing: one for one in kind.documents(things)}
    written = _write(kind, documents.values())
    return Renewed(written, forget(kind.name, set(things) - documents.keys()))


def forget(name: str, things: Collection[int]) -> int:
    """Takes things out of the index; returns how many were there."""
    if not things:
        return 0
    return SearchRow.objects.filter(kind=name, thing__in=list(things)).delete()[0]


def _write(kind: SearchKind, documents: Iterable[Document]) -> int:
    """Writes what differs from what is there; returns how many rows."""
    wanted = {one.thing: _row(one, kind) for one in documents}
    changed = []
    for row in SearchRow.objects.filter(kind=kind.name, thing__in=list(wanted)):
        now = wanted.pop(row.thing)
        if any(getattr(row, name) != getattr(now, name) for name in WRITTEN):
            row.terms, row.standing, row.audience = now.terms, now.standing, now.audience
            changed.append(row)
    SearchRow.objects.bulk_update(changed, WRITTEN, batch_size=100)
    SearchRow.objects.bulk_create(
        wanted.values(), update_conflicts=True, unique_fields=["kind", "thing"], update_fields=WRITTEN
    )
    return len(changed) + len(wanted)


def _row(document: Document, kind: SearchKind) -> SearchRow:
    return SearchRow(
        kind=kind.name, thing=document.thing, standing=standing_of(document), audience=common_audience(document, kind),
        terms=terms_of(document, kind),
    )  # fmt: skip


def rebuild(kind: SearchKind) -> Renewed:
    """Compares the whole index of a kind with what it should be, a few hundred at a time, and sets it right."""
    done, known = Renewed(), set(SearchRow.objects.filter(kind=kind.name).values_list("thing", flat=True))
    documents = iter(kind.documents(None))
    while batch := list(islice(documents, AT_ONCE)):
        with transaction.atomic():
            done.written += _write(kind, batch)
        known -= {one.thing for one in batch}
    gone = sorted(known)
    for start in range(0, len(gone), AT_ONCE):
        done.removed += renew(kind, gone[start : start + AT_ONCE]).removed  # unless it came back meanwhile
    SearchState.objects.update_or_create(kind=kind.name, defaults={"version": VERSION})
    return done


def remove_strangers() -> int:
    """Removes what was indexed of kinds that are no more; returns how many rows."""
    names = [kind.name for kind in kinds()]
    SearchState.objects.exclude(kind__in=names).delete()
    return SearchRow.objects.exclude(kind__in=names).delete()[0]


def rebuild_all() -> Renewed:
    """Sets every kind's index right, and that of the database."""
    mend()
    done = Renewed(removed=remove_strangers())
    for kind in kinds():
        done += rebuild(kind)
    return done


def out_of_date() -> list[SearchKind]:
    """Returns the kinds that were never indexed, or by another version of this program."""
    built = dict(SearchState.objects.values_list("kind", "version"))
    return [kind for kind in kinds() if built.get(kind.name) != VERSION]


@queue.task(retries=3)
def catch_up() -> None:
    for kind in out_of_date():
        rebuild(kind)
