"""Tells the holder of a seat or an office that it ends soon, and those who keep the records that nobody follows yet."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from answerable.access.actors import Actor
from answerable.alliance.models import Network
from answerable.alliance.queries import endings
from answerable.alliance.queries.days import today_at
from answerable.alliance.queries.people import nearest_keepers
from answerable.alliance.queries.zones import zone_of
from answerable.kit import clock
from answerable.notices.actions import notify
from answerable.notices.queries import was_told

BY = Actor.of_system("job:warn_of_terms_about_to_end")


@dataclass(frozen=True)
class Ending:
    """A term or an office that ends on a day, at a network."""

    on: dt.date | None
    there: Network


def run() -> None:
    longest = max(endings.leads(), default=0)
    for term in endings.terms_ending(longest):
        body = term.seat.body
        account, ending = term.person.account_id if term.person else None, Ending(term.ends, body.network)
        _tell("alliance.seat_ends", [account], ending, reverse("body", args=[body.slug]), {"body": body.name})
        keepers = [one for one in nearest_keepers(body.network.path, clock.today()) if one != account]
        _tell("alliance.seat_to_fill", keepers, ending, reverse("desk_body", args=[body.slug]), {"body": body.name})
    for office in endings.offices_ending(longest):
        if office.network is None:
            continue
        account, ending = office.person.account_id, Ending(office.ends, office.network)
        _tell("alliance.office_ends", [account], ending, "/me", {})
        keepers = [one for one in nearest_keepers(office.network.path, clock.today()) if one != account]
        _tell("alliance.office_to_fill", keepers, ending, reverse("desk_hand_over", args=[office.pk]), {})


def _tell(kind: str, accounts: Sequence[UUID | None], ending: Ending, url: str, facts: dict[str, str]) -> None:
    """Once for each lead: whoever was told within this lead hears nothing until the next."""
    lead = endings.lead_of(ending.on, today_at(ending.there.path)) if ending.on else None
    if ending.on is None or lead is None:
        return
    since = dt.datetime.combine(ending.on - dt.timedelta(days=lead), dt.time(), tzinfo=zone_of(ending.there))
    untold = [one for one in accounts if one and not was_told(one, kind=kind, url=url, since=since)]
    notify(kind, to=untold, url=url, facts=facts, by=BY)
