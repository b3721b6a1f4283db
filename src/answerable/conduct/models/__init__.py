"""What is remembered of texts, signatures and local codes."""

from .holding_back import HoldBackReply, ToldTo
from .instruments import (
    Clause,
    ClauseText,
    Instrument,
    InstrumentText,
    PublishedText,
    Version,
    VersionMove,
    VersionText,
)
from .local_codes import (
    Adoption,
    Alignment,
    Answer,
    ClauseEdit,
    Contribution,
    LocalCode,
    Moment,
    PartnerAsked,
    TakingPart,
    TemplateMoment,
    TemplateMomentText,
    Voice,
)
from .signatures import HoldBack, Signature, SignatureEnd, SigningRule

__all__ = [
    "Adoption",
    "Alignment",
    "Answer",
    "Clause",
    "ClauseEdit",
    "ClauseText",
    "Contribution",
    "HoldBack",
    "HoldBackReply",
    "Instrument",
    "InstrumentText",
    "LocalCode",
    "Moment",
    "PartnerAsked",
    "PublishedText",
    "Signature",
    "SignatureEnd",
    "SigningRule",
    "TakingPart",
    "TemplateMoment",
    "TemplateMomentText",
    "ToldTo",
    "Version",
    "VersionMove",
    "VersionText",
    "Voice",
]
