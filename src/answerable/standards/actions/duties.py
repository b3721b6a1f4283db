"""Duties as data: taken in from the catalogue, written by the alliance, asked otherwise from a day on, given up.

How it was asked before stays: an earlier day is always judged by what was asked then.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from django.core.validators import slug_re
from django.db import transaction

from answerable.access.actors import Actor
from answerable.access.refusals import Hidden, Unacceptable
from answerable.alliance.permissions import ROOT_PATH
from answerable.alliance.queries.days import earliest_at
from answerable.kit import clock, touching
from answerable.kit.translations import TextState
from answerable.ledger import actions as ledger

from ..models import Duty, DutyAsking, DutyText
from ..permissions import acting_office, may_edit_duties, require, writes_duties
from ..queries.duties import is_past
from ..rules.words import Cadence, Level, Window
from .rebuilding import reckon_everybody_soon

NUMBER = 12


@dataclass(frozen=True)
class Words:
    """A duty in one language. `stale`: said in this language before the first one was said otherwise."""

    name: str
    what: str = ""
    proof: str = ""
    example: str = ""
    stale: bool = False


@dataclass(frozen=True)
class Asking:
    """How a duty is asked: of whom, how often, proved by what, in which words (by language; `language` is that of the first)."""

    levels: tuple[Level, ...]
    cadence: Cadence
    words: Mapping[str, Words]
    times: int = 1
    months: int = 12
    window: Window = Window.ROLLING
    grace_days: int = 0
    first_due_days: int = 0
    kinds: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    proofs: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    begun_by: tuple[str, ...] = ()
    checked_by: str = "both"
    source: str = ""
    language: str = "en"
    starts: dt.date | None = None


@dataclass(frozen=True)
class NewDuty:
    """A duty with how it is asked first."""

    number: str
    asking: Asking
    main: bool = False
    followed: bool = True
    why_not_followed: str = ""
    own: bool = True
    order: int = field(default=10_000)


@transaction.atomic
def add_duty(*, by: Actor, duty: NewDuty) -> Duty:
    """Adds a duty of the alliance's own. It is asked from its first day on, never of days before."""
    require(may_edit_duties(by), "needs_secretariat")
    number = duty.number.strip()
    if not slug_re.fullmatch(number) or len(number) > NUMBER:
        raise Unacceptable("number_needed", field="number", most=NUMBER)
    if Duty.objects.filter(number__iexact=number).exists():
        raise Unacceptable("number_taken", field="number")
    if not by.system:
        check_asking(duty.asking)
    made = _add(by, duty)
    _enter(by, "add_duty", made)
    reckon_everybody_soon()
    return made


def _add(by: Actor, duty: NewDuty) -> Duty:
    made = Duty.objects.create(
        number=duty.number.strip(), order=duty.order, main=duty.main, followed=duty.followed,
        why_not_followed=duty.why_not_followed, own=duty.own,
    )  # fmt: skip
    _write_asking(by, made, duty.asking)
    return made


@transaction.atomic
def ask_otherwise(*, by: Actor, duty: Duty, asking: Asking) -> DutyAsking:
    """Asks a duty otherwise from a day on, today at the earliest; the days before stay judged as they were asked."""
    require(may_edit_duties(by), "needs_secretariat")
    held = locked(duty)
    check_asking(asking)
    made = _write_asking(by, held, asking)
    _enter(by, "ask_otherwise", held)
    reckon_everybody_soon()
    return made


@transaction.atomic
def retire_duty(*, by: Actor, duty: Duty, on: dt.date | None = None) -> Duty:
    """Gives a duty up from a day on, today at the earliest, or from another day than was said; what was asked before stays."""
    require(may_edit_duties(by), "needs_secretariat")
    held, day = locked(duty), on or today()
    if day < today():
        raise Unacceptable("starts_in_the_past", field="on")
    held.retired_on = day
    held.save(update_fields=["retired_on"])
    _enter(by, "retire_duty", held)
    reckon_everybody_soon()
    return held


@transaction.atomic
def show_first(*, by: Actor, duty: Duty, main: bool) -> Duty:
    """Shows a duty among the first of every map, or among all of them only."""
    require(may_edit_duties(by), "needs_secretariat")
    held = locked(duty)
    held.main = main
    held.save(update_fields=["main"])
    _enter(by, "show_first", held)
    return held


