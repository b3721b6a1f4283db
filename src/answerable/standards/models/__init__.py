"""What is asked, what is said of it, and how everybody stands."""

from .claims import Claim, ClaimStep, Excuse
from .documents import Document, DocumentPiece
from .duties import Duty, DutyAsking, DutyText
from .help import HelpAnswer, HelpRequest, Offer
from .passports import PassportShare
from .policies import Policy, PolicyReview, PolicyTold
from .standing import Belonging, Checkpoint, Choice, Count, Reckoning, Silence, Subject, Tally, Turn

__all__ = [
    "Belonging", "Checkpoint", "Choice", "Claim", "ClaimStep", "Count", "Document", "DocumentPiece", "Duty", "DutyAsking",
    "DutyText", "Excuse", "HelpAnswer", "HelpRequest", "Offer", "PassportShare", "Policy", "PolicyReview", "PolicyTold", "Reckoning", "Silence", "Subject", "Tally", "Turn",
]  # fmt: skip
