"""What is remembered of concerns: nothing that reads, but for whoever holds a key."""

from .cases import Case, Compartment, FilePiece, Grant, Receipt, Record
from .drafts import Draft, DraftPiece
from .reading import BookEntry, BookHead, Declaration, Opening
from .teams import Handler, RosterRevision, RosterSignature, Team

__all__ = [
    "BookEntry", "BookHead", "Case", "Compartment", "Declaration", "Draft", "DraftPiece", "FilePiece", "Grant", "Handler", "Opening", "Receipt",
    "Record", "RosterRevision", "RosterSignature", "Team",
]  # fmt: skip
