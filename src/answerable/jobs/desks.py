"""Telling handlers that something awaits them: each at most once a day of one thing, however often it is asked, and never how much."""

import datetime as dt
from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from answerable.access.actors import Actor
from answerable.concerns.notices import AT_THE_DESK
from answerable.kit import clock
from answerable.kit.alone import alone
from answerable.notices.actions import notify
from answerable.notices.kinds import Kind
from answerable.notices.queries import was_told

BY = Actor.of_system("job:tell_the_desks")


def tell_today(kind: Kind, accounts: Iterable[UUID]) -> None:
    """Leaves a notice for those who had none of the kind today."""
    today = dt.datetime.combine(clock.today(), dt.time(), dt.UTC)
    with alone("concerns.telling"), transaction.atomic():
        untold = [one for one in sorted(accounts) if not was_told(one, kind=kind.name, url=AT_THE_DESK, since=today)]
        notify(kind.name, to=untold, url=AT_THE_DESK, by=BY)
