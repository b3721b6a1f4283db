"""How a case stands: what is promised from now on, and what its reader may do with it."""

from dataclasses import dataclass

from ..rules import clocks, routing
from ..rules.entries import Entry, What, counted, facts
from ..rules.moving import Move, from_here
from ..rules.words import Desk, State
from .cases import OpenCase
from .promised import PROMISES, all_due
from .sealed import latest


@dataclass(frozen=True)
class Ahead:
    """What is still promised, the nearest first, and the facts it follows from."""

    facts: clocks.Facts
    due: tuple[clocks.Due, ...]


def ahead(found: OpenCase) -> Ahead:
    """Returns what really falls due, as the conversation tells it, by the promise that it was given."""
    entries = found.thread.entries
    known = facts(entries, received=found.case.day, state=State(found.case.state))
    return Ahead(known, tuple(all_due(found.case, entries)))


def moves(found: OpenCase) -> frozenset[Move]:
    """Returns the moves that somebody may make from here in their task, whatever is still missing."""
    asked = latest(found.intake.entries, What.ASKED_TO_CLOSE)
    prior = State(asked.body["prior"]) if asked is not None else None
    return frozenset(row.move for row in from_here(State(found.case.state), found.by.role, prior))


def is_read_too_near(found: OpenCase) -> bool:
    """Whether it should be read further up than it is, and nobody is there yet."""
    return Desk(found.case.team.desk) < routing.lead(found.about, PROMISES)


def safety_asked(found: OpenCase) -> bool:
    """Whether somebody asked the person how safe they are, and entered it."""
    return bool(counted(found.thread.entries, What.SAFETY))


def asked_by(found: OpenCase, what: What) -> Entry | None:
    """Returns who asked that it be closed, or not followed, where nothing was decided since."""
    asked = latest(found.intake.entries, what)
    return asked if asked is not None and not _decided_since(found, asked) else None


def _decided_since(found: OpenCase, asked: Entry) -> bool:
    decided = {What.KEPT_OPEN, What.REOPENED, What.SUPPORT_ONLY}
    if any(one.number > asked.number for one in counted(found.intake.entries, *decided)):
        return True
    turned = {What.CLOSED, What.WITHDRAWN, What.CAME_BACK, What.WANTS_MORE}
    return any(one.number > int(asked.body.get("thread", 0)) for one in counted(found.thread.entries, *turned))
