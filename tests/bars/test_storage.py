"""A disk that fails now and then: whoever was told that it arrived is right, and everybody else is told that it did not."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection

from . import journey
from .conftest import many
from .person import Person, Stuck
from .site import Site, served

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("fiu-run") is None, reason="not run: fiu-utils is not installed"),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="of SQLite: PostgreSQL writes in processes of its own"),
]
FAULTS = {
    "syncs": ("posix/io/sync/*", 0.1),
    "writes": ("posix/io/rw/pwrite*", 0.005),
    "renames": ("posix/io/dir/rename", 0.02),
}


@contextmanager
def served_somehow(site: Site, *before: str) -> Iterator[Site]:
    """Serves it; on such a disk it may need several starts."""
    for _ in range(10):
        try:
            site.start(*before)
            break
        except AssertionError:
            site.kill()
    try:
        yield site
    finally:
        site.stop()


@pytest.mark.parametrize("people", many(12, 300))
@pytest.mark.parametrize("what", FAULTS)
def test_what_the_disk_did_not_take_is_told(unserved: Site, what: str, people: int) -> None:
    """B49: of a hundred syncs ten fail, of a thousand writes five (a concern takes some hundred), of a hundred renames two."""
    name, chance = FAULTS[what]
    with served(unserved):
        pass  # whatever a first start has to do, it does on a good disk
    sent, told_otherwise = [], 0
    with served_somehow(unserved, "fiu-run", "-x", "-c", f"enable_random name={name},probability={chance}") as site:
        for number in range(people):
            person = Person(site.port)
            try:
                journey.by_the_short_way(person, f"The boat came late, number {number}.")
            except Stuck:
                continue
            for _ in range(24):
                if journey.asks_a_sum(person):
                    journey.solve(person)  # so many tries look like a crowd
                else:
                    person.send(person.last_form)
                if journey.is_sent(person):
                    sent.append(person.code)
                    break
                if journey.asks_a_sum(person):
                    continue
                assert "NOT SAVED" in person.words or "NOT SAVED" in person.page, person.words[:300]
                told_otherwise += 1
        assert len(sent) >= people // 2
    health = unserved.work("health")
    assert (health["integrity"], health["foreign"], health["half"]) == ("ok", [], 0)
    found = unserved.work("opened", given=sent)
    assert [code for code, one in found.items() if one is None or one["breaks"] or len(one["said"]) != 1] == []
    assert told_otherwise or people < 100 or what == "renames", "nothing failed"
