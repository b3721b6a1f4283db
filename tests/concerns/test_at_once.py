"""Many at once: what is sent, added or changed many times at one moment is there once, and nothing is lost."""

import os
from collections.abc import Iterator
from contextlib import nullcontext, suppress
from functools import partial
from pathlib import Path

import pytest

from answerable.concerns import actions
from answerable.concerns.models import Case, Receipt, Record
from answerable.concerns.queries.threads import NoSuchReceipt, thread_of
from answerable.concerns.rules.entries import What
from answerable.kit import saving
from tests.beside import ON_POSTGRESQL

from .at_once import all_at_once, on_the_disk
from .coming_back import Person, alliance
from .world import NOBODY, team_of, told

pytestmark = [pytest.mark.django_db(transaction=ON_POSTGRESQL), pytest.mark.postgres_too]
FULL = os.environ.get("ANSWERABLE_SOAK") == "1"
DOUBLE = 50 if FULL else 16


@pytest.fixture(autouse=True)
def _as_the_product(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Real transactions over many connections; afterwards nothing of it is left."""
    monkeypatch.setattr(saving, "_first_seen", [])  # the copy on the disk is meant, and forgotten afterwards
    with nullcontext() if ON_POSTGRESQL else on_the_disk(tmp_path):
        yield


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

    acts = [press] * DOUBLE + [partial(add, number) for number in range(8)]
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
    acts = [partial(actions.change_code, raiser, code=code) for code in codes]
    assert all_at_once(acts) == []
    assert Receipt.held.count() == 1
    opens = []
    for code in codes:
        with suppress(NoSuchReceipt):
            opens.append(actions.open_by_receipt(code))
    assert opens == [raiser]
