"""Two pages of one visit at the raising door, at once or long after each other: nothing that was typed is lost."""

import pytest

from answerable.concerns.pages.raising.tale import NOTED, Tale
from answerable.concerns.pages.raising.visit import KIND, Visit
from answerable.concerns.rules.words import Desk
from answerable.vault import visits
from tests import cast

from .door import Visitor
from .world import team_of

pytestmark = [pytest.mark.django_db]


@pytest.fixture(autouse=True)
def _team() -> None:
    cast.small_alliance()
    team_of(2, desk=Desk.GLOBAL, place="")


def test_page_from_long_ago_still_keeps_what_is_typed_in_it() -> None:
    """However often somebody went on and back since, no words are dropped without a word."""
    somebody = Visitor().begins()
    somebody.gets_a_code()
    old = somebody.hidden("next")
    for _ in range(13):
        somebody.press("skip").press("previous")
    somebody.press("next", **old, happened="canary-Rosalind told me.")
    somebody.skips_to("")
    assert "canary-Rosalind told me." in somebody.page


def test_answer_and_code_stay_where_another_request_of_the_visit_ends_later() -> None:
    """A slow one, an upload for example, found the visit before an answer was kept and writes after it."""
    somebody = Visitor().begins()
    somebody.gets_a_code()
    token = somebody.client.cookies["notes"].value
    before = visits.find(KIND, token, idle=600, longest=6000)
    again = visits.find(KIND, token, idle=600, longest=6000)
    assert before is not None
    assert again is not None
    slow = Visit(token, again, before=before)
    somebody.press("next", happened="canary-Rosalind told me.")
    slow.body["files_taken"] = ["mark"]
    Tale.of(slow).keep(slow)
    slow.new_page()
    somebody.press("next", when_where="canary-mill").skips_to("")
    assert somebody.heading == "Read it once more"
    assert "canary-Rosalind told me." in somebody.page
    kept = visits.find(KIND, token, idle=600, longest=6000)
    assert kept is not None
    assert kept["files_taken"] == ["mark"]
    assert Tale.from_body(kept["tale"]).noted == NOTED
