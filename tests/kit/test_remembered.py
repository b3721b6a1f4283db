"""Figures are made once a version, and never kept from within a transaction that may not come to be."""

import datetime as dt
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pytest
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from answerable.kit import remembered as room
from answerable.kit.remembered import remembered

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 3, 8)


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> BaseDatabaseWrapper:
    """As outside any transaction, though a test is one."""
    room.forget_all()
    opened = connections["default"]
    monkeypatch.setattr(opened, "in_atomic_block", False)
    return opened


def figures(*versions: str, day: dt.date = DAY) -> list[int]:
    made: list[int] = []
    for version in versions:
        remembered(lambda: made.append(1), of="lamps", version=version, day=day)
    return made


def test_figure_is_made_once_a_version(settled: BaseDatabaseWrapper) -> None:
    assert len(figures("a", "a", "b", "a", "b")) == 2
    assert len(figures("a", day=DAY + dt.timedelta(days=1))) == 1


def test_nothing_is_kept_within_a_transaction() -> None:
    room.forget_all()
    assert len(figures("a", "a")) == 2


def test_nothing_is_kept_before_the_records_have_a_version(settled: BaseDatabaseWrapper) -> None:
    assert len(figures("", "")) == 2


def test_the_longest_unused_is_forgotten_first(settled: BaseDatabaseWrapper, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "MOST", 2)
    assert len(figures("a", "b", "a", "c", "a", "b")) == 4


@dataclass(frozen=True)
class LetsOthersThrough:
    """What figures are kept on, during each look for which another thread comes in between."""

    name: str

    def __hash__(self) -> int:
        time.sleep(0.0002)
        return hash(self.name)


def test_threads_that_look_and_forget_at_once_take_nothing_from_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """B50: what one has just found, another may forget at the same moment."""
    monkeypatch.setattr(room, "MOST", 1)
    room.forget_all()

    def asked(name: str) -> list[str]:
        on = (LetsOthersThrough(name),)
        return [remembered(lambda: name, of="lamps", version="a", day=DAY, on=on) for _ in range(60)]

    with ThreadPoolExecutor(2) as threads:
        assert list(threads.map(asked, "ab")) == [["a"] * 60, ["b"] * 60]
    room.forget_all()


def test_of_many_who_ask_at_once_one_makes_it_and_the_others_wait() -> None:
    """Also where whoever was first fails: the next one makes it."""
    room.forget_all()
    made: list[int] = []

    def make() -> str:
        made.append(1)
        time.sleep(0.05)
        if len(made) == 1:
            raise ValueError
        return "lamps"

    def asked(_at: int) -> str:
        try:
            return remembered(make, of="lamps", version="a", day=DAY)
        except ValueError:
            return "failed"

    with ThreadPoolExecutor(6) as threads:
        assert sorted(threads.map(asked, range(6))) == ["failed", *["lamps"] * 5]
    assert (len(made), len(room._making)) == (2, 0)
    room.forget_all()
