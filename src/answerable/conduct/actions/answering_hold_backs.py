"""Whoever was told what holds somebody back answers; the person may ask further. Only the two read it."""

import uuid

from django.db import transaction
from django.urls import reverse

from answerable import vault
from answerable.access.actors import Actor
from answerable.access.refusals import Hidden, Unacceptable
from answerable.alliance.queries.people import of_account
from answerable.kit import clock
from answerable.notices.actions import notify

from ..models import HoldBack, HoldBackReply, ToldTo
from ..queries import holding_back as queries
from .recording import enter


@transaction.atomic
def answer_hold_back(*, by: Actor, told: ToldTo, words: str) -> HoldBackReply:
    """Answers what holds somebody back, for those who were told; the person learns that there is something to read."""
    found = _held(told)
    if not queries.may_answer(by, found):
        raise Hidden
    made = _write(by, found, words, own=False)
    enter(by, "answer_hold_back", subject=("version", found.held_back.version_id))
    account = found.held_back.person.account_id
    notify("conduct.hold_back_answered", to=[account] if account else [], url=_page_of(found), by=by)
    return made


@transaction.atomic
def say_more(*, by: Actor, told: ToldTo, words: str) -> HoldBackReply:
    """Whoever holds back says more to those they told: it is open again."""
    found, person = _held(told), of_account(by.account_id)
    if person is None or found.held_back.person_id != person.pk:
        raise Hidden
    made = _write(by, found, words, own=True)
    enter(by, "say_more", subject=("version", found.held_back.version_id))
    notify("conduct.held_back", to=queries.readers(found), url=_page_of(found), by=by)
    return made


def _held(told: ToldTo) -> ToldTo:
    """Returns it as it is now, held until the act is over: what was taken back meanwhile is gone."""
    HoldBack.objects.select_for_update().filter(pk=told.held_back_id).first()
    found = ToldTo.objects.filter(pk=told.pk).select_related("held_back__person", "organisation", "network").first()
    if found is None:
        raise Hidden
    return found


def _write(by: Actor, told: ToldTo, words: str, *, own: bool) -> HoldBackReply:
    if not words.strip():
        raise Unacceptable("answer_needed", field="what")
    key = uuid.uuid4()
    sealed = vault.seal(queries.REPLY, words.strip().encode(), bound_to=queries.bound_to_reply(told, key))
    made: HoldBackReply = HoldBackReply.objects.create(
        key=key, told=told, own=own, sealed=sealed, written_on=clock.today(), by=by.opaque_id
    )
    return made


def _page_of(told: ToldTo) -> str:
    return reverse("held_back", args=[told.key])
