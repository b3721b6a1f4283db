"""How one of whom a duty is asked stands by it on a day: a function of the case and the day, and of nothing else.

Laws (docs/standing.md says them in plain words): only what was told and dated by the day counts; silence is not reported,
never overdue; overdue is only what once counted, while it was asked, and whose time is over, with its grace; what only began
never counts as there; an excused day is judged no further; a change of rule changes no day before it.
"""

import datetime as dt
from dataclasses import replace

from .belonging import FAR, Stretch, later, union
from .cadences import first_due
from .counting import Counts, Told, begun_by, counting, told_of
from .events import judge_events, match, opened
from .readings import NOTHING, Reading
from .shapes import Case, Judgement
from .words import Cadence, State, Why

# Only to tell, for a while after a change of rule, which of two readings is kinder; nobody is put in an order by it.
KINDEST_FIRST = (State.IN_PLACE, State.PARTLY, State.STARTED, State.NOT_REPORTED, State.OVERDUE)


def judge(case: Case, day: dt.date) -> Judgement | None:
    """Returns how it stands on a day, None where it was not asked of them that day."""
    return Judge(case).on(day)


class Judge:
    """A case made ready for being judged on many days."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.rules = tuple(sorted(case.rules, key=lambda rule: rule.starts))
        self.spells = union(case.applies)
        self.excused = tuple(sorted(case.excused, key=lambda excuse: excuse[0]))
        self.happened = [told_of(one) for one in case.happened]
        self._counting: dict[tuple[int, Stretch], list[Counts]] = {}
        self._told: dict[int, list[Told]] = {}

    def on(self, day: dt.date) -> Judgement | None:
        """As `judge`."""
        spell = next((spell for spell in self.spells if spell.covers(day)), None)
        number = self.rule_on(day)
        if spell is None or number < 0:
            return None
        for starts, ends, source in self.excused:
            if starts <= day <= (ends or FAR):
                return Judgement(State.NOT_APPLICABLE, Why.EXCUSED, (source,), 0, 0, None, NOTHING)
        return self._with_time(number, spell, day)

    def rule_on(self, day: dt.date) -> int:
        """Returns the number of the rule in force on a day, -1 before the first."""
        return sum(rule.starts <= day for rule in self.rules) - 1

    def told(self, number: int) -> list[Told]:
        """Returns what proves a rule: claims, which are of this duty, and happenings of its kinds."""
        if number not in self._told:
            rule = self.rules[number]
            proved = [one for one in self.happened if not one.kind or one.kind in rule.kinds]
            self._told[number] = [*proved, *begun_by(rule, self.happened)] if rule.begun_by else proved
        return self._told[number]

    def events(self, number: int) -> list[Told]:
        kinds = self.rules[number].events
        return [one for one in self.happened if one.kind and one.kind in kinds] if kinds else []

    def versions(self, number: int) -> list[Told]:
        """Returns the versions of texts that a rule asks for, the oldest first."""
        return sorted(self.events(number)) if self.rules[number].cadence == Cadence.EACH_VERSION else []

    def counting(self, number: int, spell: Stretch) -> list[Counts]:
        """Returns the days on which things count by a rule."""
        key = number, spell
        if key not in self._counting:
            rule = self.rules[number]
            found = counting(rule, self.told(number), self.versions(number), spell)
            self._counting[key] = [one._replace(asked=self._counted_while_asked(one, spell)) for one in found]
        return self._counting[key]

    def asked_since(self, spell: Stretch) -> dt.date:
        return max(spell.starts, self.rules[0].starts)

    def _counted_while_asked(self, one: Counts, spell: Stretch) -> bool:
        """Whether something counted on a day on which it was asked and nobody was excused."""
        starts = max(one.starts, self.asked_since(spell))
        for excused, ends, _ in self.excused:
            if excused <= starts <= (ends or FAR):
                starts = later(ends or FAR, 1)
        return starts <= one.ends < FAR

    def anchor(self, number: int, spell: Stretch) -> dt.date:
        return max(spell.starts, self.rules[number].starts)

    def first_due(self, number: int, spell: Stretch, day: dt.date) -> dt.date:
        """Returns by when it is first asked; being excused gives the time anew."""
        rule, anchor = self.rules[number], self.anchor(number, spell)
        due = first_due(rule, anchor=anchor, joined=self.asked_since(spell))
        return self._after_excuses(due, rule.first_due_days, anchor, day)

    def limit(self, number: int, last: dt.date, day: dt.date) -> dt.date:
        """Returns the last day of grace after the last day on which something counted."""
        grace = self.rules[number].grace_days
        return self._after_excuses(later(last, grace), grace, last, day)

    def due_after(self, number: int, spell: Stretch, event: dt.date, day: dt.date) -> dt.date:
        """Returns by when an event is to be answered."""
        rule = self.rules[number]
        due = max(later(event, rule.grace_days), later(self.anchor(number, spell), rule.first_due_days))
        return self._after_excuses(due, rule.grace_days, event, day)

    def _after_excuses(self, due: dt.date, days: int, since: dt.date, day: dt.date) -> dt.date:
        for starts, ends, _ in self.excused:
            if ends is not None and since <= ends < day and starts <= due:
                due = max(due, later(ends, days))
        return due

    def _with_time(self, number: int, spell: Stretch, day: dt.date) -> Judgement:
        """Judges by a rule; until it is first due, the rule before it goes on where that is kinder."""
        rule = self.rules[number]
        now = self._by(number, spell, day)
        until = later(rule.starts, rule.first_due_days)
        if not number or not rule.first_due_days or day > until or spell.starts >= rule.starts:
            return now
        before = self._with_time(number - 1, spell, day)
        if State.NOT_APPLICABLE in {now.state, before.state}:
            return now
        if KINDEST_FIRST.index(before.state) >= KINDEST_FIRST.index(now.state):
            return now
        return replace(before, why=Why.RULE_CHANGED, have=now.have, need=now.need, due=until)

    def _by(self, number: int, spell: Stretch, day: dt.date) -> Judgement:
        rule = self.rules[number]
        if rule.cadence == Cadence.AFTER_EACH:
            return self._by_events(number, spell, day)
        if (
            rule.cadence == Cadence.EACH_VERSION
            and rule.events
            and not any(one.day <= day for one in self.versions(number))
        ):
            return Judgement(State.NOT_APPLICABLE, Why.NO_VERSION_YET, (), 0, 0, None, NOTHING)
        return Reading(self, number, spell, day).judgement()

    def _by_events(self, number: int, spell: Stretch, day: dt.date) -> Judgement:
        def asked(event: Told) -> bool:
            if not spell.covers(event.day) or any(s <= event.day <= (e or FAR) for s, e, _ in self.excused):
                return False
            then = min(self.rule_on(event.day), number)
            return (
                then >= 0 and self.rules[then].cadence == Cadence.AFTER_EACH and event.kind in self.rules[then].events
            )

        found = opened(
            self.events(number),
            due=lambda event: self.due_after(number, spell, event, day),
            asked=asked,
            day=day,
        )
        return judge_events(self.rules[number], match(found, self.told(number), day), day)
