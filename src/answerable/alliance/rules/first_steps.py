"""The first steps of a new alliance: which there are, and how one stands."""

from enum import StrEnum


class FirstStep(StrEnum):
    """In the order in which they are best done."""

    OWN_FACTOR = "own_factor"
    SECOND_PERSON = "second_person"
    MAIL = "mail"
    NAMES = "names"
    LOOK = "look"
    LANGUAGES = "languages"
    PRIVACY = "privacy"
    KINDS = "kinds"
    NETWORKS = "networks"
    ORGANISATIONS = "organisations"
    COORDINATORS = "coordinators"
    INVITATIONS = "invitations"
    DUTIES = "duties"
    JOBS = "jobs"
    BACKUP_KEY = "backup_key"
    BACKUP = "backup"


class StepState(StrEnum):
    DONE = "done"
    TO_DO = "to_do"
    ELSEWHERE = "elsewhere"  # somebody else must do it
    NOT_NEEDED = "not_needed"


# Done on the server, by whoever runs it.
OF_THE_OPERATOR = frozenset({FirstStep.JOBS, FirstStep.BACKUP_KEY, FirstStep.BACKUP})
# One's own door is one's own matter, and nothing goes on without jobs: nobody can say that these are not needed.
ALWAYS_NEEDED = frozenset({FirstStep.OWN_FACTOR, FirstStep.JOBS})


def state_of(step: FirstStep, *, is_done: bool, is_aside: bool) -> StepState:
    """What is there counts before what was said of it."""
    if is_done:
        return StepState.DONE
    if is_aside:
        return StepState.NOT_NEEDED
    return StepState.ELSEWHERE if step in OF_THE_OPERATOR else StepState.TO_DO
