"""What a round was about is gone: so is the round."""

from django.db import transaction

from answerable.access.actors import Actor

from ..queries.rounds import of_subject
from ..queries.subjects import Subject
from .recording import enter


@transaction.atomic
def forget_rounds(*, by: Actor, subject: Subject) -> None:
    """Deletes every round about something, with all its numbers: called by the room that deletes the thing."""
    for one in of_subject(subject).select_for_update():
        one.delete()
        enter(by, "forget_round", one)
