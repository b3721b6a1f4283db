"""From what is known by heart to a key: slow enough, never too many at once, and to be made slower one day."""

import multiprocessing
import os
import resource
import threading
import time
from pathlib import Path

import pytest

from answerable.vault import Unreadable, derivation, people, primitives, receipts, turns
from tests.cheap_hashing import CHEAP, REAL_COSTS

SEED = bytes(range(32))
PASSPHRASE = "the heron waits by nine slow rivers"
SALT = bytes(range(16))


@pytest.fixture
def home(tmp_path: Path, settings: object) -> Path:
    settings.HOME = tmp_path  # type: ignore[attr-defined] # pytest-django's
    return tmp_path


@pytest.fixture
def dearer(monkeypatch: pytest.MonkeyPatch) -> None:
    """A second cost comes into use, as a later release brings one."""
    monkeypatch.setitem(derivation.COSTS, 2, derivation.Cost(memory=16384, passes=2))
    monkeypatch.setattr(derivation, "CURRENT", 2)


def test_real_cost_is_what_was_decided_and_is_argon2id() -> None:
    """64 MiB, three times through, one lane: the one test with the real work, against what another library reckons."""
    from argon2.low_level import Type, hash_secret_raw

    assert {1: derivation.Cost(memory=64 * 1024 * 1024, passes=3)} == REAL_COSTS
    ours = primitives.stretched(b"heron", SALT, passes=REAL_COSTS[1].passes, memory=REAL_COSTS[1].memory)
    assert ours == hash_secret_raw(b"heron", SALT, 3, 64 * 1024, 1, 32, Type.ID)


@pytest.mark.usefixtures("dearer")
def test_what_is_derived_depends_on_secret_salt_and_cost() -> None:
    some = {
        derivation.derived("heron", SALT, cost=1), derivation.derived("heron", SALT, cost=2),
        derivation.derived("herons", SALT, cost=1), derivation.derived("heron", bytes(16), cost=1),
    }  # fmt: skip
    assert len(some) == 4


def test_old_lock_opens_after_a_raise_and_is_renewed(monkeypatch: pytest.MonkeyPatch) -> None:
    """B80: old data opens, is locked anew at the next sign-in, and cannot be put back or called older than it is."""
    old = people.lock(SEED, PASSPHRASE, bound_to="ana")
    assert not people.needs_renewal(old)
    monkeypatch.setitem(derivation.COSTS, 2, CHEAP)
    monkeypatch.setattr(derivation, "CURRENT", 2)
    assert people.unlock(old, PASSPHRASE, bound_to="ana") == SEED
    assert people.needs_renewal(old)
    new = people.renewed(old, PASSPHRASE, bound_to="ana")
    assert (people.cost_of(old), people.cost_of(new)) == (1, 2)
    assert not people.needs_renewal(new)
    assert people.unlock(new, PASSPHRASE, bound_to="ana", least_cost=2) == SEED
    with pytest.raises(Unreadable):
        people.unlock(old, PASSPHRASE, bound_to="ana", least_cost=2)
    with pytest.raises(Unreadable):  # the same costs, another number: the number itself is bound
        people.unlock(new[:2] + b"\x01" + new[3:], PASSPHRASE, bound_to="ana")


def test_rules_that_came_since_lock_nobody_out(monkeypatch: pytest.MonkeyPatch) -> None:
    old = people.lock(SEED, PASSPHRASE, bound_to="ana")
    monkeypatch.setattr(people, "faults_of", lambda *_, **__: ["common"])
    assert people.unlock(people.renewed(old, PASSPHRASE, bound_to="ana"), PASSPHRASE, bound_to="ana") == SEED


def test_old_receipt_is_found_after_a_raise_and_is_renewed(monkeypatch: pytest.MonkeyPatch) -> None:
    """B80."""
    code = receipts.new_receipt()
    before = receipts.look_up_and_key(code)
    blob = receipts.wrap(SEED, before)
    monkeypatch.setitem(derivation.COSTS, 2, derivation.Cost(memory=16384, passes=2))
    monkeypatch.setattr(derivation, "CURRENT", 2)
    newest, oldest = receipts.traces(code)
    assert (newest.cost, oldest.look_up) == (2, before.look_up)
    assert receipts.unwrap(blob, oldest) == SEED
    assert receipts.needs_renewal(blob)
    trace, renewed = receipts.rewrap(SEED, code)
    assert trace == newest
    assert not receipts.needs_renewal(renewed)


@pytest.mark.parametrize("cost", [0, 2, 255, -1])
def test_cost_that_is_not_in_the_table_is_refused(cost: int) -> None:
    """B80: neither more work than was decided, nor less."""
    with pytest.raises(Unreadable):
        derivation.derived("heron", SALT, cost=cost)


def at_it(home: str, seconds: float, told: "multiprocessing.Queue[tuple[float, float] | None]", wait: float) -> None:
    """In a process of its own: takes a turn, and tells when it began and ended; None where it was told to come back."""
    from django.conf import settings

    settings.HOME, settings.TURN_SECONDS = home, wait
    try:
        with turns.turn("derivation"):
            began = time.monotonic()
            time.sleep(seconds)
            told.put((began, time.monotonic()))
    except turns.Busy:
        told.put(None)


