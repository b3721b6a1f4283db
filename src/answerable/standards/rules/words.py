"""The room's choices, as codes; their words live in pages."""

from enum import StrEnum


class Level(StrEnum):
    """Of whom a duty is asked: three kinds of network, organisations, people."""

    GLOBAL = "global"
    REGIONAL = "regional"
    NATIONAL = "national"
    ORGANISATION = "organisation"
    INDIVIDUAL = "individual"


class Cadence(StrEnum):
    """How often. `AT_LEAST`: so many times in so many months; `AFTER_EACH`: after every event of a kind."""

    ONCE = "once"
    EACH_VERSION = "each_version"
    CONTINUOUS = "continuous"
    AT_LEAST = "at_least"
    AFTER_EACH = "after_each"
    ON_JOINING = "on_joining"


class Window(StrEnum):
    """`ROLLING`: the months up to any day. `CALENDAR`: years, halves, quarters, counted from January 2000."""

    ROLLING = "rolling"
    CALENDAR = "calendar"


class State(StrEnum):
    """How a duty stands. None of them is a mark, and they are not added up."""

    IN_PLACE = "in_place"
    PARTLY = "partly"
    STARTED = "started"
    OVERDUE = "overdue"
    NOT_REPORTED = "not_reported"
    NOT_APPLICABLE = "not_applicable"


class Basis(StrEnum):
    """What something rests on: a fact of a room, or a claim by how far others stood by it on the day. Never mixed."""

    FACT = "fact"
    CONFIRMED = "confirmed"
    VOUCHED = "vouched"
    DECLARED = "declared"


class Why(StrEnum):
    """One sentence each; what it names is said in docs/standing.md."""

    ENOUGH = "enough"
    LAST_PERIOD = "last_period"
    IN_GRACE = "in_grace"
    RENEW = "renew"
    ALL_ANSWERED = "all_answered"
    IN_TIME = "in_time"
    WITHOUT_EVENT = "without_event"
    RULE_CHANGED = "rule_changed"
    SOME = "some"
    SOME_LAST_PERIOD = "some_last_period"
    BEGUN = "begun"
    BEGUN_ANEW = "begun_anew"
    ENDED = "ended"
    TIME_OVER = "time_over"
    NEW_VERSION = "new_version"
    NOT_ANSWERED = "not_answered"
    NOTHING_TOLD = "nothing_told"
    NOTHING_SINCE = "nothing_since"
    STILL_TIME = "still_time"
    EXCUSED = "excused"
    NO_EVENT_YET = "no_event_yet"
    NO_VERSION_YET = "no_version_yet"


class Together(StrEnum):
    """Why those behind a network make one picture: a sentence each."""

    ALL_IN_PLACE = "all_in_place"
    MOST_IN_PLACE = "most_in_place"
    MANY_OVERDUE = "many_overdue"
    SOME_IN_PLACE = "some_in_place"
    FIRST_STEPS = "first_steps"
    MOST_NOT_REPORTED = "most_not_reported"
    NOBODY_REPORTED = "nobody_reported"
    NOT_ASKED_NOW = "not_asked_now"
    NOBODY_ASKED = "nobody_asked"
