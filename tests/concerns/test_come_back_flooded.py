"""Whoever guesses codes is slowed down, and nobody is kept out: beyond a rate everybody solves a sum first (bars B29 and B51)."""

import re

import pytest
from pytest_django import Settings

from answerable.concerns import actions

from .coming_back import Person, told_one

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def few(settings: Settings, tmp_path: object) -> None:
    settings.RAISING_BURST, settings.VISITS_FOLDER = 3, str(tmp_path)


def guess(count: int) -> Person:
    person = Person()
    for _ in range(count):
        person.come_back(actions.new_receipt())
    return person


def solved(person: Person, code: str, *, more: int = 0) -> Person:
    """Solves the sum on the page; `more` makes it wrong."""
    drawn = re.search(r"\d+(?: \+ \d+)+", person.text)
    assert drawn, person.text
    assert person.hidden["code"] == code
    assert code not in person.text
    return person.press("back.open", code=code, sum_is=sum(map(int, drawn.group().split(" + "))) + more)


def test_beyond_a_rate_every_code_asks_a_sum_and_the_right_one_still_opens() -> None:
    told = told_one()
    assert "sum_is" not in guess(3).names
    for code in (told.code, actions.new_receipt()):
        person = Person().come_back(code)
        assert person.status == 200
        assert "sum_is" in person.names
    person = solved(Person().come_back(told.code), told.code, more=1)
    assert "sum_is" in person.names, "a wrong sum asks anew"
    assert "back.pace" in solved(person, told.code).buttons
    code = actions.new_receipt()
    assert "sum_is" not in solved(Person().come_back(code), code).names, "and a wrong code is one as before"


def test_whoever_guesses_costs_nobody_a_sum_who_tells_something() -> None:
    told_one()
    guess(9)
    assert "sum_is" not in Person().press("begin:concern").names


def test_page_with_a_sum_says_nothing_of_the_code() -> None:
    """B38: whatever leads to it, right or wrong, the look is the same but for what is drawn and what was typed."""
    told = told_one()
    guess(3)
    pages = set()
    for code in (told.code, actions.new_receipt()):
        person = Person().come_back(code)
        plain = person.page.decode().replace(code, "").replace(person.hidden["once"], "")
        pages.add(re.sub(r"\d+(?: \+ \d+)+", "", plain))
    assert len(pages) == 1
