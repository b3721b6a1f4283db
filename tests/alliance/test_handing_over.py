"""The desk where an office passes on: its earliest day, who follows later, and who cannot be told."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils.formats import date_format

from answerable.alliance.actions import people
from answerable.kit import clock
from tests.cast import CONSOLE, Alliance
from tests.house.visiting import Visits

from .test_handovers import handed_over, long_ago, office_of

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]
DAY = dt.timedelta(days=1)


def test_office_that_began_today_is_handed_over_tomorrow_by_default(cast: Alliance) -> None:
    """The form's own default can be kept; a day too early is answered with the earliest."""
    term = office_of(cast)
    client = Visits(cast).client("coordinator_here")
    page = reverse("desk_hand_over", args=[term.pk])
    tomorrow = term.starts + DAY
    assert f'value="{tomorrow.isoformat()}"' in client.get(page).content.decode()
    typed = {"to": str(cast.people["member_here"].key), "overlap": "0"}
    early = client.post(page, {**typed, "on": term.starts.isoformat()}).content.decode()
    assert date_format(tomorrow, "DATE_FORMAT") in early
    assert client.post(page, {**typed, "on": tomorrow.isoformat()}).status_code == 303


def test_whoever_follows_later_stands_on_the_people_page(cast: Alliance) -> None:
    _term, following = handed_over(cast, days=1)
    page = Visits(cast).client("coordinator_here").get(f"/n/{cast.here.slug}/people").content.decode()
    assert ("Who follows" in page, f"from {date_format(following.starts, 'DATE_FORMAT')}" in page) == (True, True)


def test_whoever_cannot_sign_in_is_not_said_to_be_told(cast: Alliance) -> None:
    """Nobody can be told by mail who has no way in: the page says so, and leads to where one is given."""
    long_ago(cast)
    follower = people.welcome_person(by=CONSOLE, name="Zuri Mwangi", place=cast.root.path)
    people.affiliate(by=CONSOLE, person=follower, organisation=cast.circle)
    client = Visits(cast).client("coordinator_here")
    typed = {"to": str(follower.key), "overlap": "0", "on": clock.today().isoformat()}
    said = client.post(reverse("desk_hand_over", args=[office_of(cast).pk]), typed, follow=True)
    page = said.content.decode()
    assert ("Both are told" in page, "no way to sign in" in page) == (False, True)
    assert reverse("desk_give_account", args=[follower.key]) in page
