"""Leaving the raising door: at once, after a pause, and what is left of it on the server."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.test import Client

from answerable.concerns.models import Case, Draft, DraftPiece
from answerable.concerns.pages.raising.tale import Tale
from answerable.concerns.rules.words import Desk
from answerable.kit import clock
from answerable.vault import visits
from tests import cast

from .door import Visitor, read_on
from .world import OfTeam, every_value, team_of

pytestmark = [pytest.mark.django_db]


@pytest.fixture(autouse=True)
def _visits(settings: Any, tmp_path: Path) -> None:
    settings.VISITS_FOLDER = str(tmp_path / "visits")


@pytest.fixture(autouse=True)
def team() -> OfTeam:
    cast.small_alliance()
    return team_of(2, desk=Desk.GLOBAL, place="")


def telling() -> Visitor:
    somebody = Visitor().begins()
    somebody.gets_a_code()
    return somebody.press("next", happened="canary-Rosalind")


def kept_files() -> list[Path]:
    return [one for one in Path(settings.VISITS_FOLDER, "raiser").rglob("*") if one.is_file()]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_leaving_ends_everything_and_goes_elsewhere(language: str) -> None:
    """B66: without a script too; what a browser kept is cleared, and the session is dead at once."""
    somebody = Visitor()
    somebody.comes(**{"accept-language": language}).press("begin:talk")
    token = somebody.client.cookies["notes"].value
    somebody.press("leave")
    assert f'content="0;url={settings.LEAVE_TO[language]}"' in somebody.page
    assert somebody.response["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert somebody.response.cookies["notes"]["max-age"] == 0
    assert visits.find("raiser", token, idle=600, longest=6000) is None
    assert kept_files() == []


def test_leaving_drops_what_was_not_sent_with_its_files() -> None:
    somebody = telling()
    token = somebody.client.cookies["notes"].value
    body = visits.find("raiser", token, idle=600, longest=6000)
    assert body is not None
    beginning = Tale.from_body(body["tale"]).beginning
    row = Draft.held.create(pk=beginning.case, until=clock.today())
    DraftPiece.held.create(draft=row, file=beginning.case, number=0, blob=b"sealed")
    somebody.press("leave")
    assert not Draft.held.exists()
    assert not DraftPiece.held.exists()


def test_every_page_has_the_way_out_as_the_first_thing_that_can_be_pressed() -> None:
    """B91, B66: before any link, field or other button."""
    somebody = Visitor().comes()
    pages = [somebody.page, somebody.press("safe").page, somebody.press("help").page, somebody.press("listening").page]
    somebody.begins()
    for do in ("next", "next", "without", "skip", "skip", "pause", "here"):
        pages.append(somebody.press(do).page)
    for page in pages:
        first = min(page.find(one) for one in ("<button", "<a ", "<select", "<textarea", "<summary") if one in page)
        assert page[first:].startswith('<button class="btn exit" name="do" value="leave">')


def test_pause_ends_the_visit_and_the_page_says_so() -> None:
    """Nothing is touched for ten minutes: what was told before is gone."""
    somebody = telling()
    token = somebody.client.cookies["notes"].value
    with time_machine.travel(clock.now() + dt.timedelta(seconds=settings.VISIT_IDLE_SECONDS["raiser"] + 1)):
        somebody.press("next", q="about", about="canary-again")
        assert somebody.heading == "This page has closed"
        assert "canary" not in somebody.page
        assert somebody.answer.cookies["notes"].value != token
        assert kept_files() == []


def test_page_that_a_browser_sends_again_after_leaving_shows_nothing() -> None:
    """B66: whoever presses “Back” and lets the browser send the form again is shown nothing of what stood in it."""
    somebody = telling()
    older = {**somebody.hidden("next"), "do": "next", "about": "canary-again"}
    code = somebody.press("pause").press("here").press("keep").code
    somebody.press("leave")
    assert "canary" not in read_on(somebody.client, somebody.client.post("/r", older)).content.decode()
    opening = {"do": "back.open", "code": code, "once": "", "tongue": "en"}
    page = read_on(somebody.client, somebody.client.post("/r", opening)).content.decode()
    assert "This page has closed" in page
    assert "canary" not in page


def test_older_page_that_is_sent_again_after_sending_shows_that_it_has_arrived() -> None:
    somebody = telling()
    older = {**somebody.hidden("next"), "do": "next", "q": "happened", "happened": "canary-again"}
    somebody.skips_to("").press("send")
    page = read_on(somebody.client, somebody.client.post("/r", older)).content.decode()
    assert "It has arrived" in page
    assert "canary" not in page


def test_page_closes_by_itself_after_the_pause() -> None:
    """Without a script the browser goes back to the first page, which holds nothing of anybody."""
    somebody = telling()
    assert f'http-equiv="refresh" content="{settings.VISIT_IDLE_SECONDS["raiser"]};url=/r"' in somebody.page
    assert "refresh" not in Visitor().comes().page


def test_form_from_elsewhere_does_nothing() -> None:
    """B35: without the token of a page of this visit nothing is done, also where the cookie comes along."""
    somebody = telling()
    for forged in ({}, {"once": "x" * 16}, {"once": ""}):
        answer = read_on(somebody.client, somebody.client.post("/r", {"do": "send", "tongue": "en", **forged}))
        assert answer.status_code == 200
        assert b"canary-Rosalind" not in answer.content or b"Question" in answer.content
    assert not Case.held.exists()
    strict = Client(HTTP_HOST="localhost", enforce_csrf_checks=True).post(
        "/r", {"do": "start"}, headers={"origin": "https://evil.example"}
    )
    assert strict.status_code == 200  # a page that anybody may read; there was no visit and nothing was done


def test_beginning_anew_ends_what_was_open_before() -> None:
    """On a phone that several share nobody comes into what another one left open."""
    somebody = telling()
    older = {**somebody.hidden("next"), "about": "canary-Rosalind again"}
    somebody.begins()
    somebody.gets_a_code()
    assert "canary-Rosalind" not in somebody.page
    somebody.press("next", **older)  # from a tab that stood open
    assert ("NOT SAVED" in somebody.page, somebody.question, "canary" in somebody.page) == (True, "happened", False)
    assert "NOT SAVED" not in somebody.press("next", about="").page
    assert "canary-Rosalind" not in somebody.skips_to("").page


def test_nothing_of_a_visit_reaches_the_database() -> None:
    """B01, B40: not a word, not a code, not a moment, until it is sent or kept on purpose."""
    before = dict(_rows())
    somebody = telling()
    somebody.press("next", person="canary-Rosalind").press("next", when_where="canary-Rosalind")
    assert dict(_rows()) == before
    assert not [where for where, value in every_value() if "canary" in str(value)]


def _rows() -> list[tuple[str, int]]:
    from django.apps import apps

    return [(one._meta.label, one._base_manager.count()) for one in apps.get_models()]


def test_fault_loses_nothing_and_tells_nothing(monkeypatch: pytest.MonkeyPatch, caplog: Any, capsys: Any) -> None:
    """B28: NOT SAVED, with a number and with all that was typed; neither log nor page hold what the exception said."""
    somebody = telling()
    somebody.skips_to("")

    def breaks(*_args: Any, **_more: Any) -> None:
        secret = "canary-in-an-exception"
        raise RuntimeError(secret)

    monkeypatch.setattr("answerable.concerns.pages.raising.checking.raise_concern", breaks)
    somebody.press("send")
    assert somebody.status == 503
    assert "NOT SAVED" in somebody.page
    assert "canary-in-an-exception" not in somebody.page
    logged = caplog.text + "".join(capsys.readouterr())
    assert "canary" not in logged
    monkeypatch.undo()
    assert "canary-Rosalind" in somebody.press("here").page
    assert somebody.press("send").heading == "It has arrived"


def test_busy_keeps_what_was_typed(monkeypatch: pytest.MonkeyPatch) -> None:
    from answerable.vault.turns import Busy

    somebody = telling().skips_to("")

    def busy(*_args: Any, **_more: Any) -> None:
        raise Busy

    monkeypatch.setattr("answerable.concerns.pages.raising.checking.raise_concern", busy)
    somebody.press("send")
    assert somebody.status == 503
    assert "Many people are writing now" in somebody.page
    monkeypatch.undo()
    assert somebody.press("send").heading == "It has arrived"


def test_flood_asks_a_sum_and_turns_nobody_away(settings: Any) -> None:
    """B29, B51: after a burst everybody solves a little sum, in the digits of any script, and goes on."""
    settings.RAISING_BURST = 30
    for _ in range(40):
        Client(HTTP_HOST="localhost").post("/r", {"do": "begin:talk"})
    somebody = Visitor().begins()
    assert "How much is" in somebody.page
    somebody.press("begin:concern", sum_is="0")
    assert "That was not it" in somebody.page
    numbers = somebody.page.split("How much is ")[1].split("?")[0]
    answer = str(sum(int(one) for one in numbers.split(" + ")))
    arabic = answer.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    assert somebody.press("begin:concern", sum_is=arabic).question == "under_18"
