"""The small alliance, for every test of this room."""

import pytest

from answerable.alliance.models import Organisation
from tests import cast


@pytest.fixture
def alliance(db: None) -> cast.Alliance:
    return cast.small_alliance()


@pytest.fixture
def twins(alliance: cast.Alliance) -> list[Organisation]:
    """Two further records of Tumaini Circle."""
    return [cast.twin_of(alliance), cast.twin_of(alliance)]
