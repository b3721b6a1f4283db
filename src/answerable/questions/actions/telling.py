"""Others hear once of a round that it has something to tell, or that it ended without.

Never at the moment of an answer: what is left for somebody then would say at which hour enough had answered.
"""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from answerable.access.actors import Actor

from ..models import Round
from ..queries.rounds import subject_of, untold
from ..queries.subjects import Subject


@dataclass(frozen=True)
class CameOut:
    """Which round, about what, with which set of questions; `enough`: there are results, else it ended without. By whom it ended."""

    round: UUID
    subject: Subject
    questions: str
    enough: bool
    by: Actor


Hears = Callable[[CameOut], None]
_hearing: list[Hears] = []


def hear_of_rounds(hears: Hears) -> None:
    """Called once by a room above; `hears` runs once a round. Numbers are asked of `results_of`."""
    _hearing.append(hears)


def tell_of_rounds(*, by: Actor) -> int:
    """Lets others hear of rounds that came to have results while they are open; returns of how many."""
    told = 0
    for pk in untold():
        with transaction.atomic():
            kept = Round.objects.select_for_update().filter(pk=pk, is_told=False).first()
            if kept is not None:  # else it was closed meanwhile, or is gone with what it was about
                _tell_once(by, kept)
                told += 1
    return told


def _tell_once(by: Actor, found: Round) -> None:
    """Lets others hear of a locked round, unless they have."""
    if found.is_told:
        return
    found.is_told = True
    found.save(update_fields=["is_told"])
    enough = found.piles.filter(shown__gt=0).exists()
    said = CameOut(found.key, subject_of(found), found.questions, enough, by)
    for hears in _hearing:
        hears(said)
