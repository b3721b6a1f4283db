"""Taking away whose time is over. Each is one act with its counts, done by a job of every day."""

import datetime as dt
import hashlib
from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from answerable.access.actors import Actor
from answerable.backups import forgotten
from answerable.kit import clock, touching

from ..permissions import ROOT_PATH, may_keep_alliance, require
from ..queries import handovers, retention
from .branding import drop_draft_look
from .organisations import _remove_for_good
from .people import forget_person
from .recording import Detail, as_one_act, enter

MOST_AT_ONCE = 500  # the others the next day


@transaction.atomic
def forget_people_long_gone(*, by: Actor, on: dt.date | None = None) -> int:
    """Deletes the data of people who have had no part in the alliance for two years; they stay as former members."""
    require(may_keep_alliance(by), "needs_secretariat")
    people = list(retention.people_long_gone(on or clock.today()).order_by("pk")[:MOST_AT_ONCE])
    if people:
        with as_one_act():
            for person in people:
                forget_person(by=by, person=person)
        enter(
            by,
            "forget_people_long_gone",
            subject=("network", ROOT_PATH),
            place=ROOT_PATH,
            detail=_told("people", (one.key for one in people)),
        )
    return len(people)


@transaction.atomic
def remove_organisations_long_gone(*, by: Actor, on: dt.date | None = None) -> int:
    """Removes the records of organisations whose last membership ended seven years ago, with whoever stood for them there.

    Of one that signed or promised something its name stays.
    """
    require(may_keep_alliance(by), "needs_secretariat")
    _leave_the_name(by, on or clock.today())
    organisations = list(retention.organisations_long_gone(on or clock.today()).order_by("pk")[:MOST_AT_ONCE])
    detail = _told("organisations", (one.key for one in organisations))
    _remove_for_good(organisations)
    if organisations:
        enter(by, "remove_organisations_long_gone", subject=("network", ROOT_PATH), place=ROOT_PATH, detail=detail)
    return len(organisations)


def _leave_the_name(by: Actor, on: dt.date) -> None:
    staying = list(retention.organisations_that_stay(on).order_by("pk")[:MOST_AT_ONCE])
    for one in staying:
        one.email = one.website = one.city = ""
        one.save(update_fields=["email", "website", "city"])
        one.affiliations.all().delete()
        one.invitations.all().delete()
        touching.touched("organisation", one.key)
    if staying:
        detail = _told("emptied", (one.key for one in staying))
        enter(by, "remove_organisations_long_gone", subject=("network", ROOT_PATH), place=ROOT_PATH, detail=detail)


@transaction.atomic
def delete_handovers_long_over(*, by: Actor, on: dt.date | None = None) -> int:
    """Deletes what was handed over long ago, and what nobody took over for years."""
    require(may_keep_alliance(by), "needs_secretariat")
    due = list(handovers.long_over(on or clock.today()).order_by("pk")[:MOST_AT_ONCE])
    detail = _told("handovers", (one.key for one in due))
    for one in due:
        forgotten.remember("handover", str(one.key))
        one.delete()
    if due:
        enter(by, "delete_handovers_long_over", subject=("network", ROOT_PATH), place=ROOT_PATH, detail=detail)
    return len(due)


@transaction.atomic
def drop_drafts_left_lying(*, by: Actor, on: dt.date | None = None) -> int:
    """Throws a look away that was drafted a month ago and never shown."""
    number = retention.drafts_left_lying(on or clock.today()).count()
    if number:
        drop_draft_look(by=by)
    return number


def _told(what: str, keys: Iterable[UUID]) -> Detail:
    """What a bulk act tells of itself: how many, and a fingerprint of which."""
    listed = sorted(map(str, keys))
    return {what: len(listed), "fingerprint": hashlib.sha256("\n".join(listed).encode()).hexdigest()}
