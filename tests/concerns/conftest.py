"""The alliance in which concerns are told; until there is one, every address leads to where it is set up."""

import pytest

from answerable.concerns.rules.words import Desk
from tests import cast

from .world import OfTeam, team_of


@pytest.fixture
def alliance(db: None) -> cast.Alliance:
    return cast.small_alliance()


@pytest.fixture
def team(alliance: cast.Alliance) -> OfTeam:
    """A team that reads for everywhere, as nothing is said of where it was."""
    return team_of(3, desk=Desk.GLOBAL, place="")
