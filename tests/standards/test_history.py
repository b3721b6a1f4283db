"""How a subject stood through the days, and what turns next."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from answerable.kit import clock
from answerable.standards.actions.claiming import confirm
from tests import cast

from .given import days, duty, said, subject
from .visiting import got, visitor

pytestmark = pytest.mark.django_db


def test_history_shows_what_was_and_what_turns_next(alliance: cast.Alliance) -> None:
    told, silent = duty("X1", grace_days=10), duty("X2")
    said(alliance, told, about_from=days(-300), about_to=days(-300))
    address = reverse("standing_history", args=[subject(alliance.circle).key])
    page = got(visitor(alliance, "member_elsewhere"), address)
    ahead, _, behind = page.partition("How it stood")
    assert "What turns next, if nothing happens" in ahead
    assert "It was done before, and not again in time." in ahead
    assert "there are days of grace" not in ahead  # it stands as before, for another reason
    assert "What is asked is there." in behind
    assert silent.number not in page.partition("<main")[2]
    one = got(visitor(alliance, "member_elsewhere"), f"{address}?duty={told.number}")
    assert "All duties" in one
    assert "nothing to look back on" in got(visitor(alliance, "member_elsewhere"), f"{address}?duty=nothing")


def test_a_word_that_was_confirmed_is_told_apart_from_before(alliance: cast.Alliance) -> None:
    made = said(alliance, duty("X1"))
    with time_machine.travel(clock.now() + dt.timedelta(days=9), tick=False):
        confirm(by=alliance.actor("coordinator_here"), claim=made)
        client, own = visitor(alliance, "member_here"), subject(alliance.circle)
        for address in (reverse("standing_history", args=[own.key]), reverse("standing_duty", args=[own.key, "X1"])):
            through = got(client, address).rpartition("Through the days" if "X1" in address else "How it was")[2]
            assert "· Said by themselves" in through
            assert "· Confirmed by who keeps the records" in through


def test_nothing_told_has_nothing_to_look_back_on(alliance: cast.Alliance) -> None:
    duty()
    page = got(visitor(alliance, "focal_point_here"), reverse("standing_history", args=[subject(alliance.circle).key]))
    assert "nothing to look back on" in page
