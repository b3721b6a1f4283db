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
Act = Callable[[], Person]


def plan(site: Site, **told: object) -> None:
    path = site.home / PLAN
    if told:
        path.write_text(json.dumps({"words": PLANTED, **told}))
    else:
        path.unlink(missing_ok=True)


def called_in(site: Site, act: Act) -> list[str]:
    """Returns the functions of the safe space that an act goes through."""
    plan(site, mode="list", also_reading=True)
    act()
    plan(site)
    names: list[str] = json.loads((site.home / CALLED).read_text())
    return [
        one for one in names if not one.endswith(("<lambda>", "<genexpr>", "<listcomp>", "<dictcomp>", "<setcomp>"))
    ]


def acts_of(site: Site) -> dict[str, Act]:
    """Returns acts that can be done again and again: each sends one form, and returns whoever sent it."""
    codes = site.work("raise_some", 2)
    telling, back = Person(site.port), Person(site.port)
    journey.to_the_last_page(telling, TYPED)
    sending = telling.request(journey.SEND)
    journey.come_back(back, codes[0])
    reader = at_the_desk(site.port, site.known["teams"]["country"][0])
    mine = next(
        journey.case_of(site, code)
        for code in codes
        if reader.read(f"/cases/{journey.case_of(site, code)}").status == 200
    )
    journey.declare_no_ties(reader, mine)

    def send() -> Person:
        telling.send(sending)
        return telling

    def come_back() -> Person:
        person = Person(site.port)
        journey.ask_for_the_code(person)
        journey.type_code(person, codes[1])
        return person

    def add() -> Person:
        back.send(journey.words_to_add(back, TYPED))
        return back

    def read() -> Reader:
        reader.read(f"/cases/{mine}")
        return reader

    return {"sending": send, "coming back": come_back, "adding": add, "reading": read}


@pytest.mark.parametrize("points", many(24, 60))
def test_faults_leak_nothing_and_claim_nothing(unserved: Site, points: int) -> None:
    """B28: at points all over, at the beginning and at the end of what happens there, with words in exceptions and in variables."""
    chance, tried = random.Random(points), 0
    with served(unserved, settings="tests.bars.faulty") as site:
        acts = acts_of(site)
        for name, act in acts.items():
            there = called_in(site, act)
            assert len(there) > 10, (name, there)
            for where in chance.sample(there, min(len(there), points // len(acts))):
                plan(site, mode="fail", where=where, when=chance.choice(("call", "return")), also_reading=True)
                person = act()
                plan(site)
                tried += 1
                assert found_in_bytes(person.last.body, [PLANTED]) == [], (name, where)
                assert "Traceback" not in person.page, (name, where)
                assert person.last.status != 0, (name, where)
        final = acts["sending"]()
        assert journey.is_sent(final), final.words[:300]
    assert tried >= points * 3 // 4
    health = site.work("health")
    assert (health["integrity"], health["foreign"], health["half"]) == ("ok", [], 0)
    assert found_in([site.said, *site.folders()], [PLANTED, TYPED]) == []
