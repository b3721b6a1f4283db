"""Who takes part: people and whole organisations who contribute, the writing group, and whoever leads it."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.urls import reverse

from answerable.access.actors import Actor
from answerable.access.refusals import Hidden, Unacceptable
from answerable.alliance.models import Organisation, Person
from answerable.alliance.permissions import require
from answerable.alliance.queries.merging import HOME
from answerable.alliance.queries.organisations import seen_by
from answerable.alliance.queries.people import seen_by as people_seen_by
from answerable.kit import clock
from answerable.notices.actions import notify

from ...models import LocalCode, TakingPart
from ...permissions import may_adopt
from ...queries.standing import running
from ..recording import enter
from ..telling_many import tell_soon
from .allowing import AMONG, place_of, require_running


@transaction.atomic
def invite_person(
    *, by: Actor, code: LocalCode, person: Person, writes: bool = False, leads: bool = False
) -> TakingPart:
    """Invites a person to contribute, into the writing group, or to lead it; those who keep the records entrust leaders."""
    require_running(by, code)
    require(not leads or may_adopt(by, place_of(code)))
    today = clock.today()
    if not by.system and not people_seen_by(by, today).filter(pk=person.pk).exists():
        raise Hidden
    writes = writes or leads
    mine = TakingPart.objects.filter(running(today), local_code=code, person=person)
    if mine.filter(writes=writes, leads=leads).exists():
        raise Unacceptable("invited_already", field="person")
    mine.update(until=today)
    mine.filter(since=today).delete()
    row = TakingPart.objects.create(
        local_code=code, person=person, writes=writes, leads=leads, since=today, by=by.opaque_id
    )
    enter(by, "invite_person", subject=("local_code", code.pk), place=place_of(code), detail={"writes": writes, "leads": leads}, among=AMONG)  # fmt: skip
    if person.account_id:
        url = reverse("local_code_one", args=[code.version.instrument.network.slug, code.pk])
        notify("conduct.invited", to=[person.account_id], url=url, by=by)
    return row


@transaction.atomic
def invite_organisations(*, by: Actor, code: LocalCode, organisations: Sequence[Organisation]) -> int:
    """Invites whole organisations: everybody in them may contribute. Returns how many were not invited before."""
    require_running(by, code)
    today = clock.today()
    there = TakingPart.objects.filter(running(today), local_code=code, person=None).annotate(home=HOME).values("home")
    new = list(seen_by(by).filter(pk__in=[one.pk for one in organisations]).exclude(pk__in=there))
    TakingPart.objects.bulk_create(
        TakingPart(local_code=code, organisation=one, since=today, by=by.opaque_id) for one in new
    )
    enter(by, "invite_organisations", subject=("local_code", code.pk), place=place_of(code), detail={"count": len(new)}, among=AMONG)  # fmt: skip
    if new:
        tell_soon("conduct.invited", code.pk, by=by)
    return len(new)


@transaction.atomic
def end_taking_part(*, by: Actor, row: TakingPart) -> None:
    """Ends an invitation; what was said stays."""
    require_running(by, row.local_code)
    require(not row.leads or may_adopt(by, place_of(row.local_code)))
    today = clock.today()
    if row.since == today:
        row.delete()
    else:
        row.until = today - dt.timedelta(days=1)
        row.save(update_fields=["until"])
    enter(by, "end_taking_part", subject=("local_code", row.local_code_id), place=place_of(row.local_code), among=AMONG)
