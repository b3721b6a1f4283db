"""Duties as pages show them: in one line, whole, and version by version with what changed."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from answerable.kit.translations import TextState

from ...models import Duty, DutyAsking, DutyText
from ...queries.duties import asking_on, words_of
from ...rules.words import Level
from ..asking_words import cadence_words, fact_words, time_words, whom_words
from ..mapping.sheets import Row as SheetRow
from ..words import LEVELS
from .words import CHECKED_BY, WHY_NOT_FOLLOWED

Rows = list[tuple[str, str]]


def language() -> str:
    return get_language() or "en"


@dataclass(frozen=True)
class Line:
    """A duty as lists show it."""

    duty: Duty
    asking: DutyAsking
    text: DutyText
    whom: str
    how_often: str
    time: list[str]
    shown_by: list[str]
    checked_by: str | Promise
    why_not_followed: str | Promise
    starts_later: bool
    ends_on: dt.date | None

    @property
    def is_stale(self) -> bool:
        return self.text.state == TextState.STALE


def line_of(duty: Duty, day: dt.date) -> Line | None:
    """Returns a duty as it is asked on a day, or will be asked first; None where nothing is said of it."""
    asking = asking_on(duty, day)
    if asking is None or not asking.texts.all():
        return None
    return Line(
        duty=duty, asking=asking, text=words_of(asking, language()), whom=whom_words(asking),
        how_often=cadence_words(asking) if duty.followed else "", time=time_words(asking) if duty.followed else [],
        shown_by=fact_words(asking.proofs), checked_by=known_words(asking),
        why_not_followed="" if duty.followed else WHY_NOT_FOLLOWED.get(duty.why_not_followed, _("It is not followed here.")),
        starts_later=asking.starts > day, ends_on=duty.retired_on,
    )  # fmt: skip


@dataclass
class Group:
    """The duties of one level, those that a map shows first before the others."""

    level: str
    words: str | Promise
    lines: list[Line] = field(default_factory=list)


def by_level(lines: Iterable[Line], only: str = "") -> list[Group]:
    """Returns duties under the widest level at which each is asked; or all that are asked at one level."""
    groups = {level: Group(level, LEVELS[level]) for level in Level if only in ("", level)}
    for one in sorted(lines, key=lambda line: (not line.duty.main, line.duty.order, line.duty.number)):
        levels = [level for level in groups if level in one.asking.levels]
        if levels:
            groups[levels[0]].lines.append(one)
    return [one for one in groups.values() if one.lines]


def known_words(asking: DutyAsking) -> str | Promise:
    """Returns how it is known; where no records are there that could show it, what is said alone shows it."""
    no_records = asking.checked_by == "both" and not fact_words(asking.proofs)
    return CHECKED_BY.get("claims" if no_records else asking.checked_by, "")


def sheet_headings() -> list[str]:
    return [
        _("Number"), _("Duty"), _("What it means"), _("Of whom it is asked"), _("How often"), _("How much time there is"), _("What would show it"),
        _("How it is known"), _("Where it comes from"), _("Asked so since"),
    ]  # fmt: skip


def sheet_rows(lines: Iterable[Line]) -> Iterator[SheetRow]:
    """Yields duties as pages tell them, for a spreadsheet; of one that is not followed why."""
    for one in lines:
        known = one.why_not_followed or one.checked_by
        yield [
            one.duty.number, one.text.name, one.text.what, one.whom, one.how_often, " ".join(one.time), one.text.proof, str(known),
            one.asking.source, one.asking.starts,
        ]  # fmt: skip


def said_of(asking: DutyAsking, *, followed: bool = True) -> Rows:
    """Returns how a version asks, each thing with its name."""
    rows = [(_("Of whom it is asked"), whom_words(asking))]
    if followed:
        rows.append((_("How often"), " ".join([cadence_words(asking), *time_words(asking)])))
        rows.append((_("Kinds of records that show it"), "; ".join(fact_words(asking.proofs)) or _("none")))
        if asking.begun_by:
            rows.append((_("Kinds of records that show that it has begun"), "; ".join(fact_words(asking.begun_by))))
        if asking.events:
            rows.append((_("After what"), "; ".join(fact_words(asking.events))))
        rows.append((_("How it is known"), str(known_words(asking))))
    rows.append((_("Where it comes from"), asking.source or _("not said")))
    return rows


@dataclass(frozen=True)
class Change:
    """One thing that is asked otherwise: as it was, and as it is."""

    words: str
    before: str
    after: str


def changes_between(before: Rows, after: Rows) -> list[Change]:
    """Returns what differs between two versions, thing by thing."""
    was, now = dict(before), dict(after)
    names = dict.fromkeys([*now, *was])
    return [Change(one, was.get(one, ""), now.get(one, "")) for one in names if was.get(one) != now.get(one)]


@dataclass(frozen=True)
class Event:
    """A version in the list of all of them, as a timeline shows it."""

    day: dt.date
    words: str
    hint: str
    state: str
    glyph: str


def history_of(duty: Duty, day: dt.date) -> list[Event]:
    """Returns how a duty was asked, the newest first, each version with what changed by it."""
    listed = list({one.starts: one for one in duty.askings.all()}.values())  # the last of a day is the one that counts
    found = [_event(one, listed[at - 1] if at else None, duty, day) for at, one in enumerate(listed)]
    if duty.retired_on:
        found.append(Event(duty.retired_on, _("Given up"), _("It is asked of nobody any more."), "", "–"))
    return found[::-1]


def _event(one: DutyAsking, before: DutyAsking | None, duty: Duty, day: dt.date) -> Event:
    glyph, state = ("○", "") if one.starts > day else ("✓", "done")
    if before is None:
        return Event(
            one.starts, _("Asked for the first time"), cadence_words(one) if duty.followed else "", state, glyph
        )
    changed = changes_between(
        [*said_in(before), *said_of(before, followed=duty.followed)], [*said_in(one), *said_of(one, followed=duty.followed)]
    )  # fmt: skip
    told = [_("%(thing)s: %(after)s") % {"thing": each.words, "after": each.after or _("none")} for each in changed]
    return Event(one.starts, _("Asked otherwise"), " · ".join(told) or _("in other words"), state, glyph)


def said_in(asking: DutyAsking) -> Rows:
    """Returns what a version is called, for comparing."""
    return [(_("Name"), words_of(asking, language()).name)] if asking.texts.all() else []


def day_words(day: dt.date) -> str:
    return str(date_format(day, "DATE_FORMAT"))
