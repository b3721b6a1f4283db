"""Texts of raising in a network's own words, and what a country enters: who may, what may stand there, what is said where."""

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from answerable.access.refusals import Refused, Unacceptable
from answerable.concerns.actions.own_words import back_to_shipped, say_in_own_words
from answerable.concerns.models import RaisingText
from answerable.concerns.queries import own_words
from answerable.concerns.queries.own_words import spoken
from answerable.concerns.queries.raising import raising
from answerable.concerns.rules.own_words import ENTERED, wrong_with
from answerable.kit import clock
from answerable.ledger.models import Entry
from tests import cast

from .at_the_desk import signed_in, text

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]
LEAVE, DAY = "buttons.leave", "promises.acknowledge"
SHIPPED = "We tell you by {day} that two people have it."


def say(alliance: cast.Alliance, words: str, *, at: str = LEAVE, role: str = "coordinator_here", here: bool = True, **more: object) -> None:  # fmt: skip
    network = alliance.here if here else None
    say_in_own_words(by=alliance.actor(role), network=network, language="en", at=at, words=words, **more)  # type: ignore[arg-type] # passed on


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("", "text_empty"), ("  …  ", "text_empty"), ("x" * 401, "text_too_long"), ("<b>We tell you by {day}</b>", "text_angle"),
        ("By {day}\u202e", "text_control"), ("By {day}\x07", "text_control"), ("We tell you soon.", "text_places"), ("By {day}, {name}.", "text_places"),
        ("By {day.year}", "text_places"), ("By {day!r}", "text_places"), ("By {day} {", "text_brace"), ("By {day} {}", "text_brace"), ("By {{day}}", "text_brace"),
        ("By {day} you know. By {day}.", ""), ("قبل {day} نخبرك.", ""),
    ],
)  # fmt: skip
def test_what_may_stand_in_place_of_a_text(words: str, why: str) -> None:
    """Plain words, never nothing, with what is filled in and nothing that could reach into the program."""
    assert wrong_with(words, SHIPPED) == why


def test_every_shipped_text_could_stand_in_its_own_place() -> None:
    for words in raising().words.values():
        assert {at: code for at, one in words.items() if (code := wrong_with(one, one))} == {}


def test_network_says_it_in_its_own_words_and_others_as_before(alliance: cast.Alliance) -> None:
    say(alliance, "Out of here, now")
    here, above = own_words.paths_of(alliance.here), own_words.paths_above(alliance.here)
    assert spoken("en", here).say(LEAVE) == "Out of here, now"
    assert spoken("en", above).say(LEAVE) == spoken("en").say(LEAVE) == "Leave now"
    assert spoken("es", here).say(LEAVE) == raising().say("es", LEAVE)


def test_nearest_words_are_said_and_what_is_filled_in_stays(alliance: cast.Alliance) -> None:
    say(alliance, "You hear from us by {day}.", at=DAY, role="secretariat", here=False)
    here = own_words.paths_of(alliance.here)
    assert spoken("en", here).say(DAY, day="Monday") == "You hear from us by Monday."
    say(alliance, "By {day} we write.", at=DAY)
    assert spoken("en", here).say(DAY, day="Monday") == "By Monday we write."
    back_to_shipped(by=alliance.actor("coordinator_here"), network=alliance.here, language="en", at=DAY)
    assert spoken("en", here).say(DAY, day="Monday") == "You hear from us by Monday."
    back_to_shipped(by=alliance.actor("secretariat"), network=None, language="en", at=DAY)
    assert spoken("en", here).say(DAY, day="Monday") == raising().say("en", DAY, day="Monday")
    assert RaisingText.held.count() == 4, "what was said stays to be read"


def test_what_cannot_be_promised_is_softened_by_nobody(alliance: cast.Alliance) -> None:
    """B92: the risks that remain are said alike everywhere."""
    assert not [at for at in own_words.places() if at.startswith("cannot_promise")]
    with pytest.raises(Unacceptable) as told:
        say(alliance, "All is safe.", at="cannot_promise.T1", role="secretariat", here=False)
    assert told.value.code == "not_such_a_text"


