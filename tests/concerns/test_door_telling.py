"""Somebody tells what happened at the raising door, page by page."""

import pytest

from answerable.concerns import actions
from answerable.concerns.actions.coming_back import open_by_receipt
from answerable.concerns.models import Case, Draft
from answerable.concerns.queries.threads import thread_of
from answerable.concerns.rules.words import Desk

from tests import cast

from .door import Visitor
from .world import readers, team_of

pytestmark = [pytest.mark.django_db]


@pytest.fixture(autouse=True)
def alliance() -> cast.Alliance:
    return cast.small_alliance()


@pytest.fixture
def team() -> object:
    """A team that reads for everywhere, as nothing is said of where it was."""
    return team_of(3, desk=Desk.GLOBAL, place="")


def test_somebody_tells_and_it_is_read(team: object) -> None:
    somebody = Visitor().begins()
    assert somebody.question == "under_18"
    code = somebody.gets_a_code(under_18="no")
    assert somebody.question == "happened"
    somebody.press("next", happened="canary-Rosalind told me.")
    somebody.skips_to("")
    assert somebody.heading == "Read it once more"
    assert "canary-Rosalind told me." in somebody.page
    somebody.press("send")
    assert somebody.heading == "It has arrived"
    assert somebody.code == code
    assert "canary-Rosalind" not in somebody.page
    raiser = open_by_receipt(code)
    assert thread_of(raiser).messages[0].said["answers"]["happened"] == "canary-Rosalind told me."
    assert not Draft.held.exists()
