"""Duties as they are asked, in versions; and their words in the reader's language."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Prefetch

from answerable.kit.translations import in_language

from ..models import Duty, DutyAsking, DutyText
from ..rules.asking import Whom
from ..rules.shapes import Rule
from ..rules.words import Cadence, Level, Window

KIND, OFFICE = "organisation_kind:", "office:"  # how traits are called


@dataclass(frozen=True)
class Asked:
    """A duty with every way it was asked, the oldest first: what is asked on a day is the last that started by then."""

    duty: Duty
    rules: tuple[Rule, ...]
    whom: tuple[tuple[dt.date, Whom | None], ...]

    def kinds(self) -> frozenset[str]:
        """Returns every kind of fact that was ever looked at for it."""
        return frozenset().union(*(one.kinds | one.events | one.begun_by for one in self.rules))


def rule_of(one: DutyAsking) -> Rule:
    return Rule(
        starts=one.starts, cadence=Cadence(one.cadence), times=one.times, months=one.months, window=Window(one.window),
        grace_days=one.grace_days, first_due_days=one.first_due_days, kinds=frozenset(one.proofs), events=frozenset(one.events),
        begun_by=frozenset(one.begun_by),
    )  # fmt: skip


def whom_of(one: DutyAsking) -> Whom:
    kinds, offices = (f"{KIND}{code}" for code in one.kinds), (f"{OFFICE}{code}" for code in one.offices)
    return Whom(frozenset(Level(level) for level in one.levels), frozenset(kinds) | frozenset(offices))


def all_asked(pks: Collection[int] | None = None) -> list[Asked]:
    """Returns the duties whose standing is followed, retired ones too, each with its versions."""
    found = Duty.objects.filter(followed=True).prefetch_related("askings")
    return [as_asked(one) for one in (found if pks is None else found.filter(pk__in=pks)) if one.askings.all()]


def as_asked(duty: Duty) -> Asked:
    askings = _last_of_each_day(duty.askings.all())
    whom: list[tuple[dt.date, Whom | None]] = [(one.starts, whom_of(one)) for one in askings]
    if duty.retired_on:
        whom = [*((day, one) for day, one in whom if day < duty.retired_on), (duty.retired_on, None)]
    return Asked(duty, tuple(map(rule_of, askings)), tuple(whom))


def _last_of_each_day(askings: Iterable[DutyAsking]) -> list[DutyAsking]:
    by_day = {one.starts: one for one in sorted(askings, key=lambda one: (one.starts, one.pk))}
    return [by_day[day] for day in sorted(by_day)]


def asking_on(duty: Duty, day: dt.date) -> DutyAsking | None:
    """Returns how a duty is asked on a day; before its first day, how it will be asked first."""
    askings = _last_of_each_day(duty.askings.all())
    return next((one for one in reversed(askings) if one.starts <= day), askings[0] if askings else None)


def with_words(pks: Collection[int] | None = None) -> list[Duty]:
    """Returns duties with their versions and words, in their order; the number of queries does not grow with theirs."""
    askings = DutyAsking.objects.prefetch_related(Prefetch("texts", queryset=DutyText.objects.order_by("pk")))
    found = Duty.objects.prefetch_related(Prefetch("askings", queryset=askings))
    return list(found if pks is None else found.filter(pk__in=pks))


def by_number(number: str) -> Duty | None:
    return next(iter(with_words(Duty.objects.filter(number=number).values_list("pk", flat=True))), None)


def words_of(asking: DutyAsking, language: str) -> DutyText:
    """Returns a duty's words in a language, else in its own."""
    texts = asking.texts.all()
    return in_language(texts, language) or in_language(texts, asking.language) or texts[0]


def is_past(duty: Duty, day: dt.date) -> bool:
    """Whether it is given up by a day; one that is given up later can still be written."""
    return duty.retired_on is not None and duty.retired_on <= day


def in_force(duties: Iterable[Duty], day: dt.date) -> list[Duty]:
    """Narrows to those that are asked on a day."""
    return [
        one for one in duties if any(asking.starts <= day for asking in one.askings.all()) and not is_past(one, day)
    ]
