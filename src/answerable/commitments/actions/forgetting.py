"""Who leaves: what nobody else reads goes with them, the rest stays as a former member’s. And what must not come back."""

from collections.abc import Iterator

from django.db import transaction

from answerable.access.actors import Actor
from answerable.alliance.actions.also_forgetting import also_forget
from answerable.alliance.models import Person
from answerable.backups import forgotten
from answerable.kit import clock, touching

from ..models import Comment, Commitment, Evidence
from ..queries.sides import recorded_parties
from ..rules.words import Shown, Turn
from .proving import _empty
from .recording import _turn, enter

RESTORE = Actor.of_system("restore")


def declare() -> None:
    """Tells the backups what this room deletes for good, and the alliance what goes with a person."""
    also_forget(leave_commitments)
    forgotten.declare(
        forgotten.Kind("commitment_evidence", _evidence, lambda key: take_back_evidence_again(key, by=RESTORE))
    )
    forgotten.declare(
        forgotten.Kind("commitment_comment", _comments, lambda key: take_back_comment_again(key, by=RESTORE))
    )


@transaction.atomic
def leave_commitments(*, by: Actor, person: Person) -> None:
    """Deletes a person’s private commitments that nobody recorded reads with them; the others stay as a former member’s."""
    for one in Commitment.objects.select_for_update().filter(person=person).order_by("pk"):
        if one.shown == Shown.PRIVATE and not recorded_parties(one):
            enter(by, "delete_commitment", one)
            one.delete()
            touching.touched("commitment", one.key)
        else:
            _turn(by, one, Turn.LEFT, clock.today())
            enter(by, "leave_commitment", one)


def _evidence() -> Iterator[str]:
    yield from map(str, Evidence.objects.filter(taken_back_on=None).values_list("key", flat=True))


def _comments() -> Iterator[str]:
    yield from map(str, Comment.objects.filter(taken_back_on=None).values_list("key", flat=True))


@transaction.atomic
def take_back_evidence_again(key: str, *, by: Actor) -> None:
    """Empties evidence that had been taken back."""
    found = Evidence.objects.select_related("commitment").get(key=key)
    _empty(found)
    enter(by, "take_back_evidence_again", found.commitment)


@transaction.atomic
def take_back_comment_again(key: str, *, by: Actor) -> None:
    """Empties a comment that had been taken back."""
    found = Comment.objects.select_related("commitment").get(key=key)
    found.words, found.taken_back_on = "", clock.today()
    found.save(update_fields=["words", "taken_back_on"])
    enter(by, "take_back_comment_again", found.commitment)
