"""The room's choices, as codes; their words lie in `content/<language>/raising.yaml`."""

from collections.abc import Mapping
from enum import IntEnum, StrEnum


class Want(StrEnum):
    """What somebody comes for. `TALK`: nothing is decided about anyone. `CONCERN`: it must be answered."""

    TALK = "talk"
    FEEDBACK = "feedback"
    CONCERN = "concern"


class ForWhom(StrEnum):
    """Whose experience is told. `CONSENTS`: another person who agreed; `UNAWARE`: one who does not know of it."""

    MYSELF = "myself"
    CONSENTS = "consents"
    UNAWARE = "unaware"
    CHILD = "child"


class TheirConsent(StrEnum):
    """Whether another person, whose experience is told, agreed to it."""

    AGREED = "agreed"
    NOT_ASKED = "not_asked"
    CANNOT_ASK = "cannot_ask"
    AGAINST = "against"


class Original(StrEnum):
    """What becomes of a file: what it says of its maker and place is taken out, or it is kept whole as evidence."""

    CLEANED = "cleaned"
    ORIGINAL = "original"


class AboutMe(StrEnum):
    """How much somebody says about themselves."""

    NOTHING = "nothing"
    REACHABLE = "reachable"
    NAMED = "named"


class Wish(StrEnum):
    """What somebody hopes for; any number of them."""

    HEARD = "heard"
    SUPPORT = "support"
    STOP = "stop"
    APOLOGY = "apology"
    REPAIR = "repair"
    FORMAL = "formal"
    NOT_YET = "not_yet"


class AboutLevel(StrEnum):
    """Where the person or thing that a concern is about belongs."""

    OUTSIDE = "outside"
    ORGANISATION = "organisation"
    LOCAL = "local"
    COUNTRY = "country"
    REGION = "region"
    SECRETARIAT = "secretariat"
    BOARD = "board"


class Desk(IntEnum):
    """Where concerns are read, from near to far; each compares with the level of whom a concern is about."""

    COUNTRY = 2
    REGION = 3
    GLOBAL = 4
    PANEL = 5


