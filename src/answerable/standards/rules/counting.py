"""What was told of a duty, and on which days each of it counts."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from .belonging import FAR, Stretch, day_before
from .cadences import counts_through, period, runs_out
from .shapes import Claimed, Happening, Rule, Weight
from .words import Basis, Cadence, Window

STRONGEST_FIRST = (Basis.CONFIRMED, Basis.VOUCHED, Basis.DECLARED)


class Told(NamedTuple):
    """A happening or a claim, as one shape: told from `known` on, and taken back from `gone` on."""

    day: dt.date
    source: str
    kind: str
    ends: dt.date
    known: dt.date
    gone: dt.date
    steps: tuple[Weight, ...]
    begun: bool
    lasts: bool
    many: int
    of: str = ""

    def is_told(self, day: dt.date) -> bool:
        return self.known <= day < self.gone

    def basis(self, day: dt.date) -> Basis:
        """Returns the strongest basis it has on a day."""
        if self.kind:
            return self.steps[0].basis
        reached = {one.basis for one in self.steps if one.holds(day)}
        return next((basis for basis in STRONGEST_FIRST if basis in reached), Basis.DECLARED)


class Counts(NamedTuple):
    """The days on which something counts. `would_end`: when it would end if no later version of the text came.

    `asked`: whether it counted on any day on which it was asked.
    """

    starts: dt.date
    ends: dt.date
    would_end: dt.date
    told: Told
    asked: bool = True


def told_of(one: Happening | Claimed) -> Told:
    """Returns either as one shape. A claim is of its duty already, so it has no kind, and counts from when it was said."""
    if isinstance(one, Happening):
        return Told(
            one.starts, one.source, one.kind, one.ends or FAR, one.starts, FAR, (Weight(one.starts, one.basis),),
            one.only_started, one.lasts, 1, one.of,
        )  # fmt: skip
    return Told(
        one.about_from, one.source, "", one.about_to or FAR, max(one.said_on, one.about_from), one.withdrawn_on or FAR,
        one.steps, one.only_started, one.lasts, one.many,
    )  # fmt: skip


def begun_by(rule: Rule, told: Iterable[Told]) -> list[Told]:
    """Returns what shows that a rule's duty was begun: until it ended, and what was of one day as long as it would count."""
    return [
        one._replace(begun=True, ends=one.ends if one.ends > one.day else _counts_on(rule, one.day))
        for one in told
        if one.kind in rule.begun_by and one.kind not in rule.kinds
    ]


def _counts_on(rule: Rule, day: dt.date) -> dt.date:
    return runs_out(rule, day) if rule.cadence == Cadence.AT_LEAST else FAR


def counting(rule: Rule, told: Iterable[Told], versions: Sequence[Told], spell: Stretch) -> list[Counts]:
    """Returns on which days each of what was told counts by a rule, for somebody who joined when the spell starts."""
    found = []
    for one in told:
        would_end = _would_end(rule, one, spell)
        ends = would_end if rule.cadence != Cadence.EACH_VERSION else _cut(one, would_end, versions)
        if one.known <= ends and one.known < one.gone:
            found.append(Counts(one.known, ends, would_end, one))
    return found


def enough(rule: Rule, found: Sequence[Counts]) -> bool:
    """Whether so much is what the rule asks for; in calendar periods within one of them."""
    return most(rule, found) >= rule.times


def most(rule: Rule, found: Sequence[Counts]) -> int:
    """Returns how much there is at the most: of one period where periods are those of the calendar."""
    if rule.cadence != Cadence.AT_LEAST or rule.window == Window.ROLLING:
        return how_many(rule, found)
    numbers = {period(one.told.day, rule.months) for one in found}
    return max((how_many(rule, of_period(rule, found, number)) for number in numbers), default=0)


def of_period(rule: Rule, found: Iterable[Counts], number: int) -> list[Counts]:
    return [one for one in found if period(one.told.day, rule.months) == number]


def how_many(rule: Rule, found: Sequence[Counts]) -> int:
    """Returns how many things there are at once, or, where things are done again, on how many days they were done.

    A fact and a claim of one day are one meeting told twice.
    """
    if not found or (len(found) == 1 and found[0].told.many == 1):
        return len(found)
    if rule.cadence == Cadence.CONTINUOUS:
        return sum(one.told.many for one in found)
    days: dict[dt.date, int] = {}
    for one in found:
        days[one.told.day] = max(days.get(one.told.day, 0), one.told.many)
    return sum(days.values())


def lasts_until(rule: Rule, now: Sequence[Counts]) -> dt.date:
    """Returns the last day on which what counts now is enough, if nothing more comes."""
    ends = sorted({one.would_end for one in now})
    return next((day for day in ends if not enough(rule, [one for one in now if one.would_end > day])), FAR)


def _would_end(rule: Rule, one: Told, spell: Stretch) -> dt.date:
    ends = one.ends if one.lasts or one.begun or rule.cadence == Cadence.CONTINUOUS else FAR
    if rule.cadence == Cadence.AT_LEAST:
        return min(ends, runs_out(rule, one.day))
    if rule.cadence == Cadence.ON_JOINING and not one.lasts and one.day < spell.starts:
        return ends if counts_through(one.day, rule.months) >= spell.starts else dt.date.min
    return ends


def _cut(one: Told, ends: dt.date, versions: Sequence[Told]) -> dt.date:
    """Cuts what counts where the next version of its text comes; before a first version nothing counts.

    What names no version is of whichever texts stood on its day, and ends with the last of them.
    """
    if not versions:
        return ends
    standing = [version for version in versions if version.day <= one.day]
    if not standing:
        return dt.date.min
    signed = next((version for version in standing if one.kind and version.source == one.source), None)
    since, texts = (signed.day, {signed.of}) if signed else (one.day, {version.of for version in standing})
    following = max(_next_version(text, since, versions) for text in texts)
    return min(ends, day_before(following)) if following < FAR else ends


def _next_version(text: str, since: dt.date, versions: Iterable[Told]) -> dt.date:
    return min((version.day for version in versions if version.of == text and version.day > since), default=FAR)