@pytest.mark.parametrize("role", ["coordinator_elsewhere", "member_here", "focal_point_here", "stranger"])
def test_nobody_writes_for_a_place_they_do_not_keep(alliance: cast.Alliance, role: str) -> None:
    with pytest.raises(Refused):
        say(alliance, "Out", role=role)
    with pytest.raises(Refused):
        say(alliance, "Out", role=role, here=False)
    with pytest.raises(Refused):
        back_to_shipped(by=alliance.actor(role), network=alliance.here, language="en", at=LEAVE)
    assert not RaisingText.held.exists()


def test_number_of_a_country_has_its_day_and_is_said_in_every_language(alliance: cast.Alliance) -> None:
    here = own_words.paths_of(alliance.here)
    for given, code in ((None, "say_when_checked"), (clock.today() + dt.timedelta(days=2), "day_to_come")):
        with pytest.raises(Unacceptable) as told:
            say(alliance, "116", at="entered.childrens_helpline", checked_on=given)
        assert told.value.code == code
    assert spoken("en", here).say_entered("pages.under_18.helpline", "childrens_helpline") == raising().say(
        "en", "pages.under_18.helpline_missing"
    )
    say(alliance, "116, day and night", at="entered.childrens_helpline", checked_on=clock.today())
    assert "116, day and night" in spoken("en", here).say_entered("pages.under_18.helpline", "childrens_helpline")
    assert "116, day and night" in spoken("ar", here).say_entered("pages.under_18.helpline", "childrens_helpline")
    assert "116" not in spoken("en").say_entered("pages.under_18.helpline", "childrens_helpline")
    assert spoken("en", here).entered["childrens_helpline"].checked_on == clock.today()


def test_number_that_nobody_checked_for_a_year_is_to_be_looked_at(alliance: cast.Alliance) -> None:
    long_ago = clock.today() - dt.timedelta(days=400)
    say(alliance, "116", at="entered.helpline", checked_on=long_ago)
    (line,) = [one for one in own_words.lines(alliance.here, "en", clock.today()) if one.own]
    assert (line.is_old, line.checked_on) == (True, long_ago)
    say(alliance, "116", at="entered.helpline", checked_on=clock.today())
    (line,) = [one for one in own_words.lines(alliance.here, "en", clock.today()) if one.own]
    assert not line.is_old


def test_shipped_text_that_changes_is_told_and_own_words_that_no_longer_fit_are_passed_over(
    alliance: cast.Alliance, monkeypatch: pytest.MonkeyPatch
) -> None:
    say(alliance, "By {day} we write.", at=DAY)
    words: dict[str, Mapping[str, str]] = {
        **raising().words,
        "en": {**raising().words["en"], DAY: "By {day} at {place}."},
    }
    other = _Other(words)
    monkeypatch.setattr("answerable.concerns.queries.own_words.raising", lambda: other)
    (line,) = [one for one in own_words.lines(alliance.here, "en", clock.today()) if one.own]
    assert line.is_behind
    assert spoken("en", own_words.paths_of(alliance.here)).say(DAY, day="Monday", place="home") == "By Monday at home."
    say(alliance, "By {day} we write from {place}.", at=DAY)
    (line,) = [one for one in own_words.lines(alliance.here, "en", clock.today()) if one.own]
    assert not line.is_behind


class _Other:
    """The pages as another program ships them."""

    def __init__(self, words: Mapping[str, Mapping[str, str]]) -> None:
        self.words = words

    def say(self, language: str, at: str, **filled_in: object) -> str:
        return self.words[language][at].format(**filled_in)


def test_each_change_is_recorded_once(alliance: cast.Alliance) -> None:
    before = Entry.objects.count()
    say(alliance, "Out")
    say(alliance, "Out")
    say(alliance, "Leave now")
    acts = [one.act for one in Entry.objects.order_by("n")[before:]]
    assert acts == ["concerns.say_in_own_words", "concerns.back_to_shipped"]
    assert "Out" not in "".join(one.detail for one in Entry.objects.all())


