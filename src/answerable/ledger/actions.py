"""Writing to the ledger: entries inside the act's own transaction, and signed checkpoints."""

import datetime as dt
import json
from collections.abc import Mapping

from django.db import connection, transaction

from answerable import vault
from answerable.kit import clock

from .models import Checkpoint, Entry, Head
from .rules import BEGINNING, checkpoint_text, link

CHAIN = "ledger.chain"
Detail = Mapping[str, str | int | bool | list[str]]


def record(
    by: object,
    act: str,
    *,
    subject: tuple[str, str] = ("", ""),
    office: str = "",
    place: str = "",
    detail: Detail | None = None,
) -> Entry:
    """Adds an entry within the transaction of the act itself, so that neither stands without the other.

    `by` has an `opaque_id`; `detail` holds codes, ids and counts only, never a name or a free text.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("an entry is written inside the transaction of what it records")
    head = _locked_head()
    values = {
        "n": head.n + 1, "when": hour(clock.now()), "actor": str(by.opaque_id),  # type: ignore[attr-defined] # every actor has one
        "office": office, "place": place, "act": act, "subject_kind": subject[0], "subject_id": subject[1],
        "detail": json.dumps(dict(detail or {}), sort_keys=True, ensure_ascii=False),
    }  # fmt: skip
    entry = Entry(**values, before=head.hash, hash=vault.fingerprint(link(head.hash, values), purpose=CHAIN))
    entry.save(force_insert=True)
    head.n, head.hash = entry.n, entry.hash
    head.save(update_fields=["n", "hash"])
    return entry


def hold() -> None:
    """Holds the ledger from now on, before anything else is locked: all who act then wait in one line, and never in a circle."""
    _locked_head()


def hour(moment: dt.datetime) -> str:
    """The day and the hour: nothing finer is kept."""
    return moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H")


def _locked_head() -> Head:
    head = Head.objects.select_for_update().filter(pk=1).first()
    if head is None:
        Head.objects.bulk_create([Head(pk=1, n=0, hash=BEGINNING)], ignore_conflicts=True)
        head = Head.objects.select_for_update().get(pk=1)
    return head


@transaction.atomic
def checkpoint() -> Checkpoint:
    """Signs how long the chain is today. Sent out and printed, it shows later whether entries were cut off."""
    head = _locked_head()
    day = clock.today()
    signature = vault.sign(checkpoint_text(day=day.isoformat(), n=head.n, head=head.hash)).hex()
    return Checkpoint.objects.create(day=day, n=head.n, head=head.hash, signature=signature)


def as_line(one: Checkpoint) -> str:
    """Returns a checkpoint as one line of text, to be mailed, printed and read back by `verify`."""
    return f"{one.day.isoformat()} {one.n} {one.head} {one.signature}"
