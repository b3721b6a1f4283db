"""How every act of whoever holds a round begins and ends: the locked round, who may, and the ledger."""

from answerable.access.actors import Actor
from answerable.access.refusals import Hidden
from answerable.alliance.permissions import require
from answerable.kit import touching
from answerable.ledger import actions as ledger

from ..models import Round
from ..queries.rounds import subject_of
from ..queries.subjects import holds, place_of, sees

Detail = dict[str, str | int | bool | list[str]]


def locked_by_holder(by: Actor, found: Round) -> Round:
    """Returns a round as it is now, held until the act is done; whoever may not read of it hears that it is not there."""
    subject = subject_of(found)
    if not by.system:
        if not sees(by, subject):
            raise Hidden
        require(holds(by, subject))
    return Round.objects.select_for_update().get(pk=found.pk)


def enter(by: Actor, verb: str, found: Round, detail: Detail | None = None) -> None:
    """Writes the entry: that a round was opened, closed or entered from paper, never a number of answers."""
    touching.touched("round", found.key)
    ledger.record(
        by, f"questions.{verb}", subject=("round", str(found.key)), place=place_of(subject_of(found)), detail=detail
    )
