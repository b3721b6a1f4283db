"""What is promised by when, to whoever raised a concern."""

from answerable.kit import clock

from ..models import Case
from ..rules import clocks
from ..rules.entries import Entry, facts, masked
from ..rules.promises import Promises
from ..rules.words import State

PROMISES = Promises()


def next_promised(case: Case, thread: tuple[Entry, ...]) -> clocks.Due | None:
    """Returns what the person is told comes next, and by which day."""
    found = facts(thread, received=case.day, state=State(case.state))
    return clocks.next_promised(found, clock.today(), PROMISES)


def still_promised(case: Case, thread: tuple[Entry, ...]) -> tuple[clocks.Due, ...]:
    """Returns all that the person is promised from now on, the nearest first."""
    found = facts(thread, received=case.day, state=State(case.state))
    return tuple(one for one in clocks.due(found, clock.today(), PROMISES) if one.kind in clocks.PROMISED)


def due_in_clear(case: Case, thread: tuple[Entry, ...]) -> clocks.Due | None:
    """Returns what falls due next as it may lie in clear."""
    found = masked(facts(thread, received=case.day, state=State(case.state)))
    return next(iter(clocks.due(found, clock.today(), PROMISES)), None)
