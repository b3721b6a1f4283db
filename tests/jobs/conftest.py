import pytest

from . import work


@pytest.fixture(autouse=True)
def _nothing_done(db: None) -> None:
    work.done.clear()
    work.fails.clear()