def asked_at_once(home: Path, count: int, *, seconds: float, wait: float = 60) -> list[tuple[float, float] | None]:
    context = multiprocessing.get_context("fork")
    told: multiprocessing.Queue[tuple[float, float] | None] = context.Queue()
    people_at_the_door = [context.Process(target=at_it, args=(str(home), seconds, told, wait)) for _ in range(count)]
    for one in people_at_the_door:
        one.start()
    answers = [told.get(timeout=120) for _ in people_at_the_door]
    for one in people_at_the_door:
        one.join(timeout=60)
    return answers


def most_at_once(spans: list[tuple[float, float]]) -> int:
    return max(sum(began <= moment < ended for began, ended in spans) for moment, _ in spans)


def test_two_at_once_over_all_processes(home: Path) -> None:
    """B85: twelve processes ask, two at a time are at it, all have their turn."""
    spans = [one for one in asked_at_once(home, 12, seconds=0.05) if one]
    assert len(spans) == 12
    assert most_at_once(spans) <= turns.AT_ONCE == 2


def test_whoever_came_first_has_the_first_turn(home: Path, settings: object) -> None:
    """Nobody waits longer because others came later: with two at once, nobody is passed by more than one."""
    settings.TURN_SECONDS = 20  # type: ignore[attr-defined] # pytest-django's
    busy = [turns._waited_for("derivation", 1) for _ in range(turns.AT_ONCE)]
    order: list[int] = []

    def come(number: int) -> None:
        with turns.turn("derivation"):
            order.append(number)
            time.sleep(0.03)

    people = [threading.Thread(target=come, args=(number,)) for number in range(12)]
    for one in people:
        one.start()
        time.sleep(0.1)
    for handle in busy:
        turns._let_go(handle)
    for one in people:
        one.join()
    assert all(abs(place - number) <= 1 for place, number in enumerate(order)), order


def test_whoever_waits_too_long_is_told(home: Path) -> None:
    """B85: a word in time and no time-out; those who are at it finish."""
    answers = asked_at_once(home, 6, seconds=1.5, wait=0.3)
    assert sum(one is not None for one in answers) == 2
    assert answers.count(None) == 4


def test_line_is_bounded(home: Path, monkeypatch: pytest.MonkeyPatch, settings: object) -> None:
    """B85: whoever finds the line full is told at once, however long one would wait in it."""
    settings.TURN_SECONDS = 60  # type: ignore[attr-defined] # pytest-django's
    monkeypatch.setattr(turns, "WAITING", 0)
    began = time.monotonic()
    with pytest.raises(turns.Busy), turns.turn("derivation"):
        pytest.fail("it had a turn")
    assert time.monotonic() - began < 5


def test_turn_ends_however_its_process_does(home: Path, settings: object) -> None:
    settings.TURN_SECONDS = 20  # type: ignore[attr-defined] # pytest-django's
    handles = [turns._waited_for("derivation", 1) for _ in range(2)]
    child = os.fork()
    if child == 0:
        time.sleep(30)
        os._exit(0)
    try:
        for one in handles:
            turns._let_go(one)  # a process forked meanwhile still holds the files open
        with turns.turn("derivation"):
            pass
    finally:
        os.kill(child, 9)
        os.waitpid(child, 0)


def test_fault_within_a_turn_is_told_and_ends_it(home: Path, settings: object) -> None:
    settings.TURN_SECONDS = 0.1  # type: ignore[attr-defined] # pytest-django's
    for _ in range(5):
        with pytest.raises(BlockingIOError), turns.turn("derivation"):
            raise BlockingIOError
    with turns.turn("derivation"), turns.turn("derivation"), pytest.raises(turns.Busy), turns.turn("derivation"):
        pytest.fail("a third one had a turn")


def sign_in(home: str, told: "multiprocessing.Queue[int]") -> None:
    """In a process of its own: opens a lock at the real cost, and tells by how many bytes it grew."""
    from django.conf import settings

    settings.HOME, settings.TURN_SECONDS = home, 300
    derivation.COSTS.update(REAL_COSTS)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    derivation.derived(PASSPHRASE, SALT, cost=1)
    told.put((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024)


@pytest.mark.soak
def test_fifty_sign_ins_at_once_stay_within_their_memory(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """B85 at full count: what two at once take is what all fifty take, half a gigabyte being the limit."""
    monkeypatch.setattr(turns, "WAITING", 64)
    context = multiprocessing.get_context("fork")
    told: multiprocessing.Queue[int] = context.Queue()
    all_of_them = [context.Process(target=sign_in, args=(str(home), told)) for _ in range(50)]
    for one in all_of_them:
        one.start()
    grown = [told.get(timeout=300) for _ in all_of_them]
    assert max(grown) * turns.AT_ONCE < 512 * 1024 * 1024
    for one in all_of_them:
        one.join(timeout=60)
