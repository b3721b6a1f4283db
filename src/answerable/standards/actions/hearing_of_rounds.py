"""Whoever speaks for an organisation hears once that a round about one of its policies has results, or ended without; no number, no word of it."""

from answerable.alliance.queries.days import today_at
from answerable.questions.actions import CameOut, hear_of_rounds

from ..models import Subject
from ..queries.policy_rounds import organisation_asked_about
from ..queries.sides import accounts_of, home_of
from .recording import tell


def begin() -> None:
    """Listens to rounds of questions."""
    hear_of_rounds(hear_of_round)


def hear_of_round(came: CameOut) -> None:
    organisation = organisation_asked_about(came.subject)
    if organisation is None:  # a round about a thing of another room
        return
    owner = Subject(kind="organisation", organisation=organisation)
    kind = "round_has_results" if came.enough else "round_without_results"
    tell(came.by, kind, accounts_of(owner, today_at(home_of(owner))), "round", came.round)
