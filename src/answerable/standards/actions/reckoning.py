"""Finds anew how some subjects stand on everything that is asked, through all days, and writes what became otherwise."""

import datetime as dt
from collections.abc import Collection, Iterable

from django.conf import settings
from django.db import transaction

from answerable.kit import clock

from ..models import Subject
from ..queries.cases import Cases
from ..queries.duties import all_asked
from ..queries.subjects import subjects_named
from ..rules.belonging import day_before
from ..rules.shapes import Case, Judgement
from ..rules.summing import Standing, counted_as
from ..rules.timelines import timeline
from ..rules.words import State, Why
from .writing_down import Found, turns_of, write_down

AT_ONCE = 100  # subjects in memory
SILENT = frozenset({State.NOT_REPORTED, State.NOT_APPLICABLE})


@transaction.atomic
def reckon(names: Iterable[str]) -> int:
    """Reckons the subjects of these names; returns how many stand otherwise than before."""
    return reckon_subjects(prepared(names))


@transaction.atomic
def reckon_subjects(subjects: Collection[Subject]) -> int:
    """Reckons some subjects, a few hundred at most, on all that is asked."""
    pks = [one.pk for one in subjects]
    locked = list(Subject.objects.select_for_update().filter(pk__in=pks).order_by("pk").values_list("pk", flat=True))
    # read once they are held: what somebody else saved meanwhile counts, and what is asked otherwise since
    there = list(Subject.objects.filter(pk__in=locked).select_related("organisation").order_by("pk"))
    cases = Cases(there, all_asked())
    before = {one.pk: one.counted_as for one in there}
    _note_traits(there, cases)
    return write_down([found(one, cases) for one in there], counted_before=before)


def prepared(names: Iterable[str]) -> list[Subject]:
    """Returns the subjects of these names, each recorded from now on."""
    subjects = subjects_named(names)
    fresh = [one for one in subjects if one.pk is None]
    if not fresh:
        return subjects
    Subject.objects.bulk_create(fresh, ignore_conflicts=True)  # somebody else may record them at the same moment
    recorded = Subject.objects.filter(name__in=[one.name for one in fresh]).select_related("organisation")
    named = {one.name: one for one in recorded}
    return [one if one.pk else named[one.name] for one in subjects if one.pk or one.name in named]


def found(subject: Subject, cases: Cases) -> Found:
    """Returns how a subject stands on every duty, through all days; a merged duplicate stands with the record that was kept."""
    if subject.organisation is not None and subject.organisation.merged_into_id:
        return Found(subject, [], [], [])
    turns, silent = [], []
    asked_of = cases.asked_of(subject)
    for asked in cases.asked:
        case = cases.case(subject, asked_of, asked)
        if not case.applies:
            continue
        pieces = pieces_of(case)
        if all(one is None or _is_silent(one) for _starts, _ends, one in pieces):
            silent += [Standing(asked.duty.pk, starts, ends, one.state) for starts, ends, one in pieces if one]
        else:
            turns += turns_of(subject, asked.duty.pk, [(starts, ends, one) for starts, ends, one in pieces if one])
    return Found(subject, cases.places(subject), turns, silent)


def _is_silent(one: Judgement) -> bool:
    """Whether nothing was ever told: neither of what is asked nor of why it does not fit."""
    return one.state in SILENT and one.why != Why.EXCUSED and not one.rests_on


def pieces_of(case: Case) -> list[tuple[dt.date, dt.date | None, Judgement | None]]:
    """Returns a case's whole timeline in pieces: from, to, and how it stands there; None where nothing is asked."""
    first = min(starts for starts, _ends in case.applies)
    last = clock.today() + dt.timedelta(days=365 * int(settings.STANDING_YEARS_AHEAD))
    entries = timeline(case, first, max(first, last))
    ends = [*(day_before(starts) for starts, _one in entries[1:]), None]
    return [(starts, end, one) for (starts, one), end in zip(entries, ends, strict=True)]


def _note_traits(subjects: Iterable[Subject], cases: Cases) -> None:
    """Notes what kinds of organisation they have become, from today on, and as what sums count them."""
    today, changed = clock.today().isoformat(), []
    for one in subjects:
        kinds, counted = cases.kinds(one), _counted_as(one)
        if not one.traits or one.traits[-1][1] != kinds:
            day = today if one.traits else dt.date.min.isoformat()
            one.traits = [*(row for row in one.traits if row[0] < day), [day, kinds]]
            changed.append(one)
        if one.counted_as != counted:
            one.counted_as = counted
            changed.append(one)
    Subject.objects.bulk_update(dict.fromkeys(changed), ["traits", "counted_as"], batch_size=200)


def _counted_as(subject: Subject) -> str:
    one = subject.organisation
    return subject.kind if one is None else counted_as(one.visibility, at_risk=one.at_risk)
