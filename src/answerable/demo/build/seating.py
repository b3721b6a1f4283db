"""Seats and their terms on one body."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from answerable.alliance.actions import bodies
from answerable.alliance.actions.saying import name_seat
from answerable.alliance.actions.seats import limit_seats
from answerable.alliance.models import Body, Seat, Term
from answerable.alliance.rules.terms import Span, at_once
from answerable.alliance.rules.words import Constituency

from ..picking import Picker
from ..reading import countries, read
from .world import Member, Somebody, World

Found = tuple[Member, Somebody]
TERM = dt.timedelta(days=3 * 365)
DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Plan:
    """What a seat is to be. `is_safe`: its term does not end soon. `standing`: how its end touches a rule."""

    role: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    constituency: Constituency = Constituency.OPEN
    is_safe: bool = False
    may_be_vacant: bool = False
    standing: str = "kept"
    woman: bool = False


@dataclass
class Table:
    """A body while its seats are filled; nobody sits on it twice."""

    world: World
    body: Body
    label: str
    sitting: list[Somebody] = field(default_factory=list)
    regions: list[str] = field(default_factory=list)
    _used: set[int] = field(default_factory=set)
    _seats: int = 0

    def seat(self, plan: Plan, pool: Sequence[Member]) -> None:
        """Opens a seat and gives it terms: past ones, a present one if it is not vacant, future ones."""
        pick = Picker("seat", self.label, self._seats)
        self._seats += 1
        seat = bodies.open_seat(
            by=self.world.by, body=self.body, role=plan.role, constituency=plan.constituency, starts=self.body.opened_on
        )
        if names := plan.names or read("sayings")["roles"].get(plan.role):
            name_seat(by=self.world.by, seat=seat, names=names)
        found = self._find(pool, pick, woman=plan.woman)
        if found is None or (plan.may_be_vacant and pick.chance(14)):
            return
        term = self._span(plan, pick)
        self._give(seat, found, term)
        if term.covers(self.world.today):
            self.sitting.append(found[1])
            self.regions.append(countries()[found[0].made.country].region)
        before = Span(term.starts - TERM, term.starts - DAY)
        if before.starts > self.body.opened_on and pick.chance(55):
            self._give(seat, self._find(pool, pick), before)
        last = term.ends or self.world.today
        if plan.standing == "relayed" or (plan.standing == "kept" and pick.chance(6)):
            self._give(seat, self._find(pool, pick), Span(last + DAY, last + TERM))

    def _find(self, pool: Sequence[Member], pick: Picker, *, woman: bool = False) -> Found | None:
        """Returns somebody who does not sit here yet; the named ones first, since they have a seat of their own."""
        free = [
            (member, one) for member in pool for one in member.people
            if one.person.pk not in self._used and (one.is_woman or not woman)
        ]  # fmt: skip
        named = [pair for pair in free if self.world.is_named(pair[1])]
        return named[0] if named else pick.one(free) if free else None

    def _span(self, plan: Plan, pick: Picker) -> Span:
        today = self.world.today
        if plan.standing == "broken":
            ends = today - dt.timedelta(days=pick.between(20, 200))
        elif plan.standing in {"ending", "relayed"}:
            ends = today + dt.timedelta(days=pick.between(12, 115))
        else:
            ends = today + dt.timedelta(days=pick.between(140 if plan.is_safe else 5, 1000))
        return Span(max(ends - TERM + DAY, self.body.opened_on), ends)

    def _give(self, seat: Seat, found: Found | None, term: Span) -> None:
        if found is None:
            return
        member, somebody = found
        self._used.add(somebody.person.pk)
        self._allow(member, term)
        bodies.seat_person(
            by=self.world.by, seat=seat, person=somebody.person, organisation=member.organisation, starts=term.starts, ends=term.ends
        )  # fmt: skip

    def _allow(self, member: Member, term: Span) -> None:
        """Where few organisations fill many seats, the body says that one may hold as many."""
        held = Term.objects.filter(seat__body=self.body, organisation=member.organisation)
        needed = 1 + at_once(term, [Span(*one) for one in held.values_list("starts", "ends")])
        if needed > self.body.most_seats:
            limit_seats(by=self.world.by, body=self.body, most_seats=needed)
