"""The first page of the raising door: light, alike for everybody, honest, and without a trace."""

import datetime as dt
import gzip
import re
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.utils.html import escape

from answerable.access.models import Session
from answerable.concerns.models import Team
from answerable.concerns.queries.raising import raising
from answerable.concerns.rules.words import Desk
from answerable.kit import clock
from answerable.site.components.stylesheet import DOOR, stylesheet
from tests import cast

from .door import Visitor
from .world import team_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("alliance")]
LANGUAGES = ("en", "es", "ar")
MOST_BYTES = 15_000
STATIC = Path(settings.STATICFILES_DIRS[0])


@pytest.fixture
def _open(alliance: cast.Alliance) -> None:
    team_of(2, desk=Desk.GLOBAL, place="")


@pytest.mark.usefixtures("_open")
@pytest.mark.parametrize("language", LANGUAGES)
def test_first_page_is_light_and_asks_for_one_file_more(language: str) -> None:
    """The budget: 15 kB and two requests at most, also in scripts of three bytes a letter."""
    response = Client(HTTP_HOST="localhost").get(
        "/r", headers={"accept-language": language, "accept-encoding": "gzip, br"}
    )
    page = gzip.decompress(response.content).decode()
    assert f'lang="{language}"' in page
    asked = re.findall(r"""(?:src|href)=["']([^"']+)["']""", page)
    assert [one for one in asked if one.startswith(("/static", "http"))] == ["/static/notes.css"]
    assert "<script" not in page
    assert len(response.content) + len(gzip.compress(stylesheet(DOOR).encode(), 9)) <= MOST_BYTES


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_that_cannot_be_promised_is_said(language: str) -> None:
    """B92: each of the sixteen threats of the model, in plain words, on the page before anything is told."""
    page = Visitor().comes(**{"accept-language": language}).page
    said = [
        one
        for one in raising().lists["cannot_promise"]
        if escape(raising().say(language, f"cannot_promise.{one}")) in page
    ]
    assert said == [f"T{number}" for number in range(1, 17)]


@pytest.mark.usefixtures("_open")
def test_reading_sets_no_cookie_and_is_the_same_with_a_visit_and_without() -> None:
    stranger, somebody = Visitor().comes(), Visitor().begins()
    assert not stranger.response.cookies
    with time_machine.travel(clock.now() + dt.timedelta(seconds=settings.PAGE_SECONDS + 1)):
        begun = somebody.client.get("/r")
    assert begun.content == stranger.response.content
    assert not begun.cookies


@pytest.mark.usefixtures("_open")
def test_every_page_has_one_title_one_address_and_says_to_keep_nothing() -> None:
    """B67, B64: no code, id or word in an address or a title; not to be stored, nor found by a search."""
    somebody = Visitor().begins()
    pages: list[Any] = [somebody.comes().response, somebody.begins().response]
    for do in ("next", "next", "without", "pause", "here", "help", "here", "safe", "here", "skip", "skip"):
        pages.append(somebody.press(do).response)
    pages.append(somebody.skips_to("").press("send").response)
    pages += [somebody.press(do).response for do in ("start", "listening", "back", "leave")]
    for one in pages:
        page = one.content.decode()
        assert re.findall("<title>(.*?)</title>", page) == ["Notes"]
        assert set(re.findall(r'<form[^>]* action="([^"]*)"', page)) <= {"/r"}
        assert not [
            link
            for link in re.findall(r'<a [^>]*href="([^"]+)"', page)
            if not link.startswith(("tel:", "sms:", "https:"))
        ]
        assert one.status_code == 200
        assert one["Cache-Control"] == "no-store"
        assert one["X-Robots-Tag"] == "noindex, noarchive"
        assert one["Referrer-Policy"] == "same-origin"
        assert "unsafe" not in one["Content-Security-Policy"]


