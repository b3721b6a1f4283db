"""What people wrote does not stay in the memory of the site's processes."""

import time

import pytest

from answerable.site.workers import QUIET_SECONDS

from . import journey
from .conftest import many
from .memory import held
from .person import Person
from .site import Site

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("people", many(12, 100))
def test_after_a_pause_memory_holds_no_words_no_codes_and_no_keys(site: Site, people: int) -> None:
    """B68: all processes of the site, byte by byte, once nobody wrote anything for a while."""
    texts = {
        f"Fig tree {number} and the mill, canary-Leopoldina-{number:04}": Person(site.port) for number in range(people)
    }
    for text, person in texts.items():
        journey.tell(person, text)
        assert journey.is_sent(person)
        journey.come_back(Person(site.port), person.code)
    codes = [one.code for one in texts.values()]
    seeds = site.work("seeds", given=codes)
    busy = held(site.processes(), list(texts))
    time.sleep(QUIET_SECONDS + 5)
    left = held(site.processes(), list(texts))
    assert any(busy.values()), "what is there is not seen"
    assert sum(bool(count) for count in left.values()) <= 5
    secrets = held(site.processes(), codes) | held(site.processes(), [bytes.fromhex(one) for one in seeds])
    assert {needle: count for needle, count in secrets.items() if count} == {}
    person = Person(site.port)
    journey.tell(person, "The site goes on.")
    assert journey.is_sent(person)


def test_somebody_who_writes_while_processes_change_notices_nothing(site: Site) -> None:
    """A visit and its cookie belong to no process: the next one goes on where the last one ended."""
    person = Person(site.port)
    journey.to_the_last_page(person, "Halfway through a sentence there was a pause.")
    before = set(site.web_workers())
    time.sleep(QUIET_SECONDS + 5)
    assert not before & set(site.web_workers())
    journey.send(person)
    assert journey.is_sent(person)
