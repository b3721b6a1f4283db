"""The small alliance, for every test of this room."""

import pytest

from tests import cast


@pytest.fixture
def alliance(db: None) -> cast.Alliance:
    return cast.small_alliance()
