"""Who may read, as the door asks and says it: at once where nobody may, and in plain words to whoever is under 18."""

import re

import pytest

from .door import Visitor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("alliance")]


def test_nobody_left_who_may_read_is_said_before_anything_is_written(team: object) -> None:
    """B31: the channel is shut for it, and never falls to somebody nearer."""
    somebody = Visitor().begins()
    somebody.press("next").press("next", shut=["secretariat"])
    assert somebody.heading == "Nobody can read this now"
    assert "In danger" in somebody.page or "in danger" in somebody.page
    assert somebody.press("change:readers").question == "readers"


def test_nobody_left_who_may_read_is_said_as_soon_as_it_is_said_whom_it_is_about(team: object) -> None:
    """B31: not only once all is told. What was written stays, can be kept, and it goes on where it was after a change."""
    somebody = Visitor().begins()
    code = somebody.gets_a_code()
    somebody.press("next", happened="canary-kept").press("next", about_level="secretariat")
    assert somebody.heading == "Nobody can read this now"
    assert "Nothing was sent. What you wrote is still here" in somebody.page
    assert 'value="keep"' in somebody.page
    somebody.press("change:about")
    assert somebody.question == "about"
    assert somebody.press("next", about_level="secretariat").heading == "Nobody can read this now"
    assert somebody.press("change:readers").press("next").heading == "Nobody can read this now"
    somebody.press("change:about").press("next", about_level="organisation")
    assert somebody.question == "when_where"
    assert "canary-kept" in somebody.skips_to("").page
    assert somebody.press("send").heading == "It has arrived"
    assert code


def test_whoever_changes_who_must_not_read_before_telling_is_asked_everything(team: object) -> None:
    somebody = Visitor().begins().press("next").press("next", shut=["secretariat"])
    assert somebody.heading == "Nobody can read this now"
    assert 'value="keep"' not in somebody.page
    somebody.press("change:readers").press("next", shut=[])
    somebody.press("noted", last=somebody.code[-6:])
    assert somebody.press("next", happened="It rained.").question == "about"


def test_whoever_is_under_18_chooses_among_few_in_plain_words(team: object) -> None:
    """Nobody young has to know how an alliance is built; what was ticked before is still there to be seen and taken out."""
    somebody = Visitor().begins().press("next", under_18="no").press("next", shut=["board"])
    somebody.press("noted", last=somebody.code[-6:])
    somebody.skips_to("").press("change:under_18").press("next", under_18="yes").press("young")
    assert somebody.question == "readers"
    assert re.findall(r'name="shut" value="(\w+)"', somebody.page) == [
        "my_organisation",
        "my_country",
        "secretariat",
        "board",
    ]
    assert "Anybody from the group or organisation where I go" in somebody.page
    somebody.press("next", shut=["secretariat"])
    somebody.press("change:readers")
    assert re.findall(r'name="shut" value="(\w+)"', somebody.page) == ["my_organisation", "my_country", "secretariat"]
    somebody.press("next").press("change:about")
    assert re.findall(r'name="about_level" value="(\w+)"', somebody.page) == [
        "organisation",
        "region",
        "secretariat",
        "outside",
    ]
    assert "Somebody from a group or organisation where I go" in somebody.page
    somebody.press("next", about_level="organisation").skips_to("")
    assert "Somebody from a group or organisation where I go" in somebody.page


def test_whoever_is_under_18_is_shown_help_first_and_asked_less(team: object) -> None:
    somebody = Visitor().begins()
    somebody.press("next", under_18="yes")
    assert somebody.heading == "If you are under 18"
    assert "It is not your fault" in somebody.page
    assert "we may have to tell" in somebody.page
    somebody.press("young").press("next")
    somebody.press("noted", last=somebody.code[-6:])
    assert somebody.heading == "Are you, or is somebody else, in danger now?"
    somebody.press("next", danger="yes")
    assert (somebody.question, somebody.heading) == ("help", "People who help")
