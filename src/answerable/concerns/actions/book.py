"""The room's own book: acts of handlers on cases, by day and without a case's id, each chained to the one before.

The ledger is read by those who keep records and by the secretariat; an entry there that moves with a case would tell them of
it. Acts by receipt are in neither: they lie in the case's own sealed chain alone.
"""

from dataclasses import dataclass

from django.db import connection

from answerable import vault
from answerable.kit import clock
from answerable.ledger.rules import BEGINNING, link

from ..models import BookEntry, BookHead, Case, Opening
from ..queries.cases import AtTheDesk

CHAIN, MARK = "concerns.book", "concerns.book.case"


@dataclass(frozen=True)
class Verdict:
    """`first_bad`: the number of the first entry that cannot be trusted."""

    ok: bool
    entries: int
    first_bad: int | None = None


def mark_of(case: Case) -> str:
    """Returns what stands for a case in the book."""
    return vault.fingerprint(str(case.pk).encode(), purpose=MARK)


def enter(act: str, *, by: AtTheDesk, case: Case) -> None:
    """Adds an entry inside the transaction of the act itself."""
    if not connection.in_atomic_block:
        raise RuntimeError("an entry is written inside the transaction of what it records")
    head = _locked_head()
    entry = BookEntry(n=head.n + 1, day=clock.today(), handler=by.id, act=act, mark=mark_of(case), before=head.hash)
    entry.hash = _hash(entry)
    entry.save(force_insert=True)
    head.n, head.hash = entry.n, entry.hash
    head.save(update_fields=["n", "hash"])


def opening(what: str, *, by: AtTheDesk, case: Case) -> None:
    """Enters that somebody is about to be shown something of a case; once a day, so that it cannot be flooded."""
    _, is_new = Opening.held.get_or_create(case=case, handler=by.handler, what=what, day=clock.today())
    if is_new:
        enter(f"open_{what}", by=by, case=case)


def verify_book() -> Verdict:
    """Walks the book from its beginning: nothing changed, added, removed or cut off."""
    before, count = BEGINNING, 0
    for entry in BookEntry.held.order_by("n").iterator(chunk_size=2000):
        if entry.n != count + 1 or entry.before != before or entry.hash != _hash(entry):
            return Verdict(False, count, count + 1)
        before, count = entry.hash, entry.n
    head = BookHead.objects.filter(pk=1).first()
    if (head.n, head.hash) != (count, before) if head else count:
        return Verdict(False, count, count + 1)
    return Verdict(True, count)


def openings_missing(case: Case) -> int:
    """Returns how many openings of a case the book tells of that are not there any more."""
    told = BookEntry.held.filter(mark=mark_of(case), act__startswith="open_").count()
    return told - Opening.held.filter(case=case).count()


def _hash(entry: BookEntry) -> str:
    values = {
        "n": entry.n, "day": entry.day.isoformat(), "handler": entry.handler, "act": entry.act, "mark": entry.mark,
    }  # fmt: skip
    return vault.fingerprint(link(entry.before, values), purpose=CHAIN)


def _locked_head() -> BookHead:
    head = BookHead.objects.select_for_update().filter(pk=1).first()
    if head is None:
        BookHead.objects.bulk_create([BookHead(pk=1, n=0, hash=BEGINNING)], ignore_conflicts=True)
        head = BookHead.objects.select_for_update().get(pk=1)
    return head