@pytest.mark.usefixtures("_open")
def test_browsers_that_let_their_company_read_along_are_told_so_first() -> None:
    """One plain sentence above all else; what named the browser is written down nowhere."""
    plain = escape(raising().say("en", "pages.before.proxy"))
    agent = "Opera/9.80 (J2ME/MIDP; Opera Mini/7.1) canary-agent"
    told = Visitor().comes(**{"user-agent": agent}).page
    assert 0 < told.index(plain) < told.index('value="begin:')
    assert "canary-agent" not in told
    usual = Visitor().comes(**{"user-agent": "Mozilla/5.0 (Android 7)"}).page
    assert usual.index(plain) > usual.index('value="begin:')


def test_page_says_at_once_when_nobody_can_read() -> None:
    assert not Team.held.filter(state="open").exists()
    somebody = Visitor().comes()
    assert "Nobody can read here now" in somebody.page
    assert 'value="begin:' not in somebody.page
    assert somebody.press("help").heading == "Help now"


@pytest.mark.usefixtures("_open")
def test_language_is_chosen_on_the_page_and_stays_with_it() -> None:
    somebody = Visitor().comes(**{"accept-language": "en"})
    somebody.press("start", tongue="ar")
    assert 'lang="ar" dir="rtl"' in somebody.page
    somebody.press("begin:talk")
    assert 'lang="ar" dir="rtl"' in somebody.page
    somebody.press("next", tongue="en")
    assert 'lang="ar" dir="rtl"' in somebody.page
    assert not [name for name in somebody.client.cookies if name != "notes"]


@pytest.mark.usefixtures("_open")
def test_cookie_ends_with_the_browser_and_no_script_reads_it() -> None:
    cookie = Visitor().begins().answer.cookies["notes"]
    assert (cookie["max-age"], cookie["expires"]) == ("", "")
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Strict", "/")


@pytest.mark.usefixtures("_open")
def test_cookie_of_a_site_with_https_is_bound_to_it(settings: Any) -> None:
    settings.HTTPS = True
    cookie = Visitor().begins().answer.cookies["__Host-notes"]
    assert (cookie["secure"], cookie["domain"]) == (True, "")


@pytest.mark.usefixtures("_open")
def test_member_who_is_signed_in_is_not_noted_as_being_about(alliance: cast.Alliance) -> None:
    """B40: no session tells at what minute its owner was at the door."""
    client = Client(HTTP_HOST="localhost")
    client.force_login(alliance.accounts["member_here"])
    before = list(Session.objects.values_list("pk", "seen_at"))
    Session.objects.update(seen_at=before[0][1].replace(minute=(before[0][1].minute - 5) % 60))
    noted = list(Session.objects.values_list("pk", "seen_at"))
    client.get("/r")
    client.post("/r", {"do": "begin:talk"})
    assert list(Session.objects.values_list("pk", "seen_at")) == noted


def test_script_is_small_and_asks_nobody_else() -> None:
    """The three presses of Shift cost at most 2 kB, and no other site."""
    script = (STATIC / "notes.js").read_text(encoding="utf-8")
    assert len(script.encode()) <= 2048
    assert "http" not in script
    assert "Storage" not in script


@pytest.mark.usefixtures("_open")
@pytest.mark.parametrize("language", LANGUAGES)
def test_whoever_refuses_cookies_reads_why_the_page_comes_again(language: str) -> None:
    """Nothing tries out whether a browser refuses; the first page, to which they are led each time, says so to everybody."""
    refusing = Client(HTTP_HOST="localhost")
    first = refusing.get("/r", headers={"accept-language": language}).content.decode()
    begun = refusing.post("/r", {"do": "begin:concern", "tongue": language})
    assert begun.cookies, "what would keep their place"
    refusing.cookies.clear()
    again = refusing.get("/r", headers={"accept-language": language}).content.decode()
    assert again == first
    assert escape(raising().say(language, "pages.before.cookies")) in first
