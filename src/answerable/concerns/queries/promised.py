"""What is promised by when, to whoever raised a concern, and by whom."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from answerable.kit import clock

from ..models import Case, Team, TeamPromises
from ..rules import clocks
from ..rules.entries import Entry, What, counted, facts, masked
from ..rules.own_promises import Own, as_given, given, stricter
from ..rules.promises import Promises, eu
from ..rules.words import Desk, State


@dataclass(frozen=True)
class Whose:
    """Who gave a promise: a desk, and the path of its place where it has one."""

    desk: Desk
    place: str = ""


def of_alliance() -> Promises:
    """Returns what the alliance promises, and no team less."""
    numbers: dict[str, Any] = settings.CONCERNS_PROMISES
    found = Promises(**numbers)
    return eu(found) if settings.CONCERNS_EU else found


PROMISES = of_alliance()


def own_of(team: Team) -> TeamPromises | None:
    """Returns what a team set last for itself."""
    newest: TeamPromises | None = TeamPromises.held.filter(team=team).order_by("-number").first()
    return newest


def history_of(team: Team) -> list[TeamPromises]:
    """Returns all that a team ever set, the newest first."""
    return list(TeamPromises.held.filter(team=team).order_by("-number"))


def as_own(row: TeamPromises) -> Own:
    """Returns a row as the rules know it."""
    holidays = frozenset(dt.date.fromisoformat(one) for one in row.holidays)
    return Own({str(name): int(one) for name, one in row.numbers.items()}, row.may_extend, frozenset(row.weekend), holidays)  # fmt: skip


def of_team(team: Team) -> Promises:
    """Returns what a team promises to whoever turns to it now."""
    row = own_of(team)
    return of_alliance() if row is None else stricter(as_own(row), of_alliance())


def to_be_given(team: Team) -> dict[str, object]:
    """Returns what is sealed with a new concern: the promise, and whose it is."""
    return {**as_given(of_team(team), clock.today()), "desk": int(team.desk), "place": team.place}


def given_with(thread: Iterable[Entry]) -> Promises:
    """Returns the promise that a concern was given when it came: what a team changes later changes nothing of it."""
    return given(_sealed(thread), of_alliance())


def whose(thread: Iterable[Entry]) -> Whose | None:
    """Returns who gave the promise; None where a concern came before any was sealed with it."""
    raw = _sealed(thread)
    return Whose(Desk(int(raw["desk"])), str(raw["place"])) if isinstance(raw, dict) and "desk" in raw else None


def _sealed(thread: Iterable[Entry]) -> object:
    told = counted(thread, What.TOLD)
    return told[0].body.get("promises") if told else None


def next_promised(case: Case, thread: tuple[Entry, ...]) -> clocks.Due | None:
    """Returns what the person is told comes next, and by which day."""
    found = facts(thread, received=case.day, state=State(case.state))
    return clocks.next_promised(found, clock.today(), given_with(thread))


def all_due(case: Case, thread: tuple[Entry, ...]) -> list[clocks.Due]:
    """Returns all that is still promised in a case, the nearest first, for whoever reads it."""
    found = facts(thread, received=case.day, state=State(case.state))
    return clocks.due(found, clock.today(), given_with(thread))


def still_promised(case: Case, thread: tuple[Entry, ...]) -> tuple[clocks.Due, ...]:
    """Returns all that the person is promised from now on, the nearest first."""
    found = facts(thread, received=case.day, state=State(case.state))
    return tuple(one for one in clocks.due(found, clock.today(), given_with(thread)) if one.kind in clocks.PROMISED)


def due_in_clear(case: Case, thread: tuple[Entry, ...]) -> clocks.Due | None:
    """Returns what falls due next as it may lie in clear."""
    found = masked(facts(thread, received=case.day, state=State(case.state)))
    return next(iter(clocks.due(found, clock.today(), given_with(thread))), None)
