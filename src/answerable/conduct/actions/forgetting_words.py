"""What was said and taken back stays gone when an older backup is brought back (see `backups.forgotten`)."""

import hashlib
from collections.abc import Iterator

from django.db import transaction
from django.db.models import QuerySet

from answerable.access.actors import Actor
from answerable.backups import forgotten
from answerable.kit import touching

from ..models import HoldBack, Signature
from .recording import enter

RESTORE = Actor.of_system("restore")
WORDS, LISTED = "held_back", "signature"


def declare() -> None:
    """Tells the backups of what this part deletes for good: words that held somebody back, and lists taken back."""
    forgotten.declare(forgotten.Kind(WORDS, _words, lambda mark: drop_words_again(mark, by=RESTORE)))
    forgotten.declare(forgotten.Kind(LISTED, _signatures, lambda key: drop_signature_again(key, by=RESTORE)))


def drop(rows: "QuerySet[HoldBack]") -> int:
    """Deletes what held people back, for good. Part of an act, which enters the ledger."""
    number = 0
    for one in rows:
        forgotten.remember(WORDS, mark_of(one))
        one.delete()
        number += 1
    return number


def mark_of(row: HoldBack) -> str:
    """Names these very words, so that what the same person says later stays."""
    return hashlib.sha256(bytes(row.sealed)).hexdigest()


def _words() -> Iterator[str]:
    for one in HoldBack.objects.iterator(chunk_size=500):
        yield mark_of(one)


def _signatures() -> Iterator[str]:
    yield from map(str, Signature.objects.values_list("key", flat=True))


@transaction.atomic
def drop_words_again(mark: str, *, by: Actor) -> None:
    """Deletes words that had been taken back."""
    for one in HoldBack.objects.all():
        if mark_of(one) == mark:
            one.delete()
            enter(by, "drop_words_again", subject=("version", one.version_id))


@transaction.atomic
def drop_signature_again(key: str, *, by: Actor) -> None:
    """Deletes a signature of a list that had been taken back as a whole."""
    for one in Signature.objects.filter(key=key).select_related("person", "organisation"):
        _remove(one)
    enter(by, "drop_signature_again", subject=("signature", key))


def _remove(signature: Signature) -> None:
    """Deletes a signature that was taken back with its whole list. Part of an act; whoever follows its signer is told."""
    signature.delete()
    for kind, signer in (("person", signature.person), ("organisation", signature.organisation)):
        if signer is not None:
            touching.touched(kind, signer.key)