class Danger(StrEnum):
    """Whether somebody is in danger now. `SKIP`: rather not said."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"
    SKIP = "skip"


class Rhythm(StrEnum):
    """How often somebody wants to hear. `ONLY_WHEN_I_COME`: nothing is sent, everything waits."""

    WHEN_SOMETHING_HAPPENS = "when_something_happens"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    ONLY_WHEN_I_COME = "only_when_i_come"


class State(StrEnum):
    """The main states of a case; `moving.MOVES` says which are reached so far."""

    RECEIVED = "received"
    ACKNOWLEDGED = "acknowledged"
    TRIAGE = "triage"
    SUPPORT_ONLY = "support_only"
    EARLY_RESOLUTION = "early_resolution"
    INVESTIGATION = "investigation"
    REPORT_REVIEW = "report_review"
    DECISION = "decision"
    NOTIFIED = "notified"
    APPEAL = "appeal"
    RESTORATIVE = "restorative"
    ACTION = "action"
    MONITORING = "monitoring"
    CLOSING = "closing"
    CLOSED = "closed"
    DECLINED = "declined"
    TRANSFERRED = "transferred"
    MERGED = "merged"
    ON_HOLD = "on_hold"
    ARCHIVED = "archived"
    ANONYMISED = "anonymised"


ENDED = frozenset({State.CLOSED, State.DECLINED, State.TRANSFERRED, State.MERGED, State.ARCHIVED, State.ANONYMISED})


class Stage(StrEnum):
    """The thirteen stages that the person is told."""

    RECEIVED = "received"
    LOOKED_AT = "looked_at"
    SUPPORT = "support"
    WORKED_ON = "worked_on"
    EXAMINED = "examined"
    DECIDED = "decided"
    OUTCOME_SENT = "outcome_sent"
    UNDER_REVIEW = "under_review"
    REPAIR = "repair"
    FOLLOW_UP = "follow_up"
    CLOSED = "closed"
    PASSED_ON = "passed_on"
    PAUSED = "paused"


# A merged case shows the stage of the one it became part of; of an anonymised one nobody can ask any more.
STAGE_OF: Mapping[State, Stage | None] = {
    State.RECEIVED: Stage.RECEIVED,
    State.ACKNOWLEDGED: Stage.RECEIVED,
    State.TRIAGE: Stage.LOOKED_AT,
    State.SUPPORT_ONLY: Stage.SUPPORT,
    State.EARLY_RESOLUTION: Stage.WORKED_ON,
    State.INVESTIGATION: Stage.EXAMINED,
    State.REPORT_REVIEW: Stage.EXAMINED,
    State.DECISION: Stage.DECIDED,
    State.NOTIFIED: Stage.OUTCOME_SENT,
    State.APPEAL: Stage.UNDER_REVIEW,
    State.RESTORATIVE: Stage.REPAIR,
    State.ACTION: Stage.FOLLOW_UP,
    State.MONITORING: Stage.FOLLOW_UP,
    State.CLOSING: Stage.FOLLOW_UP,
    State.CLOSED: Stage.CLOSED,
    State.DECLINED: Stage.CLOSED,
    State.TRANSFERRED: Stage.PASSED_ON,
    State.MERGED: None,
    State.ON_HOLD: Stage.PAUSED,
    State.ARCHIVED: Stage.CLOSED,
    State.ANONYMISED: None,
}


class Conflict(StrEnum):
    """What a handler says of their own ties before they read. `MANAGED`: ties with which somebody above agreed."""

    NONE = "none"
    YES = "yes"
    MANAGED = "managed"
    UNSURE = "unsure"


class Purpose(StrEnum):
    """What somebody may agree to, each for itself."""

    REACH_ME = "reach_me"
    REFERRAL = "referral"
    INTERPRETER = "interpreter"
    TELL_ORGANISATION = "tell_organisation"
    SPEAK_WITH_RESPONDENT = "speak_with_respondent"
    NAME_RELEASE = "name_release"
    TRANSFER = "transfer"
    ANOTHER_PERSON = "another_person"
    COUNTED = "counted"
    RESTORATIVE = "restorative"
    AMENDS_CONTACT = "amends_contact"


class Said(StrEnum):
    """The answer to a question of consent; none is given beforehand."""

    YES = "yes"
    NO = "no"
    LATER = "later"


class ClosingReason(StrEnum):
    """Why a case ends without a decision on anyone; reasons of later steps come with them."""

    ANSWERED = "answered"
    SUPPORT_GIVEN = "support_given"
    WITHDRAWN = "withdrawn"
    OUT_OF_SCOPE = "out_of_scope"
    TOO_LITTLE = "too_little"
    OTHER_BODY = "other_body"
    DUPLICATE = "duplicate"
    IN_ERROR = "in_error"


DECLINING = frozenset({ClosingReason.OUT_OF_SCOPE, ClosingReason.TOO_LITTLE, ClosingReason.OTHER_BODY})


class Role(StrEnum):
    """In what capacity somebody meets a case; those of hearing and deciding come with these steps."""

    PUBLIC = "public"
    RAISER = "raiser"
    AFFECTED = "affected"
    RESPONDENT = "respondent"
    WITNESS = "witness"
    INTAKE = "intake"
    CASE_MANAGER = "case_manager"
    LIAISON = "liaison"
    CUSTODIAN = "custodian"
    LEAD = "lead"
    LEAD_ABOVE = "lead_above"
    BOARD = "board"
    FOCAL_POINT = "focal_point"
    COORDINATOR = "coordinator"
    SECRETARIAT = "secretariat"
    ADMINISTRATOR = "administrator"
    SYSTEM = "system"


HANDLERS = frozenset({Role.INTAKE, Role.CASE_MANAGER, Role.LIAISON})
PERSON = frozenset({Role.RAISER, Role.AFFECTED})
