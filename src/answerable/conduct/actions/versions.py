"""A version on its way: begun as a copy, read by the members, given up; adopting has a module of its own."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from answerable.access.actors import Actor
from answerable.access.refusals import Unacceptable
from answerable.kit import clock
from answerable.kit.meanwhile import look_again
from answerable.kit.text import slug as slug_of

from ..models import Clause, ClauseText, Instrument, LocalCode, Version, VersionMove, VersionText
from ..permissions import acting_office, may_adopt, may_write_texts, require, writes
from ..queries import instruments
from ..rules.versions import OPEN, RESERVED, why_not_next
from ..rules.words import VersionState
from .recording import Detail, enter
from .settling import locked, not_by_itself, place_of, settle
from .telling_many import tell_soon


@transaction.atomic
def begin_version(
    *,
    by: Actor,
    instrument: Instrument,
    label: str,
    language: str = "",
    copy_of: Version | None = None,
    shipped: bool = False,
    sources: Sequence[str] = (),
    together: bool = False,
) -> Version:
    """Begins a version as a draft: a copy of another one, each clause on its line and in all its languages, or empty.

    A network's own version of a text above it is begun `together`: as a local code, which asks everybody and partners.
    """
    require(may_write_texts(by, instrument.network.path))
    if instrument.adapts_id and not together:
        raise Unacceptable("written_together")
    Instrument.objects.select_for_update().get(pk=instrument.pk)
    if instrument.closed_on:
        raise Unacceptable("instrument_closed")
    if instrument.versions.filter(state__in=OPEN).exists():
        raise Unacceptable("one_version_is_open")
    last = instrument.versions.order_by("-number").first()
    made = Version.objects.create(
        instrument=instrument, label=_label(label), slug=_slug(instrument, label), number=last.number + 1 if last else 1,
        original_language=language or (copy_of.original_language if copy_of else instrument.name_language),
        shipped=shipped or bool(copy_of and copy_of.shipped), sources=list(sources) or (copy_of.sources if copy_of else []),
        created_on=clock.today(),
    )  # fmt: skip
    made.instrument = instrument
    if copy_of:
        _copy(instruments.whole(copy_of.pk), made)
    VersionText.objects.get_or_create(
        version=made, language=made.original_language, defaults={"updated_on": clock.today()}
    )
    move(made, by=by, state=VersionState.DRAFT)
    detail: Detail = {"from": copy_of.pk if copy_of else 0}
    enter(by, "begin_version", subject=("version", made.pk), place=place_of(made), detail=detail)
    settle(made)
    return made


def _label(text: str) -> str:
    label = " ".join(text.split())
    if not label:
        raise Unacceptable("label_needed", field="label")
    return label


def _slug(instrument: Instrument, label: str, but: int = 0) -> str:
    others = instrument.versions.exclude(pk=but)
    if others.filter(label__iexact=_label(label)).exclude(state=VersionState.DROPPED).exists():
        raise Unacceptable("label_taken", field="label")
    made = slug_of(label, lambda taken: others.filter(slug=taken).exists())
    if made in RESERVED:
        raise Unacceptable("label_reserved", field="label")
    return made


def _copy(source: Version, to: Version) -> None:
    """Copies every clause with its line and all its languages; a translation says still what it was made from."""
    today = clock.today()
    VersionText.objects.bulk_create(
        VersionText(version=to, language=one.language, state=one.state, preamble=one.preamble, updated_on=today,
                    read_by=one.read_by, read_on=one.read_on)
        for one in source.texts.all()
    )  # fmt: skip
    clauses = Clause.objects.bulk_create(
        Clause(version=to, line=one.line, order=one.order, number=one.number) for one in source.clauses.all()
    )
    by_line = {one.line: one for one in clauses}
    ClauseText.objects.bulk_create(
        ClauseText(clause=by_line[clause.line], language=one.language, state=one.state, heading=one.heading, body=one.body,
                   made_from=one.made_from, differs=one.differs, difference=one.difference, updated_on=today)
        for clause in source.clauses.all()
        for one in clause.texts.all()
    )  # fmt: skip


def move(version: Version, *, by: Actor, state: str, on: dt.date | None = None) -> None:
    """Adds a step to a version's way; none is overwritten. `Version.state` repeats it."""
    VersionMove.objects.create(
        version=version, state=state, on=on or clock.today(), by=by.opaque_id,
        office=acting_office(by, place_of(version), writes),
    )  # fmt: skip


def _step(by: Actor, version: Version, state: str, **fields: object) -> Version:
    if code := why_not_next(version.state, state):
        raise Unacceptable(code)
    version.state = state
    for name, value in fields.items():
        setattr(version, name, value)
    version.save(update_fields=["state", *fields])
    move(version, by=by, state=state)
    return version


@transaction.atomic
def call_version(*, by: Actor, version: Version, label: str, began: str = "") -> Version:
    """Calls a version otherwise, as long as it was not adopted."""
    found = locked(version)
    require(may_write_texts(by, place_of(found)))
    look_again(began, now={"label": found.label}, typed={"label": label})
    if found.state not in OPEN:
        raise Unacceptable("version_not_open")
    found.slug, found.label = _slug(found.instrument, label, but=found.pk), _label(label)
    found.save(update_fields=["label", "slug"])
    enter(by, "call_version", subject=("version", found.pk), place=place_of(found))
    return found


@transaction.atomic
def open_consultation(*, by: Actor, version: Version, until: dt.date | None = None) -> Version:
    """Lets every member of the alliance read a draft, until a day that is told, or until it goes on."""
    found = locked(version)
    require(may_adopt(by, place_of(found)))
    if until and until < clock.today():
        raise Unacceptable("until_before_today", field="until")
    if not found.clauses.exists():
        raise Unacceptable("no_clauses")
    _step(by, found, VersionState.CONSULTATION, read_until=until)
    enter(by, "open_consultation", subject=("version", found.pk), place=place_of(found))
    if not LocalCode.objects.filter(version=found).exists():  # who takes part in a local code is told there
        tell_soon("conduct.read_draft", found.pk, by=by)
    return found


@transaction.atomic
def back_to_draft(*, by: Actor, version: Version) -> Version:
    """Ends a consultation, or takes up again what was given up: only those who write it read it now."""
    found = locked(version)
    require(may_adopt(by, place_of(found)))
    not_by_itself(found)
    return draft_again(by=by, version=found)


@transaction.atomic
def draft_again(*, by: Actor, version: Version) -> Version:
    """Makes a version a draft again, also one that a network wrote together and gave up."""
    found = locked(version)
    require(may_adopt(by, place_of(found)))
    others = found.instrument.versions.filter(state__in=OPEN).exclude(pk=found.pk)
    if others.exists():
        raise Unacceptable("one_version_is_open")
    _step(by, found, VersionState.DRAFT, read_until=None)
    enter(by, "back_to_draft", subject=("version", found.pk), place=place_of(found))
    return found


@transaction.atomic
def drop_version(*, by: Actor, version: Version) -> Version:
    """Gives a draft up. Its words stay with those who write, and it can be taken up again."""
    found = locked(version)
    require(may_adopt(by, place_of(found)))
    not_by_itself(found)
    _step(by, found, VersionState.DROPPED, read_until=None)
    enter(by, "drop_version", subject=("version", found.pk), place=place_of(found))
    return found


__all__ = [
    "back_to_draft",
    "begin_version",
    "call_version",
    "draft_again",
    "drop_version",
    "move",
    "open_consultation",
]
