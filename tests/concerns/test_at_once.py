"""Many at once: a team that changes while concerns come in, and one that is sent fifty times at one moment."""

import os
import threading
import time
from collections.abc import Iterator
from contextlib import nullcontext, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from answerable.access.refusals import Unacceptable
from answerable.concerns import actions
from answerable.concerns.actions import raising, standing_aside
from answerable.concerns.models import Case, Grant, Receipt, Record
from answerable.concerns.queries.cases import AtTheDesk
from answerable.concerns.queries.teams import in_force, roster_at
from answerable.concerns.queries.threads import NoSuchReceipt, opened_by, thread_of
from answerable.concerns.rules.entries import What
from answerable.kit import saving
from tests.beside import ON_POSTGRESQL

from .at_once import all_at_once, on_the_disk
from .coming_back import Person, alliance
from .world import NOBODY, OfTeam, actor, clear, person, team_of, told

pytestmark = [pytest.mark.django_db(transaction=ON_POSTGRESQL), pytest.mark.postgres_too]
FULL = os.environ.get("ANSWERABLE_SOAK") == "1"
SUBMISSIONS = 500 if FULL else 64
THREADS = 8
DOUBLE = 50 if FULL else 16
NEWCOMERS = 40 if FULL else 6
PAUSE = 0.4


@pytest.fixture(autouse=True)
def _as_the_product(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Real transactions over many connections; afterwards nothing of it is left. Nobody has too much to read for a while."""
    monkeypatch.setattr(saving, "is_exchanged", lambda: False)  # the copy on the disk is meant
    many = replace(raising.PROMISES, most_open_cases=10_000)
    for module in (raising, standing_aside):
        monkeypatch.setattr(module, "PROMISES", many)
    with nullcontext() if ON_POSTGRESQL else on_the_disk(tmp_path):
        yield


def sign(by: AtTheDesk, other: AtTheDesk, members: list[AtTheDesk]) -> None:
    revision = actions.propose_roster(by=by, handlers=[one.handler for one in members])
    actions.sign_roster(by=other, revision=revision)


def leaves(stay: list[AtTheDesk], gone: AtTheDesk, members: list[AtTheDesk]) -> bool:
    """Somebody leaves once others read what they read; where a concern came in meanwhile, it is tried again."""
    for _ in range(200):
        for one in stay:
            actions.find_other_readers(by=one, leaving=gone.handler)
        try:
            sign(*stay, members)
        except Unacceptable as refusal:
            if refusal.code != "too_few_readers":
                raise
        else:
            return True
    return False


@dataclass
class Intake:
    """Threads that raise concerns until there are enough."""

    left: int
    receipts: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)
    over: threading.Event = field(default_factory=threading.Event)

    def submit(self) -> None:
        while self._one_more():
            receipt = actions.new_receipt()
            actions.raise_concern(receipt, told=told(), excluded=NOBODY)
            with self.lock:
                self.receipts.append(receipt)
            time.sleep(PAUSE)

    def all(self) -> None:
        try:
            assert all_at_once([self.submit] * THREADS) == []
        finally:
            self.over.set()

    def _one_more(self) -> bool:
        with self.lock:
            self.left -= 1
            return self.left >= 0


def test_team_that_changes_while_concerns_come_in_leaves_no_case_between_two_rosters() -> None:
    """B24: each concern came to readers of one revision; in the end those of the last one hold the keys, two at least."""
    of = team_of(2)
    both, intake = list(of.people), Intake(SUBMISSIONS)
    others = [person(of.team, actor()) for _ in range(NEWCOMERS)]
    changed: list[str] = []

    def change() -> None:
        """Lets one after the other join, and the one before leave."""
        before: AtTheDesk | None = None
        for one, words in others:
            sign(*both, [*both, *([before] if before else []), one])
            clear(one, words)
            changed.append("join")
            if before and leaves(both, before, [*both, one]):
                changed.append("leave")
            elif before:
                return
            before = one
            if intake.over.wait(0.05):
                return

    assert all_at_once([change, intake.all]) == []
    assert len(intake.receipts) == SUBMISSIONS
    assert changed.count("join") >= 2
    assert changed.count("leave") >= 1
    check(of, intake.receipts)


def check(of: OfTeam, receipts: list[str]) -> None:
    """Holds every case against the revisions that were ever in force."""
    rosters = [frozenset(one.id for one in roster_at(row).members) for row in in_force(of.team)]
    assert Case.held.count() == len(receipts)
    for receipt in receipts:
        case, found = opened_by(actions.open_by_receipt(receipt))
        came_to = frozenset(found.entries[0].body["readers"])
        assert len(came_to) >= 2
        assert any(came_to <= roster for roster in rosters)
        rows = Grant.held.filter(compartment__case=case).exclude(handler=None)
        held = {
            name: frozenset(str(one) for one in rows.filter(compartment__name=name).values_list("handler", flat=True))
            for name in ("thread", "intake")
        }
        assert held["thread"] == held["intake"]
        assert len(held["thread"]) >= 2
        assert held["thread"] <= rosters[-1]
        assert held["thread"] == found.readers
        assert found.breaks == ()


def test_one_code_sent_many_times_at_one_moment_makes_one_case() -> None:
    """B25 at once: one case for each code, the code opens it, and every sending is told the same."""
    team_of(2)
    receipt = actions.new_receipt()
    made = []

    def send() -> None:
        made.append(actions.raise_concern(receipt, told=told(happened="Sent once."), excluded=NOBODY))

    assert all_at_once([send] * DOUBLE) == []
    assert (Case.held.count(), Receipt.held.count()) == (1, 1)
    assert {one.raiser for one in made} == {actions.open_by_receipt(receipt)}
    assert [one.is_new for one in made].count(True) == 1
    assert Record.held.filter(compartment__name="thread").count() == 1


def test_words_sent_many_times_at_one_moment_are_added_once_and_others_behind_each_other() -> None:
    """B25 for what is added: nothing twice, nothing lost, no number given twice."""
    alliance()
    team_of(2)
    code = actions.new_receipt()
    raiser = actions.raise_concern(code, told=told(), excluded=NOBODY).raiser
    page = Person().come_back(code)
    once, cookies = page.hidden["once"], page.client.cookies

    def press() -> None:
        other = Person()
        other.client.cookies = cookies
        shown = other.press("back.add", once=once, words="Only once.")
        assert shown.status == 200
        assert "It is added" in shown.text

    def add(number: int) -> None:
        actions.add_words(raiser, words=f"number {number}")

    acts = [press] * DOUBLE + [lambda number=number: add(number) for number in range(8)]  # type: ignore[misc] # each its own
    assert all_at_once(acts) == []
    seen = thread_of(raiser)
    words = [one.said["words"] for one in seen.messages if one.what == What.WORDS]
    assert sorted(words) == sorted(["Only once.", *(f"number {number}" for number in range(8))])
    assert seen.breaks == ()
    assert [one.number for one in seen.messages] == list(range(1, 11))


def test_code_changed_twice_at_one_moment_leaves_one_that_opens() -> None:
    team_of(2)
    raiser = actions.raise_concern(actions.new_receipt(), told=told(), excluded=NOBODY).raiser
    codes = [actions.new_receipt() for _ in range(4)]
    acts = [lambda code=code: actions.change_code(raiser, code=code) for code in codes]  # type: ignore[misc] # each its own
    assert all_at_once(acts) == []
    assert Receipt.held.count() == 1
    opens = []
    for code in codes:
        with suppress(NoSuchReceipt):
            opens.append(actions.open_by_receipt(code))
    assert opens == [raiser]
