"""Of what a case is made, sorted by whom it may reach, and under which key each part lies."""

from collections.abc import Mapping
from enum import StrEnum


class DataClass(StrEnum):
    """What is known in a case, by how far it may go."""

    HEADER = "D1"
    NARRATIVE = "D2"
    RAISER_IDENTITY = "D3"
    AFFECTED_IDENTITY = "D4"
    RESPONDENT_IDENTITY = "D5"
    EVIDENCE = "D6"
    SAFETY = "D7"
    CONVERSATION = "D8"
    NOTES = "D9"
    INQUIRY = "D10"
    DECISION = "D11"
    RESTORATIVE = "D12"
    AMENDS = "D13"
    ACCESS_LOG = "D14"
    FIGURES = "D15"
    CARDS = "D16"


class Compartment(StrEnum):
    """Parts of a case that each have a key of their own. `PARTY`: one for everybody who is heard."""

    THREAD = "thread"
    INTAKE = "intake"
    IDENTITY = "identity"
    CARE = "care"
    INVESTIGATION = "investigation"
    DECISION = "decision"
    RESTORATIVE = "restorative"
    PARTY = "party"


# What stands here for nothing lies outside the sealed case: days and codes, the log of reads, published figures, cards.
COMPARTMENT_OF: Mapping[DataClass, Compartment | None] = {
    DataClass.HEADER: None,
    DataClass.NARRATIVE: Compartment.THREAD,
    DataClass.RAISER_IDENTITY: Compartment.IDENTITY,
    DataClass.AFFECTED_IDENTITY: Compartment.IDENTITY,
    DataClass.RESPONDENT_IDENTITY: Compartment.INTAKE,  # read before the narrative, to say whether there are ties
    DataClass.EVIDENCE: Compartment.THREAD,
    DataClass.SAFETY: Compartment.CARE,
    DataClass.CONVERSATION: Compartment.THREAD,
    DataClass.NOTES: Compartment.INTAKE,
    DataClass.INQUIRY: Compartment.INVESTIGATION,
    DataClass.DECISION: Compartment.DECISION,
    DataClass.RESTORATIVE: Compartment.RESTORATIVE,
    DataClass.AMENDS: Compartment.DECISION,
    DataClass.ACCESS_LOG: None,
    DataClass.FIGURES: None,
    DataClass.CARDS: None,
}

CLASSES = tuple(DataClass)
# What nobody reads before they declared their ties (invariant 4): all from the narrative to the amends.
BEHIND_THE_DECLARATION = frozenset(CLASSES[1:13])
