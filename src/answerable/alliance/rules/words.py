"""The room's choices, as codes; their words live in pages."""

from enum import StrEnum


class Level(StrEnum):
    ALLIANCE = "alliance"
    REGION = "region"
    COUNTRY = "country"
    LOCAL = "local"


class Visibility(StrEnum):
    """Who may know of an organisation or a person's name. `MEMBERS`: anyone with a place in the alliance;
    `NETWORK`: those of the same network and those who keep its records."""

    PUBLIC = "public"
    MEMBERS = "members"
    NETWORK = "network"


class MembershipState(StrEnum):
    APPLIED = "applied"
    PROVISIONAL = "provisional"
    MEMBER = "member"
    SUSPENDED = "suspended"
    WITHDRAWN = "withdrawn"
    ENDED = "ended"


class Office(StrEnum):
    """What a person can be entrusted with, at a place. None of them opens a concern."""

    SECRETARIAT = "secretariat"
    COORDINATOR = "coordinator"
    FOCAL_POINT = "focal_point"
    FACILITATOR = "facilitator"
    EDITOR = "editor"
    PARTNER = "partner_representative"
    BOARD = "board_member"
    COMMITTEE = "committee_member"
    INTERN = "intern"
    CONSULTANT = "consultant"


class EndReason(StrEnum):
    """Why an office or a term ended; none of them judges anybody."""

    TIME_OVER = "time_over"
    OWN_WISH = "own_wish"
    OTHER_TASK = "other_task"
    LEFT_ORGANISATION = "left"
    ARRANGED_ANEW = "arranged_anew"


class InvitationState(StrEnum):
    """`OPENED`: somebody pressed the button on its page; a program that only looks at mails opens nothing."""

    SENT = "sent"
    OPENED = "opened"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    BOUNCED = "bounced"


class ApproachState(StrEnum):
    """How a request from outside stands. `QUESTIONED`: those who answer it asked for more."""

    WAITING = "waiting"
    QUESTIONED = "questioned"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class BodyKind(StrEnum):
    BOARD = "board"
    STEERING = "steering_committee"
    ADVISORY = "advisory_council"
    SECRETARIAT = "secretariat"
    ASSEMBLY = "assembly"
    WORKING = "working_group"


class Constituency(StrEnum):
    """Whom a seat is kept for."""

    OPEN = "open"
    WOMENS_RIGHTS = "womens_rights"
    YOUTH = "youth"
    LGBTIQ = "lgbtiq"
    REGION = "region"
    AT_LARGE = "at_large"


class Measure(StrEnum):
    """What a composition rule counts: organisations of a kind, or people who say so of themselves."""

    WOMENS_RIGHTS_ORGANISATIONS = "womens_rights_organisations"
    WOMEN = "women"
    YOUTH = "youth"
    LGBTIQ = "lgbtiq"
    GLOBAL_SOUTH = "global_south"


class Counted(StrEnum):
    ORGANISATIONS = "organisations"
    NETWORKS = "networks"
    COUNTRIES = "countries"
    PEOPLE = "people"


# Kinds of organisation every alliance starts with; an alliance edits its own list.
FIRST_KINDS = (
    "womens_rights",
    "men_and_boys",
    "youth",
    "lgbtiq",
    "child_rights",
    "disability",
    "research",
    "faith",
    "service_provider",
    "network",
    "other",
)
WOMENS_RIGHTS = "womens_rights"

# Offices that stand at an organisation; all others stand at a network.
AT_ORGANISATION = frozenset({Office.FOCAL_POINT, Office.PARTNER})
# Offices that open nothing: who holds one is known, and what is asked of it, a signature for example, is asked of them.
WITHOUT_POWERS = frozenset({Office.INTERN, Office.CONSULTANT})
# Those who keep a network's records, there and below.
KEEPERS = frozenset({Office.SECRETARIAT, Office.COORDINATOR})
# Offices that read what is not everybody's: they ask for a second step at sign-in until the alliance says otherwise.
SECOND_FACTOR_AT_FIRST = KEEPERS
MOST_GRACE_DAYS = 90
MOST_WAIT_HOURS = 168
