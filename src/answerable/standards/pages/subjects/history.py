"""How a subject stood through the days, and what turns next if nothing happens."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from answerable.access.doors import SIGNED_IN, opens

from ...models import Duty, Turn
from ...queries import duties
from ...queries.counting import going_on
from ...queries.standing import history_of
from ...rules.words import State
from ..days import language
from ..saying import why_of_turn
from ..words import STATES, STATUS
from .finding import duty_page, found, way_to, who_sees

SOME = 4  # turns of each duty, where all duties are shown
AHEAD = 20


@dataclass(frozen=True)
class Stretch:
    """Some days on which a duty stood so; `is_ahead`: they are still to come."""

    duty: str
    href: str
    starts: dt.date
    ends: dt.date | None
    status: str
    state: object
    why: str
    is_ahead: bool


@dataclass(frozen=True)
class Through:
    """One duty through the days, the latest first; `more` says how many stretches are left out."""

    number: str
    name: str
    href: str
    stretches: list[Stretch]
    more: int


@require_safe
@opens(SIGNED_IN)
def history(request: HttpRequest, key: str) -> HttpResponseBase:
    """How a subject stood, duty by duty, as a table."""
    one = found(request, key)
    number = request.GET.get("duty", "")[:12]
    rows = [row for row in history_of(one.subject) if not number or row.duty.number == number]
    listed = {duty.pk: duty for duty in duties.with_words({row.duty_id for row in rows})}
    stretches = [(row, _stretch(row, listed[row.duty_id], one.today)) for row in rows]
    turning = _turning(rows)
    ahead = [stretch for row, stretch in stretches if stretch.is_ahead and row.pk in turning]
    context = {
        "one": one, "title": _("Through the days"), "way": way_to(one), "who": who_sees(one), "place": one.name, "number": number,
        "ahead": ahead[:AHEAD], "through": _through(stretches, listed.values(), some=None if number else SOME),
        "progress": going_on(),
    }  # fmt: skip
    return render(request, "standards/subjects/history.html", context)


def _turning(rows: Iterable[Turn]) -> set[int]:
    """The rows with which a duty stands otherwise than before, not only for another reason."""
    found, states = set(), dict[int, str]()
    for row in rows:
        if states.get(row.duty_id) != row.state:
            found.add(row.pk)
        states[row.duty_id] = row.state
    return found


def _stretch(row: Turn, duty: Duty, today: dt.date) -> Stretch:
    asking = duties.asking_on(duty, row.starts)
    name = duties.words_of(asking, language()).name if asking else duty.number
    return Stretch(
        duty=name, href=duty_page(row.subject, duty), starts=row.starts, ends=row.ends, status=STATUS[State(row.state)],
        state=STATES[State(row.state)], why=why_of_turn(row, row.starts), is_ahead=row.starts > today,
    )  # fmt: skip


def _through(rows: Sequence[tuple[Turn, Stretch]], listed: Iterable[Duty], *, some: int | None) -> list[Through]:
    by_duty: dict[int, list[Stretch]] = defaultdict(list)
    for row, stretch in rows:
        if not stretch.is_ahead:
            by_duty[row.duty_id].append(stretch)
    return [
        Through(
            number=duty.number, name=by_duty[duty.pk][-1].duty, href=by_duty[duty.pk][-1].href,
            stretches=by_duty[duty.pk][::-1][:some], more=max(0, len(by_duty[duty.pk]) - (some or len(by_duty[duty.pk]))),
        )
        for duty in listed if duty.pk in by_duty
    ]  # fmt: skip
