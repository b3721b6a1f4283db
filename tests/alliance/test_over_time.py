"""Composition over time: what was on a day, what is planned, and offices that end with the day of their own place."""

import datetime as dt

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from answerable.access.actors import actor_for
from answerable.alliance.actions import bodies, networks, offices
from answerable.alliance.models import Term
from answerable.alliance.queries.bodies import compositions
from answerable.kit import clock
from tests.cast import CONSOLE, Alliance

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]
DAY = dt.timedelta(days=1)


def test_body_is_shown_as_it_was_on_a_day(cast: Alliance) -> None:
    today = clock.today()
    cast.seat.opened_on = cast.body.opened_on = today - 100 * DAY
    cast.seat.save()
    cast.body.save()
    bodies.seat_person(
        by=CONSOLE, seat=cast.seat, person=cast.people["member_here"], starts=today - 90 * DAY, ends=today - 50 * DAY
    )
    assert [one.filled for one in (compositions([cast.body], today - n * DAY)[0] for n in (95, 70, 20, 0))] == [
        0,
        1,
        0,
        1,
    ]
    page = Client().get(reverse("body", args=[cast.body.slug]), {"on": str(today - 20 * DAY)}).content.decode()
    assert "Vacant" in page


def test_planned_closing_takes_effect_by_itself_on_its_day(cast: Alliance) -> None:
    day = clock.today() + 10 * DAY
    bodies.close_seat(by=CONSOLE, seat=cast.seat, ends=day)
    before, after = (compositions([cast.body], one)[0] for one in (day - DAY, day))
    assert (before.seats, before.filled, after.seats, after.filled) == (1, 1, 0, 0)
    assert "A seat closes" in Client().get(reverse("body", args=[cast.body.slug])).content.decode()


def test_history_names_nobody_whose_name_may_not_be_read(cast: Alliance) -> None:
    """B03: the history tells no more than the page of today."""
    for address in (reverse("body_past", args=[cast.body.slug]), reverse("network_past", args=[cast.here.slug])):
        page = Client().get(address).content.decode()
        assert "Daniel Mwangi" not in page
        assert "Wanjiru Otieno" not in page
        assert "Tumaini Circle" not in page


def test_day_that_cannot_be_read_is_said(cast: Alliance) -> None:
    for name, slug in (("body", cast.body.slug), ("network", cast.here.slug)):
        page = Client().get(reverse(name, args=[slug]), {"on": "yesterday"}).content.decode()
        assert "This is no day" in page


@pytest.mark.parametrize(
    ("zone", "hour", "holds"),
    [("Africa/Nairobi", 20, True), ("Africa/Nairobi", 22, False), ("America/Lima", 22, True), ("America/Lima", 28, True), ("America/Lima", 30, False)],
)  # fmt: skip
def test_office_stops_at_midnight_of_its_network(cast: Alliance, zone: str, hour: int, holds: bool) -> None:
    """B10: on the day an office ends its permissions stop at that place's midnight, with no job and no delay."""
    last = clock.today() + 5 * DAY
    networks.change_network(by=CONSOLE, network=cast.here, since="", time_zone=zone, country="KE")
    offices.end_office(by=CONSOLE, term=cast.people["coordinator_here"].offices.get(), ends=last)
    moment = dt.datetime.combine(last, dt.time(), tzinfo=dt.UTC) + dt.timedelta(hours=hour)
    with time_machine.travel(moment, tick=False):
        actor = actor_for(cast.accounts["coordinator_here"].pk, on=clock.today())
    assert ("coordinator" in actor.offices) is holds


def test_seat_gives_no_membership_after_its_last_day(cast: Alliance) -> None:
    Term.objects.update(starts=clock.today() - 9 * DAY, ends=clock.today() - 2 * DAY)
    cast.people["committee_member_here"].offices.all().delete()
    cast.people["committee_member_here"].affiliations.all().delete()
    assert cast.actor("committee_member_here").posts == ()
