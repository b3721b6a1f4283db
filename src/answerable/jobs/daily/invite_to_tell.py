"""Invites whoever was never heard of to tell how they stand: one line of one's digest for all one speaks for, once for what is
asked, and a quarter apart at least. Nobody else hears of it: silence is no fault.
"""

import datetime as dt
from collections.abc import Collection
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from answerable.access.actors import Actor
from answerable.kit import clock
from answerable.notices.actions import notify
from answerable.notices.queries import accounts_told
from answerable.standards.actions.inviting import note_invited
from answerable.standards.queries.reminding import to_invite

BY = Actor.of_system("job:invite_to_tell")
KIND = "standards.invited"


def run() -> None:
    today, apart = clock.today(), settings.STANDING_DAYS_BETWEEN_INVITATIONS
    if not apart:
        return
    page = reverse("my_standing")
    before = accounts_told(KIND, page, today - dt.timedelta(days=apart - 1))
    new: set[UUID] = set()
    for some in to_invite(today):
        new |= _invite(some, before, new, page)


@transaction.atomic
def _invite(
    some: Collection[tuple[int, list[UUID]]], before: Collection[UUID], already: Collection[UUID], page: str
) -> set[UUID]:
    """Tells who was not told lately, each once today; whoever has nobody who may be told by now is invited another time."""
    free = {pk: [one for one in owners if one not in before] for pk, owners in some}
    note_invited(by=BY, subjects=[pk for pk, owners in free.items() if owners])
    to = {one for owners in free.values() for one in owners} - set(already)
    notify(KIND, to=to, url=page, by=BY)
    return to
