"""The answer to a post at the raising door is read, and waits for that alone: no browser keeps a page with the words sent for it (B11)."""

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.test import Client

from answerable.concerns import actions
from answerable.concerns.pages.raising import waiting
from answerable.concerns.pages.raising.visit import KIND, PAGE, Visit
from answerable.concerns.rules.words import Desk
from answerable.kit import clock
from answerable.vault import visits
from tests import cast

from .door import Visitor
from .world import team_of

pytestmark = [pytest.mark.django_db]
WORDS = "canary-Rosalind told me."


@pytest.fixture(autouse=True)
def _team(settings: Any, tmp_path: Path) -> None:
    settings.VISITS_FOLDER = str(tmp_path / "visits")
    cast.small_alliance()
    team_of(2, desk=Desk.GLOBAL, place="")


def later(seconds: float) -> time_machine.travel:
    return time_machine.travel(clock.now() + dt.timedelta(seconds=seconds))


def telling() -> tuple[Visitor, str]:
    """Returns somebody on a page that shows their words, with their code."""
    somebody = Visitor().begins()
    code = somebody.gets_a_code()
    somebody.press("next", happened=WORDS).press("previous")
    assert WORDS in somebody.page
    return somebody, code


def token_of(somebody: Visitor) -> str:
    return str(somebody.client.cookies["notes"].value)


def first_page() -> bytes:
    return bytes(Client(HTTP_HOST="localhost").get("/r").content)


def size_of(answer: Any) -> int:
    return sum(len(name) + len(value) for name, value in answer.items()) + len(str(answer.cookies))


def without_draws(page: str) -> str:
    return re.sub(r'name="once" value="[^"]*"', "", page)


def test_post_is_answered_with_the_way_to_the_page_and_no_word() -> None:
    """B11: always the same few bytes; the page has its own status and keeps all its headers."""
    somebody = Visitor().begins()
    answers = [somebody.answer, somebody.press("next").answer, somebody.press("next").answer]
    code = somebody.code
    answers += [somebody.press("noted", last="").answer, somebody.press("noted", last=code[-6:]).answer]
    answers += [somebody.press("next", happened=WORDS).answer, somebody.press("safe").answer]
    for one in answers:
        assert (one.status_code, one["Location"], one.content) == (303, "/r", b"")
        assert (one["Cache-Control"], one["X-Robots-Tag"]) == ("no-store", "noindex, noarchive")
    assert len({size_of(one) for one in answers}) == 1
    assert somebody.status == 200
    assert not somebody.response.cookies


def test_page_is_shown_twice_and_after_some_seconds_no_more() -> None:
    somebody, _code = telling()
    for _ in range(2):
        assert WORDS in somebody.comes().page
    assert WORDS not in somebody.client.head("/r").content.decode()
    with later(settings.PAGE_SECONDS + 1):
        assert somebody.client.get("/r").content == first_page()
        assert visits.find(PAGE, token_of(somebody), idle=9999, longest=9999) is None


def test_others_read_the_first_page_while_one_waits() -> None:
    """The same bytes to a stranger, and to whoever has a visit of their own."""
    telling()
    other = Visitor().begins()
    assert WORDS not in other.comes().page
    forged = Client(HTTP_HOST="localhost")
    forged.cookies["notes"] = "A" * 43
    assert forged.get("/r").content == first_page()


def test_page_waits_sealed_and_no_word_of_it_lies_in_a_file(settings: Any) -> None:
    """B37."""
    telling()
    files = [one for one in Path(settings.VISITS_FOLDER, PAGE).iterdir() if one.is_file()]
    assert len(files) == 1
    assert b"canary" not in files[0].read_bytes()
    size = files[0].stat().st_size
    assert size - (1 << size.bit_length() - 1) < 128  # a power of two, and what seals it


def test_reading_the_first_page_carries_no_visit_on() -> None:
    somebody, _code = telling()
    idle = settings.VISIT_IDLE_SECONDS[KIND]
    with later(idle - 30):
        somebody.comes()
    with later(idle + 5):
        assert somebody.press("back.inbox", once="x").heading == "This page has closed"


def test_after_leaving_nothing_waits() -> None:
    """B66: also for whoever still has the cookie."""
    somebody, _code = telling()
    token = token_of(somebody)
    somebody.press("leave")
    assert somebody.answer.status_code == 200
    again = Client(HTTP_HOST="localhost")
    again.cookies["notes"] = token
    assert again.get("/r").content == first_page()


def test_answer_that_comes_after_leaving_is_not_laid_down() -> None:
    """A slow one of the same visit, an upload for example."""
    somebody, _code = telling()
    slow = Visit(token_of(somebody), {}, had_cookie=True)
    somebody.press("leave")
    slow.lay_page({"status": 200, "content": WORDS})
    assert visits.find(PAGE, slow.token or "none", idle=99, longest=99) is None
    assert not slow.is_begun
    assert not [one for one in Path(settings.VISITS_FOLDER, PAGE).rglob("*") if one.is_file()]


def test_page_of_a_visit_that_ended_is_read_too() -> None:
    """She presses after the pause: her words are in the request, and the answer to it is no page either."""
    somebody, _code = telling()
    with later(settings.VISIT_IDLE_SECONDS[KIND] + 1):
        somebody.press("next", q="happened", happened=WORDS)
        assert somebody.answer.status_code == 303
        assert somebody.heading == "This page has closed"
        assert visits.find(KIND, token_of(somebody), idle=999, longest=9999) is None
        assert somebody.press("start").heading
        assert somebody.press("back").press("back.open", code="1").page.count("code-err") > 0