def test_pages_show_both_and_keep_what_was_typed(alliance: cast.Alliance) -> None:
    client = signed_in(alliance.accounts["coordinator_here"])
    page = text(client.get(reverse("desk_telling_texts", args=[alliance.here.slug]), {"part": "promises"}))
    assert "We tell you by {day}" in page
    address = reverse("desk_telling_text", args=[alliance.here.slug, "en", DAY])
    assert "{day}" in text(client.get(address))
    wrong = client.post(address, {"words": "We write soon enough."})
    assert (wrong.status_code, "We write soon enough." in text(wrong), "exactly so" in text(wrong)) == (200, True, True)
    assert client.post(address, {"words": "By {day} we write."}).status_code == 303
    page = text(client.get(address))
    assert "By {day} we write." in page
    assert SHIPPED in page
    assert client.post(address, {"back": "1"}).status_code == 303
    assert "By {day} we write." in text(client.get(address)), "as what it once was"
    assert spoken("en", own_words.paths_of(alliance.here)).own == {}
    number = reverse("desk_telling_text", args=[alliance.here.slug, "en", "entered.emergency"])
    assert "To have the shipped one again" in text(client.post(address, {"words": ""}))
    empty = text(client.post(number, {"words": "", "checked_on": "2026-01-05"}))
    assert "This is still empty." in empty
    assert "To have the shipped one again" not in empty, "there is none"
    assert client.post(number, {"words": "112", "checked_on": "2026-01-05"}).status_code == 303
    assert (
        client.get(reverse("desk_telling_text", args=[alliance.here.slug, "en", "cannot_promise.T1"])).status_code
        == 404
    )
    assert client.get(reverse("desk_telling_text", args=[alliance.here.slug, "xx", DAY])).status_code == 404


def test_every_place_has_a_page_and_every_part_a_name(alliance: cast.Alliance) -> None:
    client = signed_in(alliance.accounts["secretariat"])
    parts = {at.partition(".")[0] for at in own_words.places()}
    for part in sorted(parts | {"changed"}):
        response = client.get(reverse("telling_texts"), {"part": part, "language": "ar"})
        assert response.status_code == 200
        assert f">{part}<" not in text(response)
    for at in (*(f"entered.{one}" for one in ENTERED), "questions.want.asks", "stages.closed.next"):
        assert client.get(reverse("telling_text", args=["hi", at])).status_code == 200


def test_keeper_sees_where_people_are_led_and_what_is_wrong_with_it(alliance: cast.Alliance, settings: Any) -> None:
    client = signed_in(alliance.accounts["secretariat"])
    address = reverse("safe_space")
    page = text(client.get(address))
    assert "No way to people outside the alliance is set." in page
    settings.CONCERNS_PANEL_CONTACT = "panel@example.org"
    settings.LEAVE_TO = {"": f"{settings.SITE_ADDRESS.replace('http:', 'https:')}/", "en": "http://example.org"}
    page = text(client.get(address))
    assert "panel@example.org" in page
    assert "This is no address that begins with https://" in page
    assert "This is our own site" in page


def test_whoever_finds_the_door_shut_is_told_of_people_outside(alliance: cast.Alliance, settings: Any) -> None:
    """Where nobody can read, and always of the secretariat or the board: another way, where there is one."""
    assert "People outside the alliance" not in text(Client().get("/r"))
    settings.CONCERNS_PANEL_CONTACT = "panel@example.org"
    assert "panel@example.org" in text(Client().get("/r"))


def test_first_page_says_what_the_alliance_says_in_its_own_words(alliance: cast.Alliance) -> None:
    say(alliance, "Out of here", role="secretariat", here=False)
    assert "Out of here" in text(Client().get("/r"))


@pytest.mark.parametrize("words", ["the police", "1", "call, and ask for Neema"])
def test_whom_to_call_in_danger_is_a_number(alliance: cast.Alliance, words: str) -> None:
    with pytest.raises(Unacceptable) as told:
        say(alliance, words, at="entered.emergency", checked_on=clock.today())
    assert told.value.code == "text_lacks_number"
    say(alliance, "الشرطة ١٢٢", at="entered.emergency", checked_on=clock.today())


def test_support_services_of_a_country_begin_with_its_own_number_and_the_day_of_it(alliance: cast.Alliance) -> None:
    """Whoever chose no country, or one whose network entered nothing, is told what they were before."""
    browser = Client(HTTP_HOST="localhost")
    plain = "call the emergency number of your country"
    country = alliance.here.country or "KE"
    assert plain in browser.post("/help", {"country": country}).content.decode()
    say(alliance, "112 or 999", at="entered.emergency", checked_on=dt.date(2025, 3, 8))
    page = browser.post("/help", {"country": country}).content.decode()
    assert "In danger now: call 112 or 999." in page
    assert re.search(r"Made sure of on 8\sMarch\s2025", page)
    assert plain not in page
    assert plain in browser.get("/help").content.decode()
