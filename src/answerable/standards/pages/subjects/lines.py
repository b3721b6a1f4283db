"""How somebody stands, duty by duty, in lines: what is to be done next comes first, and nothing is put in an order of merit."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ...models import Subject
from ...queries import duties
from ...queries.standing import Stands, standing_of, turning
from ...rules.words import State
from ..saying import bases_words, why_of
from ..words import STATES, STATUS
from .finding import asked_on, duty_page

SOON = 60  # days
STILL_OPEN = frozenset({State.PARTLY, State.STARTED, State.NOT_REPORTED, State.OVERDUE})


@dataclass(frozen=True)
class Line:
    """One duty of somebody on a day. `tag` says how near its day is; `colour` is that of the tag."""

    number: str
    name: str
    language: str
    href: str
    status: str
    state: str
    why: str
    bases: str
    due: dt.date | None
    tag: str
    colour: str
    whose: str = ""


@dataclass(frozen=True)
class Turning:
    """A duty that stands otherwise from a day on if nothing is told until then; `state` is empty where it is asked no more."""

    number: str
    name: str
    language: str
    href: str
    day: dt.date
    status: str
    state: str | Promise
    why: str


@dataclass(frozen=True)
class Group:
    heading: str | Promise
    lines: list[Line]
    is_next: bool = False


def stands_of(subjects: Sequence[Subject], day: dt.date) -> list[Stands]:
    """Judges some subjects on everything that is asked on a day; duties come with their words."""
    return standing_of(subjects, duties.in_force(duties.with_words(), day), day)


def is_next(one: Stands, day: dt.date) -> bool:
    """Whether it is overdue, or its day is near. Who never said anything is not pressed when a day is past."""
    judged = one.judgement
    if judged.state == State.NOT_APPLICABLE:
        return False
    near = judged.due is not None and day <= judged.due <= day + dt.timedelta(days=SOON)
    return judged.state == State.OVERDUE or near


def line_of(one: Stands, day: dt.date, *, whose: str = "") -> Line:
    _asking, words = asked_on(one.duty, day)
    judged = one.judgement
    return Line(
        number=one.duty.number, name=words.name, language=words.language, href=duty_page(one.subject, one.duty),
        status=STATUS[judged.state], state=str(STATES[judged.state]), why=why_of(judged, day), bases=" · ".join(bases_words(judged.bases)),
        due=judged.due, tag=_days_words(judged.due, day) if is_next(one, day) else "", colour="clay" if judged.state == State.OVERDUE else "gold",
        whose=whose,
    )  # fmt: skip


def _days_words(due: dt.date | None, day: dt.date) -> str:
    if due is None:
        return ""
    days = (due - day).days
    if days < 0:
        return ngettext("%(n)s day past", "%(n)s days past", -days) % {"n": -days}
    return ngettext("%(n)s day left", "%(n)s days left", days) % {"n": days} if days else _("today")


def by_day(found: Iterable[Stands]) -> list[Stands]:
    """Returns what has a day by that day, then what has none, in the order of the duties."""
    return sorted(found, key=lambda one: one.judgement.due or dt.date.max)


def groups_of(found: Sequence[Stands], day: dt.date) -> list[Group]:
    """Returns the desk's groups: what is next, what is open, what is in place, what does not fit; each thing in one of them."""
    near = [one for one in found if is_next(one, day)]
    others = [one for one in found if not is_next(one, day)]
    states = [
        (gettext_lazy("Open"), STILL_OPEN),
        (gettext_lazy("In place"), frozenset({State.IN_PLACE})),
        (gettext_lazy("Does not apply now"), frozenset({State.NOT_APPLICABLE})),
    ]
    groups = [Group(gettext_lazy("Next"), [line_of(one, day) for one in by_day(near)], is_next=True)]
    groups += [
        Group(heading, [line_of(one, day) for one in others if one.judgement.state in wanted])
        for heading, wanted in states
    ]
    return [one for one in groups if one.lines]


def turning_of(one: Stands, day: dt.date) -> Turning | None:
    """Returns what it turns to next; what is past turned already."""
    if (coming := turning(one, day)) is None:
        return None
    on, judged = coming
    _asking, words = asked_on(one.duty, on)
    return Turning(
        one.duty.number, words.name, words.language, duty_page(one.subject, one.duty), on, STATUS[judged.state] if judged else "",
        STATES[judged.state] if judged else "", why_of(judged, on) if judged else "",
    )  # fmt: skip


def next_of(found: Iterable[Stands], day: dt.date) -> list[Turning]:
    """Returns what turns on the next day on which anything does."""
    coming = [made for one in found if (made := turning_of(one, day))]
    first = min((one.day for one in coming), default=None)
    return [one for one in coming if one.day == first]


def sums_of(found: Iterable[Stands]) -> list[tuple[int, str, object]]:
    """Returns how many duties stand how; the numbers stand beside each other and are never added up."""
    numbers = Counter(one.judgement.state for one in found)
    return [(numbers[state], STATUS[state], STATES[state]) for state in State if numbers[state]]
