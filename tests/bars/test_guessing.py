"""Many guess codes and many send rubbish: nobody finds anything, nobody honest is kept out, and all wrong codes are answered alike."""

import random
import re
import statistics
import threading
import time
from functools import partial

import pytest

from answerable.vault import receipts

from . import journey
from .conftest import many, times
from .crowd import Told, all_at_once, tell_once
from .line import Answer
from .person import Person, Stuck
from .reader import at_the_desk
from .site import Site

pytestmark = pytest.mark.slow
HOPS = ("Date",)  # what differs between any two answers
TOKEN = re.compile(r"(?<=^notes=)[A-Za-z0-9_-]{43}(?=;)")


def sources(count: int) -> list[str]:
    chance = random.Random(count)
    return [f"127.{chance.randrange(1, 250)}.{chance.randrange(250)}.{chance.randrange(1, 250)}" for _ in range(count)]


def told_apart(answer: Answer) -> tuple[int, bytes, tuple[tuple[str, str], ...]]:
    """Returns what somebody at the line could tell answers apart by, but for what is drawn anew for each."""
    headers = tuple((name, TOKEN.sub("", value)) for name, value in answer.headers if name not in HOPS)
    return answer.status, journey.without_draws(answer.body), headers


def kinds_of_codes(site: Site) -> dict[str, list[str]]:
    """Returns codes of every kind that leads nowhere."""
    exchanged = site.work("raise_some", 1)[0]
    site.work("exchange", given=exchanged)
    ended = site.work("raise_some", 1)[0]
    site.work("anonymise", given=ended)
    right = site.work("raise_some", 1)[0]
    typo = right[:-1] + ("2" if right[-1] != "2" else "3")
    return {
        "unknown": [receipts.new_receipt(), receipts.new_receipt()], "mistyped": [typo, "0" * 18], "no code": ["hello", "1234"],
        "too long": ["7" * 190], "exchanged": [exchanged], "gone": [ended],
    }  # fmt: skip


@pytest.mark.postgres_too
@pytest.mark.parametrize("rounds", many(3, 300))
def test_codes_that_lead_nowhere_are_answered_alike(site: Site, rounds: int) -> None:
    """B38: the same bytes, the same size, the same time, whatever is wrong with a code."""
    kinds = kinds_of_codes(site)
    seen: dict[str, set[object]] = {}
    took: dict[str, list[float]] = {}
    for number in range(rounds):
        for kind, codes in kinds.items():
            person = Person(site.port)
            journey.ask_for_the_code(person)
            begun = time.monotonic()
            journey.type_code(person, codes[number % len(codes)])
            took.setdefault(kind, []).append(time.monotonic() - begun)
            seen.setdefault(kind, set()).add((told_apart(person.led), told_apart(person.last)))
    assert {kind: len(found) for kind, found in seen.items()} == dict.fromkeys(kinds, 1)
    assert len(set.union(*seen.values())) == 1
    middles = {kind: statistics.median(found) for kind, found in took.items()}
    assert max(middles.values()) - min(middles.values()) < times(0.1), middles
    assert min(min(found) for found in took.values()) >= 0.99


@pytest.mark.postgres_too
@pytest.mark.parametrize(("guesses", "live"), [(40, 5), pytest.param(10_000, 1000, marks=pytest.mark.soak)])
def test_guessing_finds_nothing_and_keeps_nobody_out(site: Site, guesses: int, live: int) -> None:
    """B13: well-formed wrong codes from four machines, while one who has a code comes back again and again."""
    codes, enough = site.work("raise_some", live), threading.Event()
    found: list[str] = []
    took: list[float] = []
    share = guesses // 4

    def guess(source: str) -> None:
        for _ in range(share):
            person = Person(site.port, source=source, seconds=90)
            journey.ask_for_the_code(person)
            journey.type_code(person, receipts.new_receipt())
            if journey.is_in(person):
                found.append(person.page)

    def come_back() -> None:
        at = 0
        while not enough.is_set() or not took:
            person, begun = Person(site.port, seconds=90), time.monotonic()
            journey.ask_for_the_code(person)
            journey.type_code(person, codes[at % len(codes)])
            assert journey.is_in(person), person.words[:300]
            took.append(time.monotonic() - begun)
            at += 1

    honest = threading.Thread(target=come_back)
    honest.start()
    all_at_once([partial(guess, source) for source in sources(4)], seconds=7200)
    enough.set()
    honest.join(120)
    assert found == []
    assert sorted(took)[int(len(took) * 0.95)] <= times(5)


