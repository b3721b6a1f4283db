"""Whether the chain still says what was written: nothing changed, added, removed, reordered or cut off."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from answerable import vault

from .actions import CHAIN
from .models import Checkpoint, Entry, Head
from .rules import BEGINNING, checkpoint_text, link

LINE = re.compile(r"\d{4}-\d\d-\d\d +[0-9]{1,18} +[0-9a-f]{64} +[0-9a-f]{2,}", re.ASCII)


@dataclass(frozen=True)
class Verdict:
    """`first_bad` is the number of the first entry that cannot be trusted; `reason` a code."""

    ok: bool
    entries: int
    first_bad: int | None = None
    reason: str = ""


def verify(outside: Iterable[str] = ()) -> Verdict:
    """Walks the whole chain, then the checkpoints: those kept here and the lines kept outside."""
    hashes: dict[int, str] = {0: BEGINNING}
    for entry in Entry.objects.order_by("n").iterator(chunk_size=2000):
        expected = len(hashes)
        if entry.n != expected:
            return Verdict(False, expected - 1, expected, "entry_missing")
        reason = _why_not(entry, hashes[expected - 1])
        if reason:
            return Verdict(False, expected - 1, entry.n, reason)
        hashes[entry.n] = entry.hash
    return _against_head(hashes) or _against_checkpoints(hashes, outside) or Verdict(True, len(hashes) - 1)


def _why_not(entry: Entry, before: str) -> str:
    if entry.before != before:
        return "chain_broken"
    values = {
        "n": entry.n, "when": entry.when, "actor": entry.actor, "office": entry.office, "place": entry.place, "act": entry.act,
        "subject_kind": entry.subject_kind, "subject_id": entry.subject_id, "detail": entry.detail,
    }  # fmt: skip
    return "" if vault.fingerprint(link(before, values), purpose=CHAIN) == entry.hash else "entry_altered"


def _against_head(hashes: dict[int, str]) -> Verdict | None:
    head = Head.objects.filter(pk=1).first()
    n = len(hashes) - 1
    if head is None:
        return None if n == 0 else Verdict(False, n, n, "head_missing")
    if head.n != n or head.hash != hashes[n]:
        return Verdict(False, n, min(head.n, n) + 1, "tail_cut")
    return None


def _against_checkpoints(hashes: dict[int, str], outside: Iterable[str]) -> Verdict | None:
    kept = [(one.day.isoformat(), one.n, one.head, one.signature) for one in Checkpoint.objects.all()]
    for day, n, head, signature in [*kept, *(_parsed(line) for line in outside if line.strip())]:
        if not _signed(day, n, head, signature):
            return Verdict(False, len(hashes) - 1, None, "checkpoint_forged")
        if hashes.get(n) != head:
            return Verdict(False, len(hashes) - 1, min(n, len(hashes)), "tail_cut" if n not in hashes else "rewritten")
    return None


def _signed(day: str, n: int, head: str, signature: str) -> bool:
    try:
        signed = bytes.fromhex(signature)
    except ValueError:
        return False
    return vault.signature_holds(checkpoint_text(day=day, n=n, head=head), signed)


def is_line(text: str) -> bool:
    """Whether a text reads as a checkpoint's line, whoever signed it."""
    return LINE.fullmatch(text.strip()) is not None


def _parsed(line: str) -> tuple[str, int, str, str]:
    """Reads a checkpoint's line; what is no such line counts as forged."""
    if not is_line(line):
        return ("", 0, "", "")
    day, n, head, signature = line.split()
    return (day, int(n), head, signature)
