"""The list of a handler's cases by what falls due: told from what lies in clear, and opened only for the page that is shown.

A row tells days, a state and codes; no words of anybody. A case that is shut to its reader is left out when the page is opened, and
so nothing says how many there are of those that lie behind it.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from uuid import UUID

from django.db.models import F, QuerySet

from answerable.kit import clock

from ..models import Case, Declaration, Grant
from ..rules.conflicts import may_read
from ..rules.entries import What
from ..rules.words import ENDED, Conflict, State
from .cases import AtTheDesk, OpenCase
from .legible import Broken, broken_among
from .many import Opener
from .sealed import INTAKE, latest
from .unhindered import unhindered

SIZE = 50
WAITING = frozenset({"not_approved", "unsure"})  # its reader has said what they know


class Show(StrEnum):
    """Which of one's cases are listed."""

    OPEN = "open"
    NEW = "new"
    LATE = "late"
    ENDED = "ended"


@dataclass(frozen=True)
class Line:
    """A case as a list tells it. `shut`: why its words are not open to its reader yet; `grade`: how serious it was put, 0 where it was not."""

    case: UUID
    state: str
    day: dt.date
    due: dt.date | None
    due_kind: str
    shut: str
    people: int
    organisations: int
    language: str
    grade: int

    @property
    def to_declare(self) -> bool:
        """Whether it is for its reader to say something of their ties; what was told of them waits for somebody else."""
        return bool(self.shut) and not self.waits

    @property
    def waits(self) -> bool:
        return self.shut in WAITING

    @property
    def asked_again(self) -> bool:
        return self.shut == "declare_again"


@dataclass(frozen=True)
class Listed:
    """A page of the list; `number` counts from 1. `broken`: what of it does not open as it was written."""

    lines: tuple[Line, ...]
    number: int
    has_more: bool
    broken: Broken = field(default_factory=Broken)


def listed(by: AtTheDesk, show: Show = Show.OPEN, number: int = 1) -> Listed:
    """Returns a page of somebody's cases, what is due first at the top."""
    if not by.is_signed_for:
        return Listed((), 1, False)
    start = (max(1, number) - 1) * SIZE
    cases = list(rows(by, show).order_by(F("due").asc(nulls_last=True), "pk")[start : start + SIZE + 1])
    lines = lines_of(by, cases[:SIZE])
    there = {one.case for one in lines}
    broken = broken_among(by, [one for one in cases[:SIZE] if one.pk not in there])
    return Listed(lines, max(1, number), len(cases) > SIZE, broken)


def held(by: AtTheDesk) -> QuerySet[Case]:
    """Returns the cases that somebody holds a key of and declared no ties to, as the rows in clear tell."""
    mine = Grant.held.filter(handler=by.handler, compartment__name=INTAKE).values("compartment__case")
    tied = Declaration.held.filter(handler=by.handler, value=Conflict.YES).values("case")
    return Case.held.filter(pk__in=mine, team=by.handler.team_id).exclude(pk__in=tied)


def rows(by: AtTheDesk, show: Show) -> QuerySet[Case]:
    """Returns those of somebody's cases that are listed."""
    found = held(by)
    ended = [one.value for one in ENDED]
    if show == Show.ENDED:
        return found.filter(state__in=ended)
    found = found.exclude(state__in=ended)
    if show == Show.NEW:
        return found.exclude(pk__in=Declaration.held.filter(handler=by.handler).values("case"))
    return found.filter(due__lt=clock.today()) if show == Show.LATE else found


def lines_of(by: AtTheDesk, cases: Iterable[Case]) -> tuple[Line, ...]:
    lines = (unhindered(partial(line_of, one)) for one in Opener(by).open(list(cases)))
    return tuple(one for one in lines if one is not None)


def line_of(one: OpenCase) -> Line:
    """Returns a case as a list tells it; how serious it is only once its reader is clear of ties."""
    case, parties = one.case, one.about.parties
    clear, why = may_read(one.said(), one.standing)
    grade = latest(one.intake.entries, What.GRADE) if clear else None
    return Line(
        case.pk, State(case.state).value, case.day, case.due, case.due_kind, why,
        sum(bool(party.person) for party in parties), len({party.organisation for party in parties} - {""}),
        one.about.language, int(grade.body["severity"]) if grade else 0,
    )  # fmt: skip
