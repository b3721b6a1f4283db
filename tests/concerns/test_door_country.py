"""What a country entered is said from the page on that follows its choice, and wherever somebody goes on."""

import pytest

from answerable.concerns.actions.own_words import say_in_own_words
from answerable.concerns.rules.words import Desk
from answerable.kit import clock
from tests import cast

from .door import Visitor
from .world import team_of

pytestmark = [pytest.mark.django_db]
LAW, NUMBER = "Harm to a child is told to the welfare office.", "999 of this country"


@pytest.fixture(autouse=True)
def alliance() -> cast.Alliance:
    """Kenya has entered what must be passed on there, and whom to call."""
    found = cast.small_alliance()
    for at, words in (("entered.pass_on", LAW), ("entered.emergency", NUMBER)):
        by = found.actor("coordinator_here")
        say_in_own_words(by=by, network=found.here, language="en", at=at, words=words, checked_on=clock.today())
    team_of(3, desk=Desk.GLOBAL, place="")
    return found


def test_child_is_told_what_this_country_passes_on_before_a_word_is_written() -> None:
    somebody = Visitor().begins().press("next", under_18="yes", country="KE")
    assert somebody.heading == "If you are under 18"
    assert LAW in somebody.page
    somebody = Visitor().begins().press("next", under_18="yes", country="UG")
    assert LAW not in somebody.page


@pytest.mark.parametrize("begun", [False, True])
def test_number_of_a_country_is_shown_as_soon_as_it_is_chosen(*, begun: bool) -> None:
    somebody = Visitor().begins() if begun else Visitor().comes()
    somebody.press("help")
    assert NUMBER not in somebody.page
    assert NUMBER in somebody.press("help", country="KE").page


def test_whoever_goes_on_with_what_was_kept_is_told_it_again() -> None:
    somebody = Visitor().begins()
    code = somebody.gets_a_code(under_18="no", country="KE")
    somebody.skips_to("danger").press("next", danger="yes")
    assert NUMBER in somebody.page
    somebody.press("keep").press("back").press("back.open", code=code)
    assert (somebody.question, NUMBER in somebody.page) == ("help", True)
