"""What is remembered of commitments."""

from .commitments import Commitment, CommitmentText, OwedTo, Step, TurnRow
from .said import Comment, Evidence, EvidencePiece, ReleaseAnswer, ReleaseRequest

__all__ = [
    "Comment", "Commitment", "CommitmentText", "Evidence", "EvidencePiece", "OwedTo", "ReleaseAnswer", "ReleaseRequest", "Step",
    "TurnRow",
]  # fmt: skip
