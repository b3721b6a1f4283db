"""Whoever steals the database, or the secrets with it, steals no session and no seed."""

from pathlib import Path

import pytest

from . import journey
from .conftest import many
from .person import Person
from .reader import at_the_desk
from .site import Site, copied, served

pytestmark = pytest.mark.slow
PARTS = (16, 400)  # as long as a token may be


def candidates(values: list[list[str]]) -> set[str]:
    """Returns every value, and every part of one, that could be what a cookie holds."""
    found: set[str] = set()
    for _, raw in values:
        content = bytes.fromhex(raw)
        found |= {content.hex()}
        text = content.decode("utf-8", "replace")
        found |= {text, *text.replace('"', " ").replace(":", " ").replace(",", " ").split()}
    return {one for one in found if PARTS[0] <= len(one) <= PARTS[1] and one.isascii() and one.isprintable()}


@pytest.mark.postgres_too
@pytest.mark.parametrize("people", many(4, 20))
def test_database_opens_no_visit_and_no_desk(unserved: Site, tmp_path: Path, people: int) -> None:
    """B21: all values as cookies, taken while people write and read; and live cookies at a thief's copy of database and secrets."""
    with served(unserved) as site:
        writing = [Person(site.port) for _ in range(people)]
        for one in writing:
            journey.to_the_last_page(one, "A lamp went out, and two left by the back door.")
        codes = site.work("raise_some", 2)
        inside = Person(site.port)
        journey.come_back(inside, codes[0])
        assert journey.is_in(inside)
        reader = at_the_desk(site.port, site.known["teams"]["country"][0])
        assert reader.read("/cases/").status == 200
        values = candidates(site.work("every_value"))
        assert len(values) > 100
        assert site.work("as_tokens", given=sorted(values)) == 0
        names = [name for one in (writing[0], reader) for name in one.cookies]
        for name in names:
            thief = Person(site.port, cookies=dict.fromkeys([name], sorted(values)[0]))
            thief.send([("do", journey.OPEN), ("once", "x")])
            assert not journey.is_in(thief)
    thiefs = copied(unserved, tmp_path / "thief")
    with served(thiefs):
        for one in (inside, reader, writing[0]):
            again = Person(thiefs.port, cookies=dict(one.cookies))
            again.send(journey.any_step(one))
            assert not journey.is_in(again)
            assert "back door" not in again.page
        desk = Person(thiefs.port, cookies=dict(reader.cookies))
        assert desk.read("/cases/").status in {302, 303, 404}  # the session itself is known; what unlocks is not
        answer = Person(thiefs.port, cookies=dict(reader.cookies)).read(f"/cases/{journey.case_of(thiefs, codes[0])}")
        assert answer.status in {302, 303, 404}


def test_parts_of_an_unlocked_seed_open_nothing_alone(site: Site) -> None:
    """B21: the browser's part without the server's memory, and the memory without the browser's part."""
    code = site.work("raise_some", 1)[0]
    person = Person(site.port)
    journey.come_back(person, code)
    assert journey.is_in(person)
    kept = {path: path.read_bytes() for path in site.visits.rglob("*") if path.is_file()}
    assert kept
    for path in kept:
        path.unlink()
    before = journey.any_step(person)
    without_memory = Person(site.port, cookies=dict(person.cookies))
    without_memory.send(before)
    assert not journey.is_in(without_memory)
    for path, content in kept.items():
        path.write_bytes(content)
        path.chmod(0o600)
    for cookies in ({}, {name: "A" * len(value) for name, value in person.cookies.items()}):
        without_cookie = Person(site.port, cookies=cookies)
        without_cookie.send(before)
        assert not journey.is_in(without_cookie)
