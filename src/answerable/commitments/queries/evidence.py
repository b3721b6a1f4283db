"""Evidence as somebody may see it, and a file out of its sealed pieces."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from answerable import vault

from ..models import Evidence
from ..rules.words import Proof

PURPOSE = "commitments.evidence"
PIECE = 64 * 1024 - 8  # with the eight bytes of its length, a piece fills one size of sealed values exactly
MOST_BYTES = 10 * 1024 * 1024


@dataclass(frozen=True)
class About:
    """What a file is called, and how large it is."""

    name: str
    size: int
    pieces: int


def bound_to(evidence: Evidence, number: int, of: int) -> str:
    """Names a piece by its place among all of them: none can be cut off, moved or put into another file."""
    return f"{evidence.key}:{number}/{of}"


def about(evidence: Evidence) -> About | None:
    """Returns what a file is called; None where there is none, or it was taken back."""
    if evidence.kind != Proof.FILE or not evidence.about:
        return None
    return About(**json.loads(vault.unseal(PURPOSE, bytes(evidence.about), bound_to=f"{evidence.key}:about")))


def content(evidence: Evidence) -> Iterator[bytes]:
    """Yields a file piece by piece; raises `vault.Unreadable` where one is missing or was altered."""
    told = about(evidence)
    if told is None:
        raise vault.Unreadable
    rows = evidence.pieces.order_by("number").values_list("number", "sealed")
    seen = 0
    for number, sealed in rows.iterator(chunk_size=8):
        yield vault.unseal(PURPOSE, bytes(sealed), bound_to=bound_to(evidence, number, told.pieces))
        seen += 1
    if seen != told.pieces:
        raise vault.Unreadable
