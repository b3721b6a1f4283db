"""Rounds about policies in the pages of what was done: as many questions to the database for six as for two, and no name told to whom it is not."""

import datetime as dt
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from answerable.kit import clock
from answerable.questions.models import Round
from answerable.questions.pages.deeds import named
from answerable.standards.actions.policies import Adopted, adopt_policy
from answerable.standards.models import Policy
from answerable.standards.rules.saying import PolicyKind
from tests import cast

from .given import CONSOLE, days

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]


@pytest.fixture
def rounds(alliance: cast.Alliance) -> list[Round]:
    """Six about policies of one organisation, and one about that of a shelter at risk."""
    found = [policy(alliance.circle, number) for number in range(6)]
    return [*map(a_round, found), a_round(policy(alliance.shelter, 0))]


def policy(organisation: object, number: int) -> Policy:
    about = [*PolicyKind, *PolicyKind][number]
    adopted = Adopted(about, f"Policy {number}", days(-10 - number), days(300), words="We will.")
    return adopt_policy(by=CONSOLE, organisation=organisation, adopted=adopted)  # type: ignore[arg-type] # of the cast


def a_round(about: Policy) -> Round:
    return Round.objects.create(
        kind="policy", subject=str(about.key), questions="child-protection", expected=10, opened_on=clock.today(),
        ends=clock.today() + dt.timedelta(days=7), closed_on=clock.today(), link_hash=uuid4().hex, by="system",
    )  # fmt: skip


def names(alliance: cast.Alliance, role: str, rounds: list[Round]) -> list[str]:
    found = named("round", [str(one.key) for one in rounds], alliance.actor(role), "en")
    return sorted(name for name, _address in found.values())


@pytest.mark.parametrize("role", ["focal_point_here", "member_elsewhere", "secretariat"])
def test_six_cost_as_much_as_two(alliance: cast.Alliance, rounds: list[Round], role: str) -> None:
    asked = []
    for some in (rounds[:2], rounds[:6]):
        actor = alliance.actor(role)
        with CaptureQueriesContext(connection) as seen:
            found = named("round", [str(one.key) for one in some], actor, "en")
        assert len(found) == len(some)
        asked.append(len(seen))
    assert asked[0] == asked[1] <= 6


def test_each_is_named_as_one_by_one(alliance: cast.Alliance, rounds: list[Round]) -> None:
    assert names(alliance, "focal_point_here", rounds) == [f"Policy {at}, Tumaini Circle" for at in range(6)]


def test_round_about_whom_one_may_not_know_is_not_named(alliance: cast.Alliance, rounds: list[Round]) -> None:
    assert "Policy 0, Quiet Shelter" in names(alliance, "coordinator_here", rounds)
    assert len(names(alliance, "member_elsewhere", rounds)) == 6
    assert names(alliance, "stranger", rounds) == []


def test_what_is_no_round_is_not_named(alliance: cast.Alliance, rounds: list[Round]) -> None:
    Policy.objects.filter(pk__gt=0).update(taken_back_on=clock.today())
    assert names(alliance, "focal_point_here", rounds) == []
    assert named("round", ["no-key", str(uuid4())], alliance.actor("focal_point_here"), "en") == {}
