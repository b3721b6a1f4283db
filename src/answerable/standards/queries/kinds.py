"""Which kinds of organisation somebody was on a day: what they became since does not rewrite of whom something was asked."""

import datetime as dt
from collections.abc import Collection, Iterable

from django.db.models import Q

from answerable.alliance.models import Organisation
from answerable.kit import clock

from ..models import Subject
from ..rules.belonging import Stretches, until_changed


def kinds_through(subject: Subject) -> Iterable[tuple[str, Stretches]]:
    """Yields each kind of organisation that a subject was, with its days."""
    rows = _rows(subject.traits)
    runs = {one.starts: one for one in until_changed(day for day, _codes in rows)}
    for kind in sorted({code for _day, codes in rows for code in codes}):
        yield kind, tuple(runs[day] for day, codes in rows if kind in codes)


def of_kinds(kinds: Collection[str], day: dt.date) -> Q:
    """The subjects that were organisations of one of these kinds on a day. Few ever change: only theirs are looked up for an earlier one."""
    now = Q(organisation__in=Organisation.objects.filter(kinds__code__in=kinds).values("pk"))
    if day >= clock.today():
        return now
    changed = Subject.objects.filter(organisation__isnull=False, traits__1__isnull=False).values_list("pk", "traits")
    then = {pk: bool(_kinds_on(traits, day) & set(kinds)) for pk, traits in changed}
    return (now & ~Q(pk__in=[pk for pk, was in then.items() if not was])) | Q(
        pk__in=[pk for pk, was in then.items() if was]
    )


def _kinds_on(traits: Iterable[tuple[str, list[str]]], day: dt.date) -> set[str]:
    found: set[str] = set()
    for since, codes in _rows(traits):
        if since <= day:
            found = set(codes)
    return found


def _rows(traits: Iterable[tuple[str, list[str]]]) -> list[tuple[dt.date, list[str]]]:
    return [(dt.date.fromisoformat(day), codes) for day, codes in traits]