def test_draft_that_was_kept_is_said_on_a_page_that_is_read() -> None:
    somebody, code = telling()
    somebody.press("keep", q="happened", happened=WORDS)
    assert (somebody.answer.status_code, somebody.heading) == (303, "It is kept for you")
    assert somebody.code == code


def test_whoever_has_no_cookie_is_answered_at_once() -> None:
    """No flood fills the memory with pages."""
    for do in ("next", "safe", "back.open", "start"):
        for cookie in ("", "short", "x" * 500):
            client = Client(HTTP_HOST="localhost")
            if cookie:
                client.cookies["notes"] = cookie
            assert client.post("/r", {"do": do, "happened": WORDS}).status_code == 200
    assert not Path(settings.VISITS_FOLDER, PAGE).exists() or not list(Path(settings.VISITS_FOLDER, PAGE).iterdir())


def test_page_that_is_very_large_is_not_laid_down(monkeypatch: pytest.MonkeyPatch) -> None:
    somebody, _code = telling()
    monkeypatch.setattr(waiting, "LARGEST", 1000)
    assert somebody.press("next").answer.status_code == 200


def test_code_leads_back_to_a_visit_that_is_still_open() -> None:
    """The phone threw the tab away: the first page, the code, and the page where she was; nothing is lost."""
    somebody, code = telling()
    with later(settings.PAGE_SECONDS + 1):
        assert WORDS not in somebody.comes().page
        somebody.press("back")
        assert WORDS not in somebody.page
        somebody.press("back.open", code=f" {code.lower()} ")
        assert somebody.question == "happened"
        assert WORDS in somebody.page
        somebody.press("next", happened=WORDS).skips_to("")
        assert WORDS in somebody.page
        assert somebody.press("send").heading == "It has arrived"


def test_code_leads_to_what_is_open_and_newer_than_what_was_kept() -> None:
    somebody, code = telling()
    somebody.press("keep")
    somebody.press("back").press("back.open", code=code).press("next", happened="canary-newer").press("previous")
    with later(settings.PAGE_SECONDS + 1):
        somebody.comes().press("back").press("back.open", code=code)
        assert "canary-newer" in somebody.page


def test_wrong_code_finds_the_same_with_an_open_visit_and_without() -> None:
    """B38; and the visit is still there afterwards."""
    somebody, code = telling()
    with later(settings.PAGE_SECONDS + 1):
        wrong = actions.new_receipt()
        shown = [one.comes().press("back").press("back.open", code=wrong) for one in (somebody, Visitor())]
        assert shown[0].page == shown[1].page
        assert size_of(shown[0].answer) == size_of(shown[1].answer)
        assert WORDS in somebody.press("back.open", code=code).page


@pytest.mark.parametrize(
    "do", ["help", "safe", "listening", "start", "here", "nothing", "next", "check", "send", "pause"]
)
def test_first_page_leads_nobody_into_an_open_visit(do: str) -> None:
    """Somebody else has the phone in their hands: without the code they get what a stranger gets."""
    somebody, _code = telling()
    with later(settings.PAGE_SECONDS + 1):
        stranger = Visitor().comes()
        somebody.comes().press(do)
        assert WORDS not in somebody.page
        assert 'value="here"' not in somebody.page
        if do in {"help", "safe", "listening", "start"}:
            assert somebody.page == stranger.press(do).page


@pytest.mark.parametrize("language", ["ar", "es"])
def test_page_speaks_the_language_of_the_visit(language: str) -> None:
    somebody = Visitor()
    somebody.comes(**{"accept-language": language}).press("begin:talk")
    assert f'lang="{language}"' in somebody.page
    assert somebody.response["Content-Language"] == language


def broken(*_args: Any, **_more: Any) -> None:
    raise RuntimeError


def _breaks_in_the_door(patch: pytest.MonkeyPatch) -> None:
    patch.setattr("answerable.concerns.pages.raising.telling.read", broken)


def _breaks_before_it(patch: pytest.MonkeyPatch) -> None:
    patch.setattr("answerable.concerns.pages.raising.door.speak_within", broken)


@pytest.mark.parametrize("breaks", [_breaks_in_the_door, _breaks_before_it])
def test_fault_within_a_visit_is_read_too(breaks: Callable[[pytest.MonkeyPatch], None], monkeypatch: Any) -> None:
    """B28: NOT SAVED, and all that was typed, on a page that is no answer to a post."""
    somebody, _code = telling()
    breaks(monkeypatch)
    somebody.press("next", q="happened", happened="canary-new")
    assert somebody.answer.status_code == 303
    assert somebody.status in {500, 503}
    assert "NOT SAVED" in somebody.page
    assert "canary-new" in somebody.page
    monkeypatch.undo()
    assert somebody.press("next").question != "happened"
    assert "canary-new" in somebody.press("previous").page


def test_more_than_is_taken_in_is_said_on_a_page_that_is_read(settings: Any) -> None:
    somebody, _code = telling()
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    somebody.press("next", q="happened", happened="x" * 1000)
    assert (somebody.answer.status_code, somebody.status) == (303, 503)
    assert "NOT SAVED" in somebody.page
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100_000
    assert WORDS in somebody.press("here").page


def test_where_there_is_no_room_for_a_page_it_is_said_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    somebody, _code = telling()

    def full(*_args: Any, **_more: Any) -> None:
        raise OSError

    monkeypatch.setattr(visits, "lay_beside", full)
    assert somebody.press("next").answer.status_code == 200
    assert somebody.question
