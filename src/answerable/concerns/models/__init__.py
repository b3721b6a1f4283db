"""What is remembered of concerns: nothing that reads, but for whoever holds a key."""

from .cases import Case, Compartment, EarlierKey, FilePiece, Grant, Receipt, Record, ToldAbove
from .drafts import Draft, DraftPiece
from .promises import TeamPromises
from .reading import BookCheckpoint, BookEntry, BookHead, Declaration, Opening
from .teams import Handler, NextKeys, RosterRevision, RosterSignature, Team
from .texts import RaisingText

__all__ = [
    "BookCheckpoint", "BookEntry", "BookHead", "Case", "Compartment", "Declaration", "Draft", "DraftPiece", "EarlierKey",
    "FilePiece", "Grant", "Handler", "NextKeys", "Opening", "RaisingText", "Receipt", "Record", "RosterRevision",
    "RosterSignature", "Team", "TeamPromises", "ToldAbove",
]  # fmt: skip
