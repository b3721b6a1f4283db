"""The small alliance, and something that can be asked about, for every test of this room."""

from collections.abc import Iterator

import pytest

from answerable.questions.queries import subjects
from tests import cast

from . import given


@pytest.fixture
def alliance(db: None) -> Iterator[cast.Alliance]:
    given.provide()
    yield cast.small_alliance()
    subjects._known.pop(given.KIND, None)
