import pytest

from tests.cast import Alliance, small_alliance


@pytest.fixture
def cast(db: None) -> Alliance:
    """The small alliance and its people."""
    return small_alliance()
