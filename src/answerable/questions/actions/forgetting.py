"""What a round was about is gone: so is the round, and no older backup brings it back."""

from collections.abc import Iterator

from django.db import transaction

from answerable.access.actors import Actor
from answerable.backups import forgotten

from ..models import Round
from ..queries.rounds import of_subject
from ..queries.subjects import Subject
from .recording import enter

RESTORE = Actor.of_system("restore")


def declare() -> None:
    """Tells the backups what this room deletes for good."""
    forgotten.declare(
        forgotten.Kind(
            "round", _keys, lambda key: forget_round_again(key, by=RESTORE), acts=("questions.forget_round",)
        )
    )


@transaction.atomic
def forget_rounds(*, by: Actor, subject: Subject) -> None:
    """Deletes every round about something, with all its numbers: called by the room that deletes the thing."""
    for one in of_subject(subject).select_for_update():
        _delete(by, one)
        forgotten.remember("round", str(one.key))


@transaction.atomic
def forget_round_again(key: str, *, by: Actor) -> None:
    """Deletes a round that an older backup brought back."""
    _delete(by, Round.objects.get(key=key))


def _delete(by: Actor, found: Round) -> None:
    found.delete()
    enter(by, "forget_round", found)


def _keys() -> Iterator[str]:
    yield from map(str, Round.objects.values_list("key", flat=True))
