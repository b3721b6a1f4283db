"""Others hear that a round has something to tell: each time a picture was taken, and when it ends."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from answerable.kit import touching

from ..models import Round
from ..queries.rounds import subject_of
from ..queries.subjects import Subject


@dataclass(frozen=True)
class HasResults:
    """Which round, about what, with which set of questions, and whether it is over. Numbers are asked of `results_of`."""

    round: UUID
    subject: Subject
    questions: str
    is_over: bool


Hears = Callable[[HasResults], None]
_hearing: list[Hears] = []


def hear_of_rounds(hears: Hears) -> None:
    """Called once by a room above; `hears` runs within the transaction in which the picture was taken."""
    _hearing.append(hears)


def _tell(found: Round) -> None:
    touching.touched("round", found.key)
    said = HasResults(found.key, subject_of(found), found.questions, found.closed_on is not None)
    for hears in _hearing:
        hears(said)
