"""The line is cut after it was saved, somebody presses twice, a browser sends again: there is one concern, and the same page."""

import socket
import threading
from collections.abc import Iterator
from functools import partial

import pytest

from . import journey
from .conftest import many
from .crowd import all_at_once
from .line import as_form
from .person import Person
from .site import Site, served

pytestmark = [pytest.mark.slow, pytest.mark.postgres_too]
PORTION = (0, 1, 40, 700)  # bytes of the answer that arrive before the line is cut


@pytest.fixture
def site(unserved: Site) -> Iterator[Site]:
    """A site that asks nobody for a sum, however many send: what is tried here is sending again."""
    unserved.more["ANSWERABLE_RAISING_BURST"] = "1000000"
    with served(unserved) as one:
        yield one


def cut_after(person: Person, fields: list[tuple[str, str]], received: int) -> None:
    """Sends a form, reads so much of the answer, and hangs up."""
    body, kind = as_form(fields)
    kept = "; ".join(f"{name}={value}" for name, value in person.cookies.items())
    head = (
        f"POST /r HTTP/1.1\r\nHost: localhost\r\nCookie: {kept}\r\nContent-Type: {kind}\r\n"
        f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", person.port), 60) as line:
        line.sendall(head.encode() + body)
        if received:
            line.recv(received)
        else:
            line.shutdown(socket.SHUT_RDWR)


def added(before: dict[str, int], after: dict[str, int]) -> tuple[int, int]:
    """Returns how many concerns and ways back came."""
    return after["Case"] - before["Case"], after["Receipt"] - before["Receipt"]


@pytest.mark.parametrize("sendings", many(8, 100))
def test_lost_answer_is_asked_for_again(site: Site, sendings: int) -> None:
    """B25: the connection breaks after the sending; sent again, it is the same concern and the same page."""
    people, before = [], site.work("counts")
    for number in range(sendings):
        person = Person(site.port)
        journey.to_the_last_page(person, f"The bell rang late, number {number}.")
        cut_after(person, person.request(journey.SEND), PORTION[number % len(PORTION)])
        again = [(name, value) for name, value in person.request(journey.SEND)]
        person.send(again)
        assert journey.is_sent(person), person.words[:400]
        first = journey.what_it_says(person)
        person.send(again)
        assert journey.what_it_says(person) == first
        people.append(person)
    assert added(before, site.work("counts")) == (sendings, sendings)
    found = site.work("opened", given=[one.code for one in people])
    assert all(one and len(one["said"]) == 1 and not one["breaks"] for one in found.values())


@pytest.mark.parametrize("sendings", many(6, 50))
def test_pressed_twice_at_once_is_one_concern(site: Site, sendings: int) -> None:
    """B25: both sendings arrive at the same moment."""
    people, before = [Person(site.port, seconds=90) for _ in range(sendings)], site.work("counts")
    for number, one in enumerate(people):
        journey.to_the_last_page(one, f"Water stood in the yard, number {number}.")
    barrier, twins = threading.Barrier(4), []

    def press(one: Person, fields: list[tuple[str, str]]) -> None:
        barrier.wait(30)
        one.send(fields)

    for at in range(0, sendings, 2):
        pair = people[at : at + 2]
        acts = []
        for one in pair:
            fields = one.request(journey.SEND)
            twin = Person(site.port, cookies=dict(one.cookies), seconds=90)
            twins.append((one, twin))
            acts += [partial(press, one, fields), partial(press, twin, fields)]
        all_at_once(acts, seconds=120)
    for one, twin in twins:
        assert journey.is_sent(one) or journey.is_sent(twin), (one.words[:300], twin.words[:300])
    assert added(before, site.work("counts")) == (sendings, sendings)
    found = site.work("opened", given=[one.code for one in people])
    assert all(one and len(one["said"]) == 1 for one in found.values())


@pytest.mark.parametrize("times", many(4, 30))
def test_words_added_twice_at_once_are_added_once(site: Site, times: int) -> None:
    """B25 for whoever came back."""
    codes = site.work("raise_some", times)
    for code in codes:
        person = Person(site.port, seconds=90)
        journey.come_back(person, code)
        fields = journey.words_to_add(person, "One thing more, said once.")
        twin = Person(site.port, cookies=dict(person.cookies), seconds=90)
        all_at_once([partial(person.send, fields), partial(twin.send, fields)], seconds=120)
    found = site.work("opened", given=codes)
    assert {code: sum("said once" in words for words in one["said"]) for code, one in found.items()} == dict.fromkeys(
        codes, 1
    )
