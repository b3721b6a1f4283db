"""What was done, in words: every act has them, and nobody reads more from the ledger than they may see."""

import ast
from pathlib import Path

import pytest

import answerable
from answerable.alliance.actions import organisations, people
from answerable.alliance.pages.deeds import DEEDS
from answerable.alliance.pages.presenters.ledger import deeds
from answerable.alliance.queries.deeds import provided
from answerable.ledger import queries as ledger
from tests.cast import Alliance
from tests.commitments import given
from tests.house.visiting import Visits

ROOT = Path(answerable.__file__).parent
ENTERING = {"enter", "record", "_enter", "_record", "_move", "_asked", "_settled", "_changed", "_remove"}


def verbs_of(path: Path) -> set[str]:
    """Returns the acts that a file enters by name: the second or third word of the call, or its verb."""
    room, found = path.relative_to(ROOT).parts[0], set[str]()
    for node in ast.walk(ast.parse(path.read_text())):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        said = [*node.args[1:3]] if name in ENTERING else []
        said += [one.value for one in node.keywords if one.arg in {"verb", "act"}]
        texts = [one.value for one in said if isinstance(one, ast.Constant) and isinstance(one.value, str)]
        found |= {text if "." in text else f"{room}.{text}" for text in texts if text.replace(".", "_").isidentifier()}
    return found


def told() -> set[str]:
    return DEEDS.keys() | {act for room in provided() for act in room.words}


def test_every_act_has_its_words() -> None:
    rooms = ("access", "alliance", "backups", "commitments", "conduct", "jobs", "notices", "questions")
    found = {verb for room in rooms for path in (ROOT / room).rglob("actions*/**/*.py") for verb in verbs_of(path)}
    assert len(found) > 170
    assert found - told() == set()


@pytest.mark.django_db
def test_every_entry_of_the_cast_is_told_in_words(cast: Alliance) -> None:
    assert {one.act for one in ledger.latest(1000)} <= told()


@pytest.mark.django_db
def test_history_says_who_did_what_in_which_office(cast: Alliance) -> None:
    organisations.set_visibility(
        by=cast.actor("coordinator_here"), organisation=cast.circle, visibility="members", at_risk=False
    )
    page = Visits(cast).client("coordinator_here").get(f"/n/{cast.here.slug}/history").content.decode()
    assert ("who may know of an organisation" in page, "Tumaini Circle" in page, "alliance.set_visibility" in page) == (
        True,
        True,
        False,
    )


@pytest.mark.django_db
def test_thing_that_the_reader_may_not_know_of_is_told_by_its_kind(cast: Alliance) -> None:
    """B03: the ledger names nothing that is hidden from who reads it."""
    entries = ledger.latest(1000)
    told = deeds(entries, cast.actor("coordinator_elsewhere"), "en")
    assert "Quiet Shelter" not in {one.thing for one in told}
    assert "Quiet Shelter" in {one.thing for one in deeds(entries, cast.actor("coordinator_here"), "en")}


@pytest.mark.django_db
def test_what_somebody_said_of_themselves_is_told_of_nobody(cast: Alliance) -> None:
    people.declare_self(by=cast.actor("member_here"), person=cast.people["member_here"], measures=())
    (told,) = deeds(ledger.latest(1), cast.actor("secretariat"), "en")
    assert (told.thing, told.href, told.who) == ("a person", "", "")


@pytest.mark.django_db
def test_what_rooms_above_do_is_named_for_whoever_may_know_of_it(cast: Alliance) -> None:
    """B10: of a private commitment the ledger's pages say no word."""
    made = [given.of_circle(cast), given.of_circle(cast, shown="private", what="Say sorry to Amina")]
    told = {one.thing: one.href for one in deeds(ledger.latest(4), cast.actor("secretariat"), "en")}
    assert told[given.WHAT] == f"/commitments/{made[0].key}"
    assert ("Say sorry to Amina" in told, f"/commitments/{made[1].key}" in told.values()) == (False, False)
    elsewhere = {one.thing for one in deeds(ledger.latest(4), cast.actor("coordinator_elsewhere"), "en")}
    assert given.WHAT not in elsewhere
