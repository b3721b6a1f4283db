"""What is there on a day by one rule, and until when there was something."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from .belonging import FAR, Stretch, later
from .cadences import period
from .counting import Counts, enough, how_many, lasts_until, of_period
from .shapes import Judgement
from .words import Basis, Cadence, State, Why, Window

if TYPE_CHECKING:
    from .judging import Judge

NOTHING: frozenset[Basis] = frozenset()
COUNTED = frozenset({State.IN_PLACE, State.PARTLY, State.STARTED})


class Reading:
    """What is there on a day by one rule, and until when there was something."""

    def __init__(self, judge: "Judge", number: int, spell: Stretch, day: dt.date) -> None:
        self.judge, self.number, self.spell, self.day = judge, number, spell, day
        self.rule = judge.rules[number]
        known = [one for one in judge.counting(number, spell) if one.starts <= day < one.told.gone]
        self.live = [one for one in known if not one.told.begun]
        self.now = [one for one in self.live if one.ends >= day]
        self.begun = [one for one in known if one.told.begun and one.ends >= day]

    def judgement(self) -> Judgement:
        if self.now and enough(self.rule, self.now):
            return self._in_place()
        ended = sorted((one.ends for one in self.live if one.asked and one.ends < self.day), reverse=True)
        last_enough = next((day for day in ended if enough(self.rule, self._on(day))), None)
        if last_enough and self.day <= (limit := self.judge.limit(self.number, last_enough, self.day)):
            return self._says(State.IN_PLACE, self._grace(last_enough), self._on(last_enough), limit)
        last_some = ended[0] if ended else None
        due = self._due(last_enough or (None if self.now else last_some))
        if self.now:
            return self._says(State.PARTLY, Why.SOME if self._have() else Why.SOME_LAST_PERIOD, self.now, due)
        if last_some is None:
            return self._nothing(due)
        return self._over(last_some, due)

    def _in_place(self) -> Judgement:
        until = lasts_until(self.rule, self.now)
        due = None if until == FAR else later(until, self.rule.grace_days)
        why = Why.ENOUGH if self._have() >= self.rule.times else Why.LAST_PERIOD
        return self._says(State.IN_PLACE, why, self.now, due)

    def _over(self, last: dt.date, due: dt.date) -> Judgement:
        if self.day <= (limit := self.judge.limit(self.number, last, self.day)):
            return self._says(State.PARTLY, self._grace(last), self._on(last), limit)
        begun = [one for one in self.begun if one.told.day > last]
        first = self.judge.first_due(self.number, self.spell, self.day)
        if self.day <= first and last >= self.judge.anchor(self.number, self.spell):
            return self._begun(begun, first) or self._says(State.NOT_REPORTED, Why.STILL_TIME, self._on(last), first)
        why = Why.BEGUN_ANEW if begun else self._why_over(last)
        return self._says(State.OVERDUE, why, self._on(last), due)

    def _nothing(self, due: dt.date) -> Judgement:
        """Nothing counted on any day while it was asked."""
        if said := self._begun(self.begun, due):
            return said
        told = any(one.is_told(self.day) and not one.begun for one in self.judge.told(self.number))
        return self._says(State.NOT_REPORTED, Why.NOTHING_SINCE if told else Why.NOTHING_TOLD, (), due)

    def _begun(self, begun: Sequence[Counts], due: dt.date) -> Judgement | None:
        return self._says(State.STARTED, Why.BEGUN, begun, due) if begun else None

    def _due(self, last: dt.date | None) -> dt.date:
        first = self.judge.first_due(self.number, self.spell, self.day)
        if last is not None:
            limit = self.judge.limit(self.number, last, self.day)
            return max(limit, first) if last >= self.judge.anchor(self.number, self.spell) else limit
        versions = self.judge.versions(self.number)
        return max(first, self.judge.limit(self.number, versions[0].day, self.day)) if versions else first

    def _is_of_older_version(self, last: dt.date) -> bool:
        return later(last, 1) in {one.day for one in self.judge.versions(self.number)}

    def _grace(self, last: dt.date) -> Why:
        return Why.RENEW if self._is_of_older_version(last) else Why.IN_GRACE

    def _why_over(self, last: dt.date) -> Why:
        if self.rule.cadence == Cadence.AT_LEAST:
            return Why.TIME_OVER
        return Why.NEW_VERSION if self._is_of_older_version(last) else Why.ENDED

    def _have(self) -> int:
        if self.rule.cadence != Cadence.AT_LEAST or self.rule.window == Window.ROLLING:
            return how_many(self.rule, self.now)
        return how_many(self.rule, of_period(self.rule, self.now, period(self.day, self.rule.months)))

    def _on(self, day: dt.date) -> list[Counts]:
        return [one for one in self.live if one.starts <= day <= one.ends]

    def _says(self, state: State, why: Why, rests_on: Iterable[Counts], due: dt.date | None) -> Judgement:
        told = sorted((one.told for one in rests_on), key=lambda one: (one.day, one.source))
        return Judgement(
            state,
            why,
            tuple(dict.fromkeys(one.source for one in told)),
            self._have(),
            self.rule.times,
            None if due == FAR else due,
            frozenset(one.basis(self.day) for one in told) if state in COUNTED else NOTHING,
        )
