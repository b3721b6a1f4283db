import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import among_workers

from .site import Site, copied, made_once, served

IS_SOAK = os.environ.get("ANSWERABLE_SOAK") == "1"


def many(reduced: int, full: int) -> list[object]:
    """Returns how often something is tried: reduced, and in full where `bin/test --soak` asks for it."""
    return [reduced, pytest.param(full, marks=pytest.mark.soak)]


def times(seconds: float) -> float:
    """Returns how long something may take here and now: as said where nothing else is done, longer by what else there is."""
    return seconds * max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))


def _make(place: Path) -> None:
    made_once(place)


@pytest.fixture(scope="session")
def new_site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """An alliance with open teams, made once a run; nobody serves it, and nobody changes anything in it.

    `ANSWERABLE_BARS_KEPT`: a folder where it is kept from run to run, while tests are written.
    """
    kept = os.environ.get("ANSWERABLE_BARS_KEPT", "")
    if kept:
        return made_once(Path(kept))
    within = among_workers.folder() or tmp_path_factory.mktemp("bars")
    place, _ = among_workers.once(within, among_workers.here("bars"), _make)
    return made_once(place)


@pytest.fixture
def unserved(tmp_path: Path, new_site: Site) -> Iterator[Site]:
    """A copy of it."""
    site = copied(new_site, tmp_path / "site")
    try:
        yield site
    finally:
        site.stop()
        shutil.rmtree(site.visits, ignore_errors=True)


@pytest.fixture
def site(unserved: Site) -> Iterator[Site]:
    """The same, served."""
    with served(unserved) as one:
        yield one
