"""How a page of the raising door stands on a small screen and is read aloud: what is wrong is seen first, and nothing names what is not there."""

import re
from itertools import pairwise

import pytest

from tests import cast
from tests.alliance.services import service

from .coming_back import Person, told_one
from .door import Visitor
from .world import OfTeam

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("alliance")]


def missing(page: str) -> set[str]:
    """Returns what fields say they are described by, and what is nowhere on the page."""
    named = {one for ids in re.findall(r'aria-describedby="([^"]*)"', page) for one in ids.split()}
    return named - set(re.findall(r' id="([^"]+)"', page))


def test_every_field_is_described_by_something_that_stands_on_its_page(team: OfTeam) -> None:
    somebody = Visitor().begins()
    somebody.gets_a_code()
    seen = set()
    while somebody.question:
        seen.add(somebody.question)
        assert missing(somebody.page) == set(), somebody.question
        somebody.press("next", about_me="named")
    assert {"happened", "about", "when_where", "reach", "files"} <= seen


def test_what_is_wrong_below_the_first_screen_is_said_above_as_well(team: OfTeam) -> None:
    somebody = Visitor().begins()
    somebody.gets_a_code()
    somebody.skips_to("about").press("next", person="n" * 3000, about="It was there.")
    assert missing(somebody.page) == set()
    assert somebody.page.count("This is longer than 2000 signs") == 2
    assert somebody.page.index("This is longer than") < somebody.page.index("<h1>")
    assert 'aria-describedby="e-person h-person"' in somebody.page


def test_that_no_organisation_is_found_is_said_where_it_was_looked_for(team: OfTeam) -> None:
    somebody = Visitor().begins()
    somebody.gets_a_code()
    somebody.skips_to("about").press("find", organisation_words="Nobody So Called")
    said = somebody.page.index("We find no organisation of this name")
    assert somebody.page.index('value="find"') < said < somebody.page.index('name="person"')


@pytest.mark.parametrize("do", ["help", "begin:concern"])
def test_no_heading_is_left_out_between_two(team: OfTeam, alliance: cast.Alliance, do: str) -> None:
    service(alliance.here, everywhere=True)
    somebody = Visitor().comes().press(do)
    if do != "help":
        somebody.press("next", under_18="yes")
    levels = [int(one) for one in re.findall(r"<h(\d)", somebody.page)]
    assert len(levels) > 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_days_are_set_off_as_the_language_does() -> None:
    """An Arabic page holds no Latin comma."""
    told = told_one(happened="It was after the training.")
    page = Person(language="ar").come_back(told.code).page.decode()
    lines = re.findall(r'<p class="by">([^<]*)</p>', page)
    assert lines
    assert not any("," in one for one in lines)


def test_no_answer_is_promised_once_somebody_has_stopped() -> None:
    person = Person().come_back(told_one(happened="It was after the training.").code)
    assert "No answer yet" in person.text
    person.press("back.stop").press("back.stop.confirm")
    assert "No answer yet" not in person.text
    assert "No answer yet" in person.press("back.again").text
