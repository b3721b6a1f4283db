"""A concern is there. Whoever is no reader of it sees what they saw before, at every address, and so does the person it is about."""

import random
import statistics
import time
import uuid

import pytest

from . import journey
from .conftest import IS_SOAK, many
from .crawling import Seen, differing, look_again, seen, walk
from .person import Person
from .reader import Reader, at_the_desk, signed_in
from .site import Site

pytestmark = [pytest.mark.slow, pytest.mark.postgres_too]
BEGINNINGS = ["/", "/me", "/networks", "/organisations", "/search?q=tumaini", "/me/tasks", "/me/notices", "/me/security", "/secretariat/first-steps", "/cases/", "/r", "/help"]  # fmt: skip
SOME = ("secretariat", "focal_point_here", "coordinator_here")
REST = ("partner_here", "coordinator_above", "board_member", "editor_here", "facilitator_here", "committee_member_here", "member_here", "ex_coordinator_here", "stranger")  # fmt: skip
OUTSIDERS = SOME + REST if IS_SOAK else SOME
PAGES = 150 if IS_SOAK else 45
NAME = "Imani"
OF_A_CASE = (
    "/cases/{0}",
    "/cases/{0}/",
    "/cases/{0}/ties",
    "/cases/{0}/name",
    "/cases/{0}/opened",
    "/cases/{0}/files",
    "/cases/{0}/file/{0}",
    "/cases/{0}/do/answer",
)


def raise_some(site: Site, count: int) -> list[str]:
    """Has people tell of the organisation that the outsiders keep."""
    codes = []
    for number in range(count):
        person = Person(site.port)
        journey.tell(person, f"It is about how Tumaini Circle is led, number {number}.")
        assert journey.is_sent(person)
        codes.append(person.code)
    return codes


def test_nobody_sees_that_a_concern_came(site: Site) -> None:
    """B02: every page that an administrator of any kind can reach is, after concerns came and were answered, what it was before."""
    people = {role: signed_in(site.port, site.known["cast"][role]) for role in OUTSIDERS}
    before = {role: walk(one, BEGINNINGS, PAGES) for role, one in people.items()}
    calm = {role: look_again(people[role], found) for role, found in before.items()}
    moving = {role: differing(found, calm[role]) for role, found in before.items()}
    assert sum(map(len, moving.values())) <= 0.05 * sum(map(len, before.values())), moving
    codes = raise_some(site, 3)
    for number in range(3):
        site.work(
            "answer_all", given={"by": site.known["teams"]["country"][number], "words": "We read it.", "note": "Ours."}
        )
    cases = [str(found["case"]) for found in site.work("opened", given=codes).values()]
    after = {role: look_again(people[role], found) for role, found in before.items()}
    changed = {role: sorted(differing(calm[role], after[role]) - moving[role]) for role in people}
    assert changed == {role: [] for role in people}
    told = [
        (role, path)
        for role, found in after.items()
        for path, one in found.items()
        for case in cases
        if case.encode() in one.body
    ]
    assert told == []


@pytest.mark.parametrize("times", many(8, 200))
def test_hidden_and_missing_are_one_answer(site: Site, times: int) -> None:
    """B03: for everybody who is no reader of it, a case and an invented one answer the same, byte for byte and as fast."""
    (code,) = site.work("raise_some", 1)
    case = str(site.work("opened", given=[code])[code]["case"])
    outsiders: dict[str, Reader] = {role: signed_in(site.port, site.known["cast"][role]) for role in SOME}
    outsiders["nobody"] = Reader(site.port)
    outsiders["of another team"] = at_the_desk(site.port, site.known["teams"]["region"][0])
    holders = site.work("grants")[case]
    off = next(one for one in site.known["teams"]["country"] if one["id"] not in holders)
    outsiders["of the team, without a key"] = at_the_desk(site.port, off)
    differ = {}
    for who, one in outsiders.items():
        for pattern in OF_A_CASE:
            for method in ("GET", "POST"):
                invented = str(uuid.uuid4())
                real = _ask(one, pattern.format(case), method, case)
                other = _ask(one, pattern.format(invented), method, invented)
                if real != other:
                    differ[who, pattern, method] = (real.status, other.status)
    assert differ == {}
    assert [who for who, one in outsiders.items() if _is_told_apart(one, case, times)] == []


