"""How one subject stands, or those behind a network, as of any day: with why, and what it rests on."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from answerable.alliance.models import Network

from ..models import Belonging, Claim, Duty, Silence, Subject, Turn
from ..rules.judging import judge
from ..rules.shapes import Case, Judgement
from ..rules.timelines import next_turn
from ..rules.words import State
from .cases import Cases
from .duties import as_asked, asking_on
from .merged import with_duplicates

SILENT = frozenset({State.NOT_REPORTED, State.NOT_APPLICABLE})


@dataclass(frozen=True)
class Stands:
    """One subject on one duty on a day, with the case it was judged from."""

    subject: Subject
    duty: Duty
    judgement: Judgement
    case: Case


def covering(day: dt.date) -> Q:
    """The filter for what runs on a day."""
    return Q(starts__lte=day) & (Q(ends=None) | Q(ends__gte=day))


def standing_of(subjects: Collection[Subject], duties: Collection[Duty], day: dt.date) -> list[Stands]:
    """Judges some subjects on some duties, live: what is asked of each on that day, in the order of the duties.

    The number of queries does not grow with either. Duties should come with their versions.
    """
    asked = [as_asked(one) for one in duties if one.followed and one.askings.all()]
    cases = Cases(subjects, asked)
    found = []
    for subject in subjects:
        asked_of = cases.asked_of(subject)
        for one in asked:
            case = cases.case(subject, asked_of, one)
            if (judgement := judge(case, day)) is not None:
                found.append(Stands(subject, one.duty, judgement, case))
    return found


def turning(one: Stands, day: dt.date) -> tuple[dt.date, Judgement | None] | None:
    """Returns on which day it stands otherwise if nothing is told until then, and how; None for how where it is asked no more."""
    coming = next_turn(one.case, day)
    return (coming, judge(one.case, coming)) if coming else None


def behind(network: Network, kind: str, day: dt.date) -> QuerySet[Subject]:
    """Returns the subjects of a kind that are counted at a network on a day: its own and those below it."""
    there = Belonging.objects.filter(covering(day), network=network, subject=OuterRef("pk"))
    return Subject.objects.filter(Exists(there), kind=kind).select_related("organisation", "network")


def standing_so(subjects: QuerySet[Subject], duty: Duty, state: State, day: dt.date) -> QuerySet[Subject]:
    """Narrows to those who stand so on a duty on a day; whoever was never heard of has no row, and is asked in silence."""
    turns = Turn.objects.filter(covering(day), duty=duty, subject=OuterRef("pk"))
    said, silent = Exists(turns.filter(state=state)), ~Exists(turns)
    if state not in SILENT:
        return subjects.filter(said)
    asking = asking_on(duty, day)
    if asking is None or not asking.events:  # in silence nobody stands otherwise than not reported
        return subjects.filter(said | silent if state == State.NOT_REPORTED else said)
    return subjects.filter(said | Q(pk__in=_silent_so(subjects.filter(silent), duty, state, day)))


def _silent_so(subjects: QuerySet[Subject], duty: Duty, state: State, day: dt.date) -> list[int]:
    """Returns who stands so in silence, as it was reckoned: where nothing has happened yet that a duty is due after, it does not apply."""
    on = day.isoformat()
    rows = Silence.objects.filter(subject__in=subjects.order_by().values("pk")).values_list("subject", "spans")
    return [
        subject
        for subject, spans in rows.iterator(chunk_size=2000)
        if any(
            how == state and starts <= on and (ends is None or on <= ends) and duty.pk in duties
            for starts, ends, how, duties in spans
        )
    ]


def history_of(subject: Subject, duty: Duty | None = None) -> QuerySet[Turn]:
    """Returns how a subject stood and will stand if nothing happens, the oldest first."""
    found = Turn.objects.filter(subject=subject).select_related("duty", "subject").order_by("starts", "duty__order")
    return found if duty is None else found.filter(duty=duty)


def claims_on(subject: Subject, duty: Duty) -> QuerySet[Claim]:
    """Returns what was said of a duty, the newest first, with what others said of it; by a duplicate that became part of one too."""
    said = Claim.objects.filter(subject__in=with_duplicates([subject]), duty=duty)
    found = said.select_related("document", "duty", "subject")
    return found.prefetch_related("steps__organisation__texts")
