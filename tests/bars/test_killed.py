"""The machine falls over at any moment: what was said to be sent is there, and nothing is there by half."""

import queue
import random
import threading
import time

import pytest

from . import journey
from .conftest import many, times
from .crowd import all_at_once
from .person import Person
from .site import Site

pytestmark = pytest.mark.slow
CLIENTS = 4


@pytest.mark.postgres_too
@pytest.mark.parametrize("kills", many(6, 200))
def test_nothing_that_was_sent_is_lost_when_all_processes_are_killed(unserved: Site, kills: int) -> None:
    """B04: at any moment, while four people send; whoever was told nothing sends again once the site is back (B25)."""
    chance, waiting = random.Random(kills), queue.SimpleQueue[Person]()
    sent: list[str] = []
    unserved.start()
    prepare(unserved, waiting, kills * 3)
    for number in range(kills):
        if number:
            unserved.start()
        people = [
            threading.Thread(target=send_until_it_falls, args=(unserved.port, waiting, sent), daemon=True)
            for _ in range(CLIENTS)
        ]
        for one in people:
            one.start()
        time.sleep(chance.uniform(0.02, 0.7))
        unserved.kill()
        for one in people:
            one.join(120)
        health = unserved.work("health")
        assert (health["integrity"], health["foreign"], health["half"]) == ("ok", [], 0)
        found = unserved.work("opened", given=sent[-CLIENTS:])
        assert [code for code, one in found.items() if one is None or one["breaks"]] == []
    unserved.start()
    send_until_it_falls(unserved.port, waiting, sent, most=kills * 3)
    found = unserved.work("opened", given=sent)
    lost = [code for code, one in found.items() if one is None]
    broken = [code for code, one in found.items() if one and (one["breaks"] or len(one["said"]) != 1)]
    assert (lost, broken) == ([], [])
    assert (len(sent), len(set(sent))) == (kills * 3, kills * 3)
    counted = unserved.work("counts")
    assert (counted["Case"], counted["Receipt"]) == (kills * 3, kills * 3)


def prepare(site: Site, waiting: "queue.SimpleQueue[Person]", count: int) -> None:
    """Has people answer all that is asked; what they said lies in memory, and outlives the processes."""

    def some(share: int) -> None:
        for number in range(share):
            person = Person(site.port, seconds=90)
            journey.by_the_short_way(person, f"Something happened, and it was number {number}.")
            waiting.put(person)

    all_at_once([lambda: some(count // 3)] * 3)


def send_until_it_falls(port: int, waiting: "queue.SimpleQueue[Person]", sent: list[str], *, most: int = 3) -> None:
    """Has one after another send; whoever was not told that it arrived waits again."""
    for _ in range(most):
        try:
            person = waiting.get_nowait()
        except queue.Empty:
            return
        person.port = port
        journey.send_by_the_short_way(person)
        if journey.is_sent(person):
            sent.append(person.code)
        else:
            waiting.put(person)


def test_restarted_site_answers_soon_and_knows_what_was_open(unserved: Site) -> None:
    """B58 at the raising door: what somebody wrote and did not send yet is there after the site was killed and started again."""
    unserved.start()
    person = Person(unserved.port)
    journey.to_the_last_page(person, "Rain over the quarry, and one who looked on.")
    unserved.kill()
    seconds = unserved.start()
    journey.send(person)
    assert journey.is_sent(person), person.words[:400]
    assert unserved.work("opened", given=[person.code])[person.code]
    assert seconds <= times(5)
