"""Everybody whom something concerns is told: by a job, some at a time, so that no page waits for it.

Whom it concerns is asked when the job runs; who was told already is passed over, however often it runs.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction
from django.urls import reverse

from answerable.access.actors import Actor
from answerable.kit import clock, queue
from answerable.notices.actions import notify
from answerable.notices.queries import accounts_told

from ..models import LocalCode, Version
from ..queries import partners, standing, telling
from ..queries.local_codes import by_pk, is_open
from ..rules.words import VersionState

AT_ONCE = 100  # in one transaction: others write in between
IN_ONE_JOB = 2000  # then other work has its turn
BY = Actor.of_system("job:tell_many")


@dataclass(frozen=True)
class Telling:
    """Whom something concerns, where it is read, and its facts."""

    to: list[UUID]
    url: str
    facts: dict[str, str | int] = field(default_factory=dict)


def tell_soon(kind: str, subject: int, *, by: Actor) -> None:
    """Leaves it to a job to tell everybody whom it concerns, but not whoever did it."""
    queue.enqueue(tell_many, kind, subject, str(by.account_id or ""), clock.today().isoformat())


@queue.task(retries=5)
def tell_many(kind: str, subject: int, but: str, day: str, after: str = "") -> None:
    """Tells those whom it concerns and who were not told since that day; `after`: whom the job before came to."""
    since = dt.date.fromisoformat(day)
    found = TELLINGS[kind](subject, since)
    if found is None:
        raise queue.Pointless(kind)
    rest = sorted({str(one) for one in found.to if str(one) > after and str(one) != but})
    now, known = rest[:IN_ONE_JOB], accounts_told(kind, found.url, since)
    untold = [one for one in map(UUID, now) if one not in known]
    for at in range(0, len(untold), AT_ONCE):
        with transaction.atomic():
            notify(kind, to=untold[at : at + AT_ONCE], url=found.url, by=BY, facts=found.facts)
    if len(rest) > len(now):
        queue.enqueue(tell_many, kind, subject, but, day, now[-1])


def _draft(pk: int, day: dt.date) -> Telling | None:
    """Those in office read a draft while it is in consultation."""
    version = (
        Version.objects.filter(pk=pk, state=VersionState.CONSULTATION).select_related("instrument__network").first()
    )
    if version is None:
        return None
    instrument = version.instrument
    url = reverse("promise_version", args=[instrument.slug, version.slug])
    return Telling(telling.accounts_in_office(instrument.network.path, clock.today()), url, {"text": instrument.name})


def _everybody_invited(pk: int, day: dt.date) -> Telling | None:
    code = by_pk(pk)
    return Telling(standing.everybody_invited(code, clock.today()), _page_of(code)) if code else None


def _drafting(pk: int, day: dt.date) -> Telling | None:
    code = by_pk(pk)
    is_there = code is not None and code.version.state == VersionState.CONSULTATION
    return _everybody_invited(pk, day) if is_there else None


def _organisations_invited(pk: int, day: dt.date) -> Telling | None:
    """Whoever speaks for an organisation that was invited that day."""
    code = by_pk(pk)
    if code is None or not is_open(code):
        return None
    return Telling(partners.speakers_invited(code, day, clock.today()), _page_of(code))


def _page_of(code: LocalCode) -> str:
    return reverse("local_code_one", args=[code.version.instrument.network.slug, code.pk])


TELLINGS: dict[str, Callable[[int, dt.date], Telling | None]] = {
    "conduct.read_draft": _draft,
    "conduct.drafting_open": _drafting,
    "conduct.decided": _everybody_invited,
    "conduct.answers_given": _everybody_invited,
    "conduct.invited": _organisations_invited,
}