@pytest.mark.postgres_too
@pytest.mark.parametrize(("seconds", "honest"), [(10, 4), pytest.param(60, 20, marks=pytest.mark.soak)])
def test_flood_keeps_no_honest_person_out(site: Site, seconds: int, honest: int) -> None:
    """B29, B85: 50 forged sendings and 20 guesses a second from 200 addresses; those who mean it come through, and the desk goes on."""
    before, most = site.resident(), [0]
    reader = at_the_desk(site.port, site.known["teams"]["country"][0])
    assert reader.read("/cases/").status == 200
    told, statuses = Told(), list[int]()
    pages: list[float] = []
    addresses, ends = sources(200), time.monotonic() + seconds

    def flood(number: int, act: str, pace: float) -> None:
        at = number
        while time.monotonic() < ends:
            begun = time.monotonic()
            person = Person(site.port, source=addresses[at % len(addresses)], seconds=90)
            if act == journey.OPEN:  # no code is taken without a visit
                person.send([("do", "back")])
            person.send(
                [("do", act), ("once", "forged"), ("code", receipts.new_receipt()), ("happened", "rubbish " * 40)]
            )
            statuses.append(person.last.status)
            at += 1
            time.sleep(max(0.0, pace - (time.monotonic() - begun)))

    def look_at_the_desk() -> None:
        while time.monotonic() < ends or len(pages) < 5:
            begun = time.monotonic()
            assert reader.read("/cases/").status == 200
            pages.append(time.monotonic() - begun)
            most[0] = max(most[0], site.resident())
            time.sleep(0.3)

    def tell() -> None:
        begun = time.monotonic()
        tell_once(site.port, told, "It was after the meeting, by the well.", source=random.choice(addresses))
        told.took.append(time.monotonic() - begun)

    forged = [partial(flood, n, journey.SEND, 0.5) for n in range(25)]
    guessed = [partial(flood, n, journey.OPEN, 0.5) for n in range(10)]
    all_at_once([*forged, *guessed, *[tell] * honest, look_at_the_desk], seconds=seconds + 300)
    assert (told.refused, len(told.sent)) == ([], honest)
    assert max(told.took) <= times(60)
    assert most[0] <= 1024
    assert statistics.quantiles(pages, n=20)[-1] <= times(2)
    assert set(statuses) <= {200, 503, 0}
    afterwards = Person(site.port, source=addresses[0])
    journey.tell(afterwards, "Afterwards nobody is shut out.")
    assert journey.is_sent(afterwards)
    assert before > 0


@pytest.mark.parametrize("people", [24, pytest.param(50, marks=pytest.mark.soak)])
def test_many_derivations_at_once_take_turns(site: Site, people: int) -> None:
    """B85: two derive at a time, others wait or are told to try again; memory stays within bounds and nobody is kept hanging."""
    codes, outcomes, enough, at_once, most = site.work("raise_some", 2), [], threading.Event(), [0], [0]
    before = site.resident()

    def come_back(number: int) -> None:
        person = Person(site.port, seconds=90)
        try:
            journey.ask_for_the_code(person)
            journey.type_code(person, codes[number % 2])
        except Stuck:
            outcomes.append("stuck")
            return
        outcomes.append(
            "in"
            if journey.is_in(person)
            else "busy"
            if journey.is_busy(person)
            else f"{person.last.status}: {person.words[:200]}"
        )

    def watch() -> None:
        while not enough.is_set():
            at_once[0] = max(at_once[0], journey.derivations_now(site))
            most[0] = max(most[0], site.resident())
            time.sleep(0.02)

    watching = threading.Thread(target=watch)
    watching.start()
    all_at_once([partial(come_back, n) for n in range(people)], seconds=200)
    enough.set()
    watching.join(20)
    assert set(outcomes) <= {"in", "busy"}, outcomes
    assert outcomes.count("in") >= min(people, 30)
    assert at_once[0] <= 2
    assert most[0] - before <= 512


@pytest.mark.postgres_too
@pytest.mark.parametrize("cases", many(120, 2000))
def test_however_many_wait_to_be_read_the_door_is_open(site: Site, cases: int) -> None:
    """B29: desks with far more than they can read take in the next one all the same, as near as before."""
    near = {one["id"] for one in site.known["teams"]["country"]}
    assert site.work("fill", cases) >= cases
    person = Person(site.port)
    journey.tell(person, "After very many others.")
    assert journey.is_sent(person), person.words[:300]
    held = site.work("grants")
    assert len(held) > cases
    assert all(set(of) <= near for of in held.values())
