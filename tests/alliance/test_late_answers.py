"""Two answer one request, or somebody writes on while it is answered: it is said, and what was written stays on the page."""

import pytest
from django.test import Client
from django.urls import reverse

from answerable.alliance.actions import approaching, placing
from tests.cast import Alliance
from tests.house.visiting import Visits

from .outside import ADDRESS, code, introduced

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]
WORDS = "We thought about this for a long time."
TOO_LATE = "This was answered already."


def test_second_answer_to_a_place_request_is_said_to_be_late(cast: Alliance) -> None:
    asked = placing.ask_for_place(
        by=cast.actor("coordinator_here"), organisation=cast.nile, network=cast.here, why="Near."
    )
    page = reverse("desk_place_request", args=[asked.key])
    placing.decline_place(by=cast.actor("secretariat"), asked=asked, words="Not now.")
    late = Visits(cast).client("coordinator_elsewhere").post(page, {"answer": "no", "words_to_them": WORDS})
    assert (WORDS in late.content.decode(), TOO_LATE in late.content.decode()) == (True, True)
    taken_back = Visits(cast).client("coordinator_here").post(page)
    assert TOO_LATE in taken_back.content.decode()


def test_second_answer_to_an_introduction_is_said_to_be_late(cast: Alliance) -> None:
    made = introduced(cast, organisation=cast.nile)
    approaching.decline_request(by=cast.actor("secretariat"), about=made, words="Not now.")
    late = Visits(cast).client("coordinator_elsewhere").post(f"/q/{made.key}", {
        "answer": "more", "organisation": cast.nile.slug, "office": "focal_point", "words_to_them": WORDS,
    })  # fmt: skip
    assert (WORDS in late.content.decode(), TOO_LATE in late.content.decode()) == (True, True)


def test_whoever_asked_loses_nothing_they_wrote_while_they_were_answered(cast: Alliance) -> None:
    made, keeper = introduced(cast, organisation=cast.nile), cast.actor("coordinator_elsewhere")
    approaching.ask_for_more(by=keeper, about=made, words="Since when?")
    browser, page = Client(), f"/requests/{made.key}"
    browser.post(page, {"email": ADDRESS})
    browser.post("/prove", {"code": code()})
    approaching.decline_request(by=keeper, about=made, words="It is settled.")
    late = browser.post(page, {"words_back": WORDS}).content.decode()
    assert (WORDS in late, TOO_LATE in late, "Take the request back" in late) == (True, True, False)
    assert browser.post(page, {"withdraw": "1"}).status_code == 303
    made.refresh_from_db()
    assert made.state == "declined"
