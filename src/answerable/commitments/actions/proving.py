"""Laying before what was done: a text, a link, or a file, which is sealed piece by piece."""

import datetime as dt
from typing import BinaryIO, Protocol

from django.db import transaction

from answerable import vault
from answerable.access.actors import Actor
from answerable.access.refusals import Hidden, Unacceptable
from answerable.backups import forgotten
from answerable.kit import clock
from answerable.kit.photos import PhotoRefused, without_metadata

from ..models import Commitment, Evidence, EvidencePiece, OwedTo, Step
from ..permissions import require
from ..queries.evidence import PURPOSE
from ..queries.sides import accounts_of_owed, accounts_of_owner
from ..rules.words import Proof, Side
from .recording import enter, happened, locked, tell
from .saying import is_of_ones_side, side_of

MOST_EVIDENCE = 60


class Upload(Protocol):
    """What a form gives: a name, a size, and bytes in chunks."""

    name: str | None
    size: int | None

    def read(self, size: int = -1, /) -> bytes: ...


@transaction.atomic
def lay_before(
    *,
    by: Actor,
    commitment: Commitment,
    words: str = "",
    link: str = "",
    file: Upload | BinaryIO | None = None,
    language: str = "en",
    step: Step | None = None,
    between_us: bool = False,
    party: OwedTo | None = None,
    on: dt.date | None = None,
) -> Evidence:
    """Lays something before, for either side. Photos lose where and when they were taken; a file is kept sealed."""
    found, sides = locked(by, commitment)
    side, speaking = side_of(sides, party)
    if not (words.strip() or link or file):
        raise Unacceptable("evidence_needed", field="said")
    if found.evidence.count() >= MOST_EVIDENCE:
        raise Unacceptable("too_much_evidence", field="said", most=MOST_EVIDENCE)
    if step is not None and step.commitment_id != found.pk:
        raise Hidden
    made = Evidence.objects.create(
        commitment=found, step=step, kind=Proof.FILE if file else Proof.LINK if link else Proof.TEXT, words=words.strip(),
        language=language, link=link, between_us=between_us, shown=found.shown, side=side, party=speaking, on=happened(found, on), by=by.opaque_id,
    )  # fmt: skip
    if file:
        _seal_file(made, file)
    enter(by, "lay_before", found, {"kind": str(made.kind)})
    today = clock.today()
    others = accounts_of_owed(found, today) if side == Side.OWNER else accounts_of_owner(found, today)
    tell(by, found, "evidence", others)
    return made


def _seal_file(evidence: Evidence, file: Upload | BinaryIO) -> None:
    content = vault.content_of(file)
    if content is None:
        raise Unacceptable("file_too_large", field="file", most=vault.MOST_BYTES // (1024 * 1024))
    if not content:
        raise Unacceptable("file_empty", field="file")
    try:
        content = without_metadata(content)
    except PhotoRefused as refused:
        raise Unacceptable(refused.code, field="file") from refused
    sealed = vault.seal_file(PURPOSE, evidence.key, content, name=getattr(file, "name", "") or "")
    evidence.about = sealed.about
    evidence.save(update_fields=["about"])
    EvidencePiece.objects.bulk_create(
        EvidencePiece(evidence=evidence, number=number, sealed=piece) for number, piece in enumerate(sealed.pieces)
    )


@transaction.atomic
def take_back_evidence(*, by: Actor, evidence: Evidence) -> Evidence:
    """Takes back what one’s own side laid before: its content goes for good, that something was there stays."""
    found, sides = locked(by, evidence.commitment)
    require(is_of_ones_side(sides, evidence.side, evidence.party_id))
    kept = found.evidence.filter(pk=evidence.pk, taken_back_on=None).first()
    if kept is None:
        raise Hidden
    _empty(kept)
    forgotten.remember("commitment_evidence", str(kept.key))
    enter(by, "take_back_evidence", found)
    return kept


def _empty(evidence: Evidence) -> None:
    """Leaves the row of a piece of evidence without its content."""
    evidence.pieces.all().delete()
    evidence.words, evidence.link, evidence.about, evidence.taken_back_on = "", "", b"", clock.today()
    evidence.save(update_fields=["words", "link", "about", "taken_back_on"])
