"""What awaits somebody because of duties: what is due, what was asked back, what they may confirm, who asks near them."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from answerable.access.actors import Actor
from answerable.kit import clock

from ...models import Claim, Subject
from ...queries import duties
from ...queries.helping import requests_seen_by
from ...queries.merged import with_duplicates
from ...queries.own import asked_back, own_subjects, to_confirm, with_lines
from ...rules.saying import HelpState
from ..days import language
from .evidence import when_words
from .finding import name_of
from .helping import SUBJECTS, Row, rows_of
from .lines import Line, by_day, is_next, line_of, stands_of

MOST = 20
MOST_COUNTED = 200


@dataclass(frozen=True)
class Waiting:
    """A claim that awaits somebody."""

    claim: Claim
    duty: str
    who: str
    when: str


@dataclass(frozen=True)
class Tasks:
    """`due`: what is overdue or due soon; `more_…`: how many are not listed."""

    due: list[Line]
    more_due: int
    back: list[Waiting]
    confirm: list[Waiting]
    more_to_confirm: int
    help: list[Row] = field(default_factory=list)

    @property
    def any(self) -> bool:
        return bool(self.due or self.back or self.confirm or self.help)


def tasks_of(actor: Actor, *, most: int = MOST) -> Tasks:
    """Returns what awaits somebody, a few of each; the number of questions does not grow with them."""
    subjects, today = own_subjects(actor), clock.today()
    due = due_lines(subjects, today)
    back = list(with_lines(asked_back(subjects))[:most]) if subjects else []
    waiting = to_confirm(actor)
    confirm, number = list(with_lines(waiting)[:most]), len(waiting.values_list("pk")[: MOST_COUNTED + 1])
    named = names_of_duties([*back, *confirm])
    return Tasks(
        due=due[:most], more_due=max(0, len(due) - most), back=[waiting_of(one, named) for one in back],
        confirm=[waiting_of(one, named) for one in confirm], more_to_confirm=max(0, number - most), help=help_near(actor, subjects),
    )  # fmt: skip


def due_lines(subjects: list[Subject], today: dt.date) -> list[Line]:
    """Returns what is overdue or due soon of all whom somebody speaks for, the nearest day first."""
    now_in = language()
    names = {one.pk: _("Myself") if one.person_id else name_of(one, now_in) for one in subjects}
    found = [one for one in stands_of(subjects, today) if is_next(one, today)] if subjects else []
    return [line_of(one, today, whose=names[one.subject.pk]) for one in by_day(found)]


def names_of_duties(claims: Collection[Claim]) -> dict[int, str]:
    found = duties.with_words({one.duty_id for one in claims}) if claims else []
    asked = [(one, duties.asking_on(one, clock.today())) for one in found]
    return {one.pk: duties.words_of(asking, language()).name for one, asking in asked if asking}


def waiting_of(one: Claim, named: dict[int, str]) -> Waiting:
    return Waiting(one, named.get(one.duty_id, one.duty.number), name_of(one.subject, language()), when_words(one))


def help_near(actor: Actor, subjects: Collection[Subject]) -> list[Row]:
    """Returns who asks for help where somebody may answer, the newest first."""
    found = requests_seen_by(actor).filter(state__in=[HelpState.OPEN, HelpState.OFFERED])
    found = found.exclude(subject__in=with_duplicates(subjects)).select_related("subject__person")
    return rows_of(list(found.prefetch_related(*SUBJECTS)[:5]), actor)