@transaction.atomic
def take_in_duties(*, by: Actor, shipped: Iterable[NewDuty], starts: dt.date | None = None) -> list[Duty]:
    """Takes in what comes with the program and is not there yet; what the alliance changed stays as it is."""
    require(may_edit_duties(by), "needs_secretariat")
    there = set(Duty.objects.values_list("number", flat=True))
    made = []
    for one in shipped:
        if one.number not in there:
            made.append(_add(by, _from(one, starts)))
            touching.touched("duty", one.number)
    if made:
        ledger.record(
            by, "standards.take_in_duties", office=acting_office(by, ROOT_PATH, writes_duties), place=ROOT_PATH,
            detail={"duties": [one.number for one in made]},
        )  # fmt: skip
        reckon_everybody_soon()
    return made


def _from(one: NewDuty, starts: dt.date | None) -> NewDuty:
    return replace(one, own=False, asking=replace(one.asking, starts=starts or one.asking.starts))


def _write_asking(by: Actor, duty: Duty, asking: Asking) -> DutyAsking:
    _check(asking)
    made = DutyAsking.objects.create(
        duty=duty, starts=asking.starts or today(), levels=sorted(asking.levels), kinds=sorted(asking.kinds),
        offices=sorted(asking.offices), cadence=asking.cadence, times=asking.times, months=asking.months, window=asking.window,
        grace_days=asking.grace_days, first_due_days=asking.first_due_days, proofs=sorted(asking.proofs), events=sorted(asking.events),
        begun_by=sorted(asking.begun_by),
        checked_by=asking.checked_by, source=asking.source, language=asking.language, recorded_on=clock.today(), by=by.opaque_id,
    )  # fmt: skip
    DutyText.objects.bulk_create(
        DutyText(
            asking=made, language=language, name=one.name.strip(), what=one.what.strip(), proof=one.proof.strip(),
            example=one.example.strip(), state=TextState.STALE if one.stale else TextState.REVIEWED, updated_on=clock.today(),
        )
        for language, one in asking.words.items()
    )  # fmt: skip
    return made


def check_asking(asking: Asking) -> None:
    """Says no to a duty that asks for nothing, of nobody, without a name, of days that are past, or what nothing could show."""
    if asking.starts and asking.starts < today():
        raise Unacceptable("starts_in_the_past", field="starts")
    _check(asking)
    _check_narrowed(asking)
    if asking.checked_by == "facts" and not asking.proofs:
        raise Unacceptable("records_needed", field="proofs")


def _check_narrowed(asking: Asking) -> None:
    """Says no where a kind or an office leaves nobody at one of the levels: networks have neither."""
    if not asking.kinds and not asking.offices:
        return
    narrowed = {*([Level.ORGANISATION] if asking.kinds else ()), *([Level.INDIVIDUAL] if asking.offices else ())}
    if set(asking.levels) != narrowed:
        raise Unacceptable("narrowed_to_nobody", field="kinds" if asking.kinds else "offices")


def _check(asking: Asking) -> None:
    words = asking.words.get(asking.language)
    if words is None or not words.name.strip():
        raise Unacceptable("name_needed", field="name")
    if not asking.levels:
        raise Unacceptable("level_needed", field="levels")
    if asking.times < 1 or asking.months < 1:
        raise Unacceptable("asks_for_nothing", field="times")
    if asking.cadence in {Cadence.AFTER_EACH, Cadence.EACH_VERSION} and not asking.events:
        raise Unacceptable("event_needed", field="events")


def today() -> dt.date:
    """The first day that nobody in the alliance calls past."""
    return earliest_at(ROOT_PATH)


def locked(duty: Duty) -> Duty:
    """Returns a duty as it is now, held until the act is done; one whose last day is still to come can be mended."""
    held = Duty.objects.select_for_update().filter(pk=duty.pk).first()
    if held is None or is_past(held, today()):
        raise Hidden
    return held


def _enter(by: Actor, verb: str, duty: Duty) -> None:
    ledger.record(
        by,
        f"standards.{verb}",
        subject=("duty", duty.number),
        office=acting_office(by, ROOT_PATH, writes_duties),
        place=ROOT_PATH,
    )
    touching.touched("duty", duty.number)
