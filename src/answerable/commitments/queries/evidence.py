"""Evidence as somebody may see it, and a file out of its sealed pieces."""

from collections.abc import Iterator

from answerable import vault

from ..models import Evidence
from ..rules.words import Proof

PURPOSE = "commitments.evidence"


def about(evidence: Evidence) -> vault.About | None:
    """Returns what a file is called; None where there is none, or it was taken back."""
    if evidence.kind != Proof.FILE or not evidence.about:
        return None
    return vault.about_file(PURPOSE, evidence.key, evidence.about)


def content(evidence: Evidence) -> Iterator[bytes]:
    """Yields a file piece by piece; raises `vault.Unreadable` where one is missing or was altered."""
    told = about(evidence)
    if told is None:
        raise vault.Unreadable
    rows = evidence.pieces.order_by("number").values_list("number", "sealed")
    yield from vault.unseal_file(PURPOSE, evidence.key, told, rows.iterator(chunk_size=8))
