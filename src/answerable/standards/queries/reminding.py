"""Whose duties are due soon or overdue, and of what nobody has said anything since; and who never said anything."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Q, QuerySet

from ..models import Claim, Duty, HelpRequest, Silence, Subject, Turn
from ..rules.reminding import is_to_be_invited, silent_since
from ..rules.words import State
from .merged import with_duplicates
from .sides import owners_of
from .standing import covering

AT_ONCE = 200
Key = tuple[int, int]  # subject, duty


@dataclass
class Waiting:
    """A subject with the days on which its duties came within the time before they are due, and since when others are overdue."""

    subject: Subject
    soon: list[dt.date] = field(default_factory=list)
    overdue: list[dt.date] = field(default_factory=list)


def waiting(today: dt.date, before: int) -> Iterator[Waiting]:
    """Yields who might be reminded, a few hundred in memory at a time; whoever was never heard of is not."""
    wanted = _soon(today, before) | Turn.objects.filter(covering(today), state=State.OVERDUE)
    last = 0
    rows = wanted.order_by("subject").values_list("subject", flat=True).distinct()
    while pks := list(rows.filter(subject__gt=last)[:AT_ONCE]):
        yield from _some(pks, wanted, today, before)
        last = pks[-1]


def _soon(today: dt.date, before: int) -> QuerySet[Turn]:
    until = today + dt.timedelta(days=before)
    return Turn.objects.filter(covering(today), due__range=(today, until)).exclude(
        state__in=(State.OVERDUE, State.NOT_APPLICABLE)
    )


def _some(pks: Collection[int], wanted: QuerySet[Turn], today: dt.date, before: int) -> Iterator[Waiting]:
    found: dict[int, Waiting] = {}
    subjects = Subject.objects.filter(pk__in=pks).select_related("organisation", "network", "person").in_bulk()
    begun, said = _overdue_since(pks, today), _said_last(subjects.values())
    running = Q(duty__retired_on=None) | Q(duty__retired_on__gt=today)
    for one in wanted.filter(running, subject__in=pks).order_by("subject", "duty", "pk"):
        row = found.setdefault(one.subject_id, Waiting(subjects[one.subject_id]))
        key = one.subject_id, one.duty_id
        if one.state != State.OVERDUE and one.due is not None:
            row.soon.append(one.due - dt.timedelta(days=before))
        elif one.state == State.OVERDUE and said.get(key, dt.date.min) < begun[key]:
            row.overdue.append(begun[key])
    yield from (one for one in found.values() if one.soon or one.overdue)


def _overdue_since(pks: Collection[int], today: dt.date) -> dict[Key, dt.date]:
    """Returns since when each duty of theirs is overdue without a day between, whatever the reason came to be."""
    runs: dict[Key, tuple[dt.date, dt.date | None]] = {}
    rows = Turn.objects.filter(subject__in=pks, state=State.OVERDUE, starts__lte=today).order_by("starts")
    for pk, duty, starts, ends in rows.values_list("subject", "duty", "starts", "ends"):
        first, last = runs.get((pk, duty), (starts, None))
        goes_on = last is not None and starts == last + dt.timedelta(days=1)
        runs[pk, duty] = (first if goes_on else starts, ends)
    return {key: first for key, (first, _last) in runs.items()}


def _said_last(subjects: Collection[Subject]) -> dict[Key, dt.date]:
    """Returns when something was last said of each duty of theirs: a claim that stands, or a request for help."""
    found: dict[Key, dt.date] = defaultdict(lambda: dt.date.min)
    whose = with_duplicates(subjects)
    claims = Claim.objects.filter(subject__in=whose, taken_back_on=None).values_list("subject", "duty", "said_on")
    asked = HelpRequest.objects.filter(subject__in=whose).values_list("subject", "duty", "asked_on")
    for subject, duty, day in (*claims, *asked):
        key = whose[subject], duty
        found[key] = max(found[key], day)
    return dict(found)


def to_invite(today: dt.date) -> Iterator[list[tuple[int, list[UUID]]]]:
    """Yields who might be invited to tell how they stand, each with who speaks for them, a few hundred at a time."""
    given_up = set(Duty.objects.filter(retired_on__lte=today).values_list("pk", flat=True))
    last = 0
    rows = Silence.objects.exclude(spans=[]).order_by("subject").values_list("subject", flat=True)
    while pks := list(rows.filter(subject__gt=last)[:AT_ONCE]):
        owners = owners_of(Subject.objects.filter(pk__in=pks).select_related("person"), today)
        yield [(pk, owners[pk]) for pk in _uninvited(list(owners), given_up, today)]
        last = pks[-1]


def _uninvited(pks: Sequence[int], given_up: set[int], today: dt.date) -> list[int]:
    rows = (
        Silence.objects.filter(subject__in=pks)
        .order_by("subject")
        .values_list("subject", "subject__invited_on", "spans")
    )
    return [
        pk
        for pk, before, spans in rows
        if is_to_be_invited(
            (day for duty, day in silent_since(spans, today).items() if duty not in given_up), before, today
        )
    ]
