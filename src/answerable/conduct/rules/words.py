"""The room's choices, as codes; their words live in pages."""

from enum import StrEnum


class InstrumentKind(StrEnum):
    PRINCIPLES = "principles"
    DEFINITION = "definition"
    CODE = "code"
    STANDARDS = "standards"
    OTHER = "other"


class VersionState(StrEnum):
    """The way of a version. What was adopted is never changed; a later one supersedes it. `DROPPED`: a draft given up."""

    DRAFT = "draft"
    CONSULTATION = "consultation"
    ADOPTED = "adopted"
    SUPERSEDED = "superseded"
    DROPPED = "dropped"


class Signer(StrEnum):
    PERSON = "person"
    ORGANISATION = "organisation"
    NETWORK = "network"


class Way(StrEnum):
    """How somebody signed: on the page, on paper, in an assembly (both with a witness), or before this program was used."""

    PAGE = "page"
    PAPER = "paper"
    ASSEMBLY = "assembly"
    IMPORTED = "imported"


class EndKind(StrEnum):
    """A signer withdraws; whoever is entitled to revokes. Both give a reason."""

    WITHDRAWN = "withdrawn"
    REVOKED = "revoked"


class MomentKind(StrEnum):
    """The four moments in which a network makes a code its own; an alliance edits their words and may add others."""

    DIALOGUE = "dialogue"
    ADHERENCE = "adherence"
    WORKSHOP = "workshop"
    ASSEMBLY = "assembly"
    OTHER = "other"


class ContributionKind(StrEnum):
    COMMENT = "comment"
    WORDING = "wording"
    SUPPORT = "support"
    OBJECTION = "objection"


class ShownAs(StrEnum):
    """How a contribution shows who made it. `NOBODY`: without a name, where the network allows it."""

    NAME = "name"
    ORGANISATION = "organisation"
    NOBODY = "nobody"


class Outcome(StrEnum):
    """What became of a contribution; every one gets an answer."""

    TAKEN_UP = "taken_up"
    PARTLY = "partly"
    MERGED = "merged"
    DECLINED = "declined"


class Strength(StrEnum):
    """How local clauses stand to one of the parent's. `MISSING` and `WEAKER` need a reason."""

    STRONGER = "stronger"
    AS_STRONG = "as_strong"
    WEAKER = "weaker"
    MISSING = "missing"


class Procedure(StrEnum):
    CONSENT = "consent"
    VOTE = "vote"


class VoiceKind(StrEnum):
    """What somebody wants written down beside a decision."""

    DISSENT = "dissent"
    STAND_ASIDE = "stand_aside"


class Reminded(StrEnum):
    """Whom somebody reminds of a signature: people of an organisation, its speakers, or those in the care of a network."""

    PEOPLE = "people"
    SPEAKERS = "speakers"
    OFFICES = "offices"
    ORGANISATIONS = "organisations"
    NETWORKS = "networks"