def _ask(one: Reader, path: str, method: str, case: str) -> Seen:
    """Returns what somebody sees, without the id that they asked for themselves: a page may lead back to it."""
    answer = one.read(path) if method == "GET" else one.send([("words", "x")], path=path)
    found = seen(answer)
    headers = tuple((name, value.replace(case, "")) for name, value in found.headers)
    return Seen(found.status, headers, found.body.replace(case.encode(), b""))


def _is_told_apart(one: Reader, case: str, times: int) -> bool:
    """Says whether time tells a case from an invented one: each time that it is asked, with more requests than before.

    A handful of requests on a machine that does other things differ by chance now and then; what is slower is so always.
    """
    for more in (1, 3, 9):
        apart, middle = _difference(one, case, more * times)
        if apart <= 0.02 or apart <= 0.3 * middle:
            return False
    return True


def _difference(one: Reader, case: str, times: int) -> tuple[float, float]:
    """Returns by how much the middles of both differ, and the smaller one, in seconds."""
    took: dict[bool, list[float]] = {True: [], False: []}
    asked = [True, False] * times
    random.shuffle(asked)
    for is_real in asked:
        path = f"/cases/{case if is_real else uuid.uuid4()}"
        begun = time.perf_counter()
        one.read(path)
        took[is_real].append(time.perf_counter() - begun)
    middles = [statistics.median(found) for found in took.values()]
    return abs(middles[0] - middles[1]), min(middles)


@pytest.mark.parametrize("cases", many(6, 100))
def test_rights_in_the_database_open_nothing(site: Site, cases: int) -> None:
    """B07: whoever writes the database makes a handler, the lead, an owner of others' rows of somebody; they read nothing more."""
    codes = site.work("raise_some", cases)
    found = site.work("opened", given=codes)
    held = site.work("grants")
    curious = site.known["teams"]["country"][0]
    theirs = [str(one["case"]) for one in found.values() if curious["id"] not in held[str(one["case"])]]
    assert theirs, "they read all of it anyway"
    site.work("seize", given={"by": curious, "cases": theirs})
    reader = at_the_desk(site.port, curious)
    inbox = reader.open("/cases/").text
    shown = {case: reader.read(f"/cases/{case}") for case in theirs}
    assert {page.status for page in shown.values()} <= {404, 409}, (
        "a row that was put there tells at most that it does not open"
    )
    assert not [case for case, page in shown.items() if "Something happened" in page.text or "Tumaini" in page.text]
    assert [case for case in theirs if case in inbox] == []
    assert site.work("try_by_code", given={"by": curious, "cases": theirs}) == 0
    stranger = signed_in(site.port, site.known["cast"]["secretariat"])
    site.work(
        "make_handler",
        given={"account": site.known["cast"]["secretariat"], "beside": site.known["teams"]["country"][1]["id"]},
    )
    stranger.open("/cases/enter")
    assert {stranger.read(f"/cases/{case}").status for case in theirs} <= {302, 303, 404}
    assert not any("number" in stranger.open(f"/cases/{case}").text for case in theirs)


@pytest.mark.parametrize("cases", many(2, 12))
def test_whoever_was_excluded_holds_no_key(site: Site, cases: int) -> None:
    """B09: somebody says who must not read; their keys open nothing of it, at the desk and in the database, later too."""
    out = site.known["teams"]["country"][0]
    called = f"UPDATE alliance_person SET name = '{NAME}', folded = '{NAME.lower()}' WHERE email = '{out['email']}'"
    site.work("sql", given=[called])
    for number in range(cases):
        person = Person(site.port)
        journey.tell(person, f"Not to be read by everybody, number {number}.", excluded=NAME)
        assert journey.is_sent(person)
    held = site.work("grants")
    assert len(held) == cases
    assert [case for case, of in held.items() if out["id"] in of] == []
    reader = at_the_desk(site.port, out)
    assert {reader.read(f"/cases/{case}").status for case in held} == {404}
    assert site.work("try_by_code", given={"by": out, "cases": list(held)}) == 0
    assert (
        site.work(
            "second_reader_refused", given={"team": site.known["teams"]["country"], "out": out, "cases": list(held)}
        )
        == cases
    )
