"""Tells the holder of a seat or an office that it ends soon, and those who keep the records that nobody follows yet."""

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from django.urls import reverse

from answerable.access.actors import Actor
from answerable.alliance.queries import endings
from answerable.alliance.queries.people import nearest_keepers
from answerable.kit import clock
from answerable.notices.actions import notify
from answerable.notices.queries import was_told

BY = Actor.of_system("job:warn_of_terms_about_to_end")


def run() -> None:
    today, longest = clock.today(), max(endings.leads(), default=0)
    for term in endings.terms_ending(today, longest):
        body = term.seat.body
        account = term.person.account_id if term.person else None
        _tell("alliance.seat_ends", [account], term.ends, reverse("body", args=[body.slug]), {"body": body.name})
        keepers = [one for one in nearest_keepers(body.network.path, today) if one != account]
        _tell("alliance.seat_to_fill", keepers, term.ends, reverse("desk_body", args=[body.slug]), {"body": body.name})
    for office in endings.offices_ending(today, longest):
        if office.network is None:
            continue
        account = office.person.account_id
        _tell("alliance.office_ends", [account], office.ends, "/me", {})
        keepers = [one for one in nearest_keepers(office.network.path, today) if one != account]
        _tell("alliance.office_to_fill", keepers, office.ends, reverse("desk_hand_over", args=[office.pk]), {})


def _tell(kind: str, accounts: Sequence[UUID | None], ends: dt.date | None, url: str, facts: dict[str, str]) -> None:
    """Once for each lead: whoever was told within this lead hears nothing until the next."""
    lead = endings.lead_of(ends, clock.today()) if ends else None
    if ends is None or lead is None:
        return
    since = dt.datetime.combine(ends - dt.timedelta(days=lead), dt.time(), tzinfo=dt.UTC)
    untold = [one for one in accounts if one and not was_told(one, kind=kind, url=url, since=since)]
    notify(kind, to=untold, url=url, facts=facts, by=BY)
