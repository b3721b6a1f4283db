from collections.abc import Iterator

import pytest

from . import work


@pytest.fixture(autouse=True)
def _nothing_done(db: None) -> Iterator[None]:
    work.done.clear()
    work.fails.clear()
    yield
