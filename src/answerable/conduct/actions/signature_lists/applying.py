"""Bringing a row in, as part of one bulk act, and taking it back."""

import datetime as dt

from django.db import IntegrityError, transaction

from answerable.alliance.models import Organisation, Person
from answerable.backups import forgotten
from answerable.kit import clock, touching
from answerable.kit.imports import Change, Context, Fate, Outcome, Row, RowRefused

from ...models import Signature
from ...rules.words import Signer, Way
from ..entering import fingerprint_in
from ..forgetting_words import LISTED, _remove
from .looking_up import Known, acting, room_of
from .planning import sure, version_of, why_not_then


def apply(row: Row, outcome: Outcome, context: Context) -> Change | None:
    """Brings a row in for whom it surely means, or whom somebody chose. Who signed meanwhile is passed over."""
    room = room_of(context)
    found = room.by_key.get(outcome.key) if outcome.fate == Fate.CHANGED else sure(row, room)
    if found is None:
        raise RowRefused("signer_unknown", column="name")
    if problem := why_not_then(row, context):
        raise RowRefused(problem.code, column=problem.column, **problem.facts)
    version = version_of(row, context)
    if found.key in room.signed[version]:
        return None
    made = _made(row, found, version, context)
    room.signed[version].add(found.key)
    touching.touched("signature", made.key)
    return Change(str(made.pk), after={"key": str(made.key)})


def _made(row: Row, found: Known, version: int, context: Context) -> Signature:
    given, wanted = room_of(context).versions[version], row.values.get("language", "")
    signed_on = dt.date.fromisoformat(row.values["signed_on"])
    language, fingerprint = fingerprint_in(given, wanted or given.original_language, signed_on)
    person = Person.objects.get(pk=found.pk) if found.kind == Signer.PERSON else None
    organisation = None if person else Organisation.objects.get(pk=found.pk)
    try:
        with transaction.atomic():
            return Signature.objects.create(
                version=given, kind=found.kind, person=person, organisation=organisation,
                name=row.values.get("shown_as", "") or (person.name if person else ""),
                signed_on=signed_on, entered_on=clock.today(), language=language,
                fingerprint=fingerprint, way=Way.IMPORTED, witness=row.values.get("witness", ""), by=acting(context).opaque_id,
            )  # fmt: skip
    except IntegrityError:
        raise RowRefused("signed_meanwhile", column="name") from None


def undo(change: Change, context: Context) -> None:
    """Takes a row back, unless its signature was taken back or revoked since: then that stays told."""
    found = Signature.objects.filter(pk=int(change.key)).first()
    if found is None or not found.stands or str(found.key) != change.after["key"]:
        raise RowRefused("changed_since")
    forgotten.remember(LISTED, str(found.key))
    _remove(found)
