"""Another language on every page of the door: the same page is shown again, and what was typed on it is still there."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from answerable.concerns.models import Case
from answerable.concerns.queries.raising import raising
from answerable.concerns.queries.threads import thread_of
from answerable.concerns.rules.telling import Question
from answerable.concerns.rules.words import Desk
from tests import cast

from .coming_back import Person, told_one
from .door import Visitor
from .world import OfTeam, team_of

pytestmark = [pytest.mark.django_db]
WORDS = "Typed before the language was changed, canary."
OTHERS = ("es", "ar")


@pytest.fixture
def team(alliance: cast.Alliance) -> OfTeam:
    return team_of(2, desk=Desk.GLOBAL, place="")


def spoken(somebody: Visitor) -> str:
    found = re.search(r'<html lang="(\w+)"', somebody.page)
    return found.group(1) if found else ""


def other(somebody: Visitor, tongue: str, **typed: object) -> Visitor:
    """Presses the button of another language, whichever the page has for it."""
    does = re.search(rf'name="do" value="((?:speak|tongue):{tongue}[^"]*)"', somebody.page)
    assert does, f"no way to another language on: {somebody.heading}"
    return somebody.press(does.group(1), **typed)


@pytest.mark.usefixtures("team")
@pytest.mark.parametrize("tongue", OTHERS)
def test_every_page_of_the_telling_can_be_read_in_another_language_and_stays_where_it_is(tongue: str) -> None:
    """All questions one after the other, with pages beside them: each changed there and back, and nothing moves on."""
    somebody, seen = Visitor().begins(), []
    for _ in range(40):
        question, heading = somebody.question, somebody.heading
        other(somebody, tongue)
        assert (spoken(somebody), somebody.question) == (tongue, question), heading
        assert somebody.heading != heading
        other(somebody, "en")
        assert (spoken(somebody), somebody.question, somebody.heading) == ("en", question, heading)
        seen.append(question or heading)
        if 'value="send"' in somebody.page:
            break
        if 'value="without"' in somebody.page:
            somebody.press("noted", last=somebody.code[-6:])
        elif question == Question.HAPPENED:
            somebody.press("next", happened=WORDS)
        else:
            somebody.press("next")
    assert Question.HAPPENED in seen
    assert Question.READERS in seen
    for beside in ("pause", "help"):
        somebody.press(beside)
        other(somebody, tongue)
        assert spoken(somebody) == tongue
        somebody.press("here")
        assert spoken(somebody) == tongue
        assert 'value="send"' in somebody.page
        other(somebody, "en")
    somebody.press("send")
    code = somebody.code
    other(somebody, tongue)
    assert spoken(somebody) == tongue
    assert somebody.code == code
    assert Case.held.count() == 1
    somebody.press("safe")
    other(somebody, "en")
    assert spoken(somebody) == "en"


@pytest.mark.usefixtures("team")
@pytest.mark.parametrize("tongue", OTHERS)
def test_what_was_typed_and_chosen_is_still_there_and_what_is_told_is_in_the_last_language(tongue: str) -> None:
    somebody = Visitor().begins()
    somebody.gets_a_code()
    somebody.skips_to(Question.HAPPENED)
    other(somebody, tongue, happened=WORDS)
    assert WORDS in somebody.page
    somebody.press("next", happened=WORDS).skips_to(Question.FILES)
    other(somebody, "en", files=SimpleUploadedFile("heron.txt", b"A heron."))
    assert somebody.question == Question.FILES
    assert "file.txt" in somebody.page
    other(somebody, tongue)
    somebody.press("next").skips_to("")
    assert WORDS in somebody.page
    somebody.press("send")
    assert spoken(somebody) == tongue
    assert raising().say(tongue, "pages.sent.title") == somebody.heading


@pytest.mark.usefixtures("team")
def test_what_is_wrong_is_said_in_the_language_that_was_chosen() -> None:
    somebody = Visitor().begins()
    somebody.gets_a_code()
    somebody.skips_to(Question.HAPPENED)
    long = "word " * 10_000
    other(somebody, "es", happened=long)
    assert 'aria-invalid="true"' in somebody.page
    assert long.strip() in somebody.page
    assert spoken(somebody) == "es"


@pytest.mark.usefixtures("team")
def test_last_group_of_a_code_and_the_code_stay() -> None:
    somebody = Visitor().begins().press("next").press("next")
    code = somebody.code
    other(somebody, "es", last="AB")
    assert somebody.code == code
    assert 'value="AB"' in somebody.page
    back = Visitor().comes().press("back")
    other(back, "ar", code="2345")
    assert spoken(back) == "ar"
    assert 'value="2345"' in back.page


@pytest.mark.usefixtures("team")
def test_pages_of_no_visit_and_one_that_closed_speak_it_too() -> None:
    somebody = Visitor().comes()
    for page in ("help", "safe", "listening"):
        somebody.press(page)
        other(somebody, "es")
        assert spoken(somebody) == "es"
        somebody.press("start")
        assert spoken(somebody) == "es"
        somebody.press("start", tongue="en")
    assert not somebody.client.cookies
    gone = Visitor().begins()
    gone.client.cookies.clear()
    gone.press("next")
    assert gone.heading == "This page has closed"
    other(gone, "es")
    assert gone.heading == "Esta página se cerró"


@pytest.mark.usefixtures("team")
def test_button_of_an_older_page_changes_no_language_and_says_not_saved_of_words() -> None:
    older = Visitor().begins()
    somebody = Visitor(client=older.client).begins()
    older.press("speak:es", happened=WORDS)
    assert "NOT SAVED" in older.page
    assert spoken(older) == "en"
    somebody.press("here")
    assert spoken(somebody) == "en"


@pytest.mark.usefixtures("alliance")
def test_whoever_came_back_reads_it_in_another_language_with_what_they_were_typing() -> None:
    told = told_one(happened="A heron.")
    before = len(thread_of(told.made.raiser).messages)
    person = Person().come_back(told.code)
    person.press("speak:es", words=WORDS)
    assert 'lang="es"' in person.page.decode()
    assert WORDS in person.text
    person.press("back.reader").press("speak:ar", words=WORDS)
    assert WORDS in person.text
    assert 'lang="ar"' in person.page.decode()
    person.press("back.inbox").press("back.pace").press("speak:es", never="yes", parts="morning", days=["1", "2"])
    assert person.page.decode().count(" checked") >= 3
    assert "back.pace.keep" in person.buttons
    person.press("back.inbox").press("back.code").press("speak:en", last="AB")
    assert 'value="AB"' in person.page.decode()
    person.press("back.inbox").press("back.stop").press("speak:es")
    assert "back.stop.confirm" in person.buttons
    assert len(thread_of(told.made.raiser).messages) == before
