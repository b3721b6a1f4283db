"""Whatever breaks while somebody tells, comes back, reads or answers: nothing of it leaks, and nobody is told that it was saved."""

import json
import random
from collections.abc import Callable

import pytest

from . import journey
from .conftest import many
from .person import Person
from .planting import CALLED, PLAN
from .reader import Reader, at_the_desk
from .scanning import found_in, found_in_bytes
from .site import Site, served

pytestmark = pytest.mark.slow
PLANTED = "canary-Philippa-in-the-exception"
TYPED = "canary-Gwendolen-in-the-words"
Fire = Callable[[], Person]
Prepare = Callable[[], Fire]  # everything up to the one request that is tried


def plan(site: Site, **told: object) -> None:
    path = site.home / PLAN
    if told:
        path.write_text(json.dumps({"words": PLANTED, **told}))
    else:
        path.unlink(missing_ok=True)


def called_in(site: Site, prepare: Prepare) -> list[str]:
    """Returns the functions of the safe space that an act goes through."""
    fire = prepare()
    plan(site, mode="list", also_reading=True)
    fire()
    plan(site)
    names: list[str] = json.loads((site.home / CALLED).read_text())
    return [
        one for one in names if not one.endswith(("<lambda>", "<genexpr>", "<listcomp>", "<dictcomp>", "<setcomp>"))
    ]


def acts_of(site: Site) -> dict[str, Prepare]:
    """Returns acts that can be done again and again, each by one request."""
    codes = site.work("raise_some", 2)
    reader = at_the_desk(site.port, site.known["teams"]["country"][0])
    cases = [journey.case_of(site, code) for code in codes]
    mine = next(case for case in cases if reader.read(f"/cases/{case}").status == 200)
    journey.declare_no_ties(reader, mine)

    def send() -> Fire:
        person = Person(site.port)
        journey.by_the_short_way(person, TYPED)
        return lambda: sending(person, person.last_form)

    def come_back() -> Fire:
        person = Person(site.port)
        journey.ask_for_the_code(person)
        return lambda: sending(person, person.request(journey.OPEN, {"code": codes[1]}))

    def add() -> Fire:
        person = Person(site.port)
        journey.come_back(person, codes[0])
        return lambda: sending(person, journey.words_to_add(person, TYPED))

    def read() -> Fire:
        return lambda: reading(reader, f"/cases/{mine}")

    return {"sending": send, "coming back": come_back, "adding": add, "reading": read}


def sending(person: Person, fields: list[tuple[str, str]]) -> Person:
    person.send(fields)
    return person


def reading(reader: Reader, path: str) -> Reader:
    reader.read(path)
    return reader


@pytest.mark.parametrize("points", many(24, 60))
def test_faults_leak_nothing_and_claim_nothing(unserved: Site, points: int) -> None:
    """B28: at points all over, at the beginning and at the end of what happens there, with words in exceptions and in variables."""
    chance, tried = random.Random(points), 0
    with served(unserved, settings="tests.bars.faulty") as site:
        acts = acts_of(site)
        for name, prepare in acts.items():
            there = called_in(site, prepare)
            assert len(there) > 10, (name, there)
            for where in chance.sample(there, min(len(there), points // len(acts))):
                fire = prepare()
                plan(site, mode="fail", where=where, when=chance.choice(("call", "return")), also_reading=True)
                person = fire()
                plan(site)
                tried += 1
                assert found_in_bytes(person.last.body, [PLANTED]) == [], (name, where)
                assert "Traceback" not in person.page, (name, where)
                assert person.last.status != 0, (name, where)
        final = acts["sending"]()()
        assert journey.is_sent(final), final.words[:300]
    assert tried >= points * 3 // 4
    health = site.work("health")
    assert (health["integrity"], health["foreign"], health["half"]) == ("ok", [], 0)
    assert found_in([site.said, *site.folders()], [PLANTED, TYPED]) == []
