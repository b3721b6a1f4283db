"""The room's own book: acts of handlers on cases, by day and without a case's id, each chained to the one before.

The ledger is read by those who keep records and by the secretariat; an entry there that moves with a case would tell them of
it. Acts by receipt are in neither: they lie in the case's own sealed chain alone.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection, transaction

from answerable import vault
from answerable.kit import clock
from answerable.ledger.rules import BEGINNING, link

from ..models import BookCheckpoint, BookEntry, BookHead, Case, Opening
from ..queries.booked import mark_of
from ..queries.cases import AtTheDesk

CHAIN, OF_DAY = "concerns.book", "concerns.book.day"
LINE = re.compile(r"\d{4}-\d\d-\d\d +[0-9a-f]{64} +[0-9a-f]{2,}", re.ASCII)


@dataclass(frozen=True)
class Verdict:
    """`first_bad`: the number of the first entry that cannot be trusted; `reason`: a code."""

    ok: bool
    entries: int
    first_bad: int | None = None
    reason: str = ""


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


def verify_book(outside: Iterable[str] = ()) -> Verdict:
    """Walks the book from its beginning, then the marks of days: those kept here, and the lines that were kept elsewhere."""
    hashes = [BEGINNING]
    verdict = _walked(hashes, 0)
    if not verdict.ok:
        return verdict
    reason = _against_marks(hashes, outside)
    return Verdict(not reason, verdict.entries, reason=reason)


def verify_lately() -> Verdict:
    """Walks the book from its last mark on, for a page that is looked at often; the whole is walked once a day."""
    last: BookCheckpoint | None = BookCheckpoint.held.order_by("-day").first()
    if last is None:
        return verify_book()
    if not _is_sound(last):
        return Verdict(False, last.n, reason="mark_forged")
    return _walked([last.head], last.n)


def _walked(hashes: list[str], begins: int) -> Verdict:
    """Adds the hash of each entry behind the last one that is known, and compares the end with the head."""
    for entry in BookEntry.held.filter(n__gt=begins).order_by("n").iterator(chunk_size=2000):
        n = begins + len(hashes)
        if entry.n != n or entry.before != hashes[-1] or entry.hash != _hash(entry):
            return Verdict(False, n - 1, n, "entry")
        hashes.append(entry.hash)
    count, head = begins + len(hashes) - 1, BookHead.objects.filter(pk=1).first()
    if (head.n, head.hash) != (count, hashes[-1]) if head else count:
        return Verdict(False, count, count + 1, "tail_cut")
    return Verdict(True, count)


def _against_marks(hashes: list[str], outside: Iterable[str]) -> str:
    kept = {one.day.isoformat(): one for one in BookCheckpoint.held.all()}
    for one in kept.values():
        if one.n >= len(hashes) or hashes[one.n] != one.head:
            return "rewritten"
        if not _is_sound(one):
            return "mark_forged"
    for line in (one for one in outside if one.strip()):
        day, mark, signature = line.split() if is_line(line) else ("", "", "")
        if not _is_signed(day, mark, signature):
            return "mark_forged"
        if day not in kept or kept[day].mark != mark:
            return "rewritten"
    return ""


@transaction.atomic
def mark_the_day() -> BookCheckpoint:
    """Signs how far the book goes, once a day: the mark is another each day, whether or not anything was entered, and shows no number."""
    day = clock.today()
    head = _locked_head()
    there: BookCheckpoint | None = BookCheckpoint.held.filter(day=day).first()
    if there is not None:
        return there
    made = BookCheckpoint(day=day, n=head.n, head=head.hash)
    made.mark = _mark(made)
    made.signature = vault.sign(_text(day.isoformat(), made.mark)).hex()
    made.save(force_insert=True)
    return made


def _is_sound(one: BookCheckpoint) -> bool:
    return one.mark == _mark(one) and _is_signed(one.day.isoformat(), one.mark, one.signature)


def is_line(text: str) -> bool:
    """Whether a text reads as a day's mark, whoever signed it."""
    return LINE.fullmatch(text.strip()) is not None


def _mark(one: BookCheckpoint) -> str:
    """Returns what only this server can reckon: nobody tells from two marks whether anything lies between them."""
    return vault.fingerprint(f"{one.day.isoformat()}\n{one.n}\n{one.head}\n".encode(), purpose=OF_DAY)


def _text(day: str, mark: str) -> bytes:
    return f"answerable book of the desks 1\n{day}\n{mark}\n".encode()


def _is_signed(day: str, mark: str, signature: str) -> bool:
    try:
        return vault.signature_holds(_text(day, mark), bytes.fromhex(signature))
    except ValueError:
        return False


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
