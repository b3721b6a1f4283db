"""Facts follow what acts touch, are set right in portions, and whoever listens hears of whom."""

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import replace

import pytest

from answerable.facts import keeping, queries, telling
from answerable.facts.keeping import Kept
from answerable.facts.models import Fact
from answerable.facts.subjects import each, keys_of, numbers_of, subject
from answerable.facts.telling import Kind, Teller, Told
from answerable.jobs import schedules
from answerable.kit import queue, touching

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]
DAY = dt.date(2026, 3, 1)
LATER = DAY + dt.timedelta(days=9)


class Lamps:
    """A room with lamps that burn from a day on, each in a house."""

    def __init__(self) -> None:
        self.burning: dict[str, dt.date | None] = {}
        self.asked: list[int | None] = []
        self.teller = Teller(
            "test.lamps", kinds=(Kind("lamp.burns", "A lamp burns."),), of=frozenset({"house"}), tell=self.tell,
            about={"house": each("house"), "street": lambda _keys: sorted(self.burning)},
        )  # fmt: skip

    def tell(self, subjects: Collection[str] | None) -> Iterator[Told]:
        self.asked.append(None if subjects is None else len(subjects))
        for of in sorted(self.burning) if subjects is None else subjects:
            if of in self.burning:
                yield Told(of, "lamp.burns", "lamp:1", DAY, self.burning[of])


@pytest.fixture
def lamps(monkeypatch: pytest.MonkeyPatch) -> Lamps:
    room = Lamps()
    monkeypatch.setattr(telling, "_tellers", {})
    monkeypatch.setattr(keeping, "_listeners", [])
    telling.declare(room.teller)
    return room


@pytest.fixture
def heard(lamps: Lamps) -> list[list[str]]:
    told: list[list[str]] = []
    keeping.listen(lambda subjects: told.append(sorted(subjects)))
    return told


def kept() -> dict[str, dt.date | None]:
    return dict(Fact.objects.values_list("subject", "ends"))


def test_what_an_act_touches_is_told_anew(lamps: Lamps, heard: list[list[str]]) -> None:
    lamps.burning = {"house:1": None, "house:2": None}
    touching.touched("house", 1)
    assert kept() == {"house:1": None}
    lamps.burning["house:1"] = LATER
    touching.touched("house", 1)
    assert kept() == {"house:1": LATER}
    touching.touched("house", 1)
    del lamps.burning["house:1"]
    touching.touched("house", 1)
    touching.touched("garden", 1)
    assert (kept(), heard) == ({}, [["house:1"]] * 3)


def test_many_acts_are_followed_once(lamps: Lamps, heard: list[list[str]]) -> None:
    lamps.burning = {f"house:{at}": None for at in range(3)}
    with touching.once_for_all():
        for at in (0, 1, 2, 1):
            touching.touched("house", at)
        assert kept() == {}
    assert (lamps.asked, heard) == ([3], [["house:0", "house:1", "house:2"]])


def test_very_many_are_told_in_portions(lamps: Lamps, heard: list[list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "AT_ONCE", 4)
    lamps.burning = {f"house:{at}": None for at in range(10)}
    touching.touched("street", "any")
    assert (lamps.asked, len(kept()), [len(some) for some in heard]) == ([4, 4, 2], 10, [4, 4, 2])


def test_nothing_is_saved_while_a_list_stands_open(lamps: Lamps, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever tells reads a list; one that is open while others save keeps us from saving."""
    monkeypatch.setattr(keeping, "AT_ONCE", 3)
    lamps.burning = {f"house:{at}": None for at in range(8)}
    kept_meanwhile: list[int] = []

    def tell(subjects: Collection[str] | None) -> Iterator[Told]:
        for one in lamps.tell(subjects):
            kept_meanwhile.append(Fact.objects.count() if subjects is None else 0)
            yield one

    monkeypatch.setattr(telling, "_tellers", {})
    telling.declare(replace(lamps.teller, tell=tell))
    assert keeping.keep_all() == Kept(added=8)
    assert set(kept_meanwhile) == {0}


def test_all_is_set_right_whatever_went_wrong(
    lamps: Lamps, heard: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "AT_ONCE", 3)
    lamps.burning = {f"house:{at}": None for at in range(8)}
    assert keeping.keep_all() == Kept(added=8)
    assert keeping.keep_all() == Kept()
    Fact.objects.filter(subject="house:2").delete()
    Fact.objects.filter(subject="house:3").update(ends=LATER)
    Fact.objects.create(subject="house:99", kind="lamp.burns", source="lamp:1", starts=DAY)
    Fact.objects.create(subject="house:1", kind="nobody.tells", source="lamp:1", starts=DAY)
    heard.clear()
    assert keeping.keep_all() == Kept(added=1, moved=1, gone=2)
    assert kept() == dict.fromkeys(lamps.burning)
    assert sorted(one for some in heard for one in some) == ["house:1", "house:2", "house:3", "house:99"]


def test_no_portion_holds_more_than_it_may(lamps: Lamps, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "AT_ONCE", 5)
    lamps.burning = {f"house:{at}": None for at in range(23)}
    keeping.keep_all()
    assert max(one for one in lamps.asked if one is not None) == 5


def test_weekly_job_sets_all_right(lamps: Lamps) -> None:
    assert "weekly.set_standing_right" in schedules.names()
    lamps.burning = {"house:1": None}
    schedules.run("weekly.set_standing_right")
    assert kept() == {"house:1": None}


def test_a_room_that_learned_another_kind_is_asked_as_a_whole(lamps: Lamps) -> None:
    lamps.burning = {"house:1": None}
    assert keeping.is_behind()
    queue.enqueue(keeping.catch_up)
    queue.run_ready()
    assert (keeping.is_behind(), kept()) == (False, {"house:1": None})
    telling.declare(Teller("test.more", (Kind("more", "More."),), frozenset({"house"}), lambda _subjects: ()))
    assert keeping.is_behind()


def test_what_is_forgotten_is_gone_and_heard_of(lamps: Lamps, heard: list[list[str]]) -> None:
    lamps.burning = {"house:1": None, "house:2": None}
    keeping.keep(["house:1", "house:2"])
    assert keeping.forget(["house:1", "house:3"]) == 1
    assert (sorted(kept()), heard[1:]) == (["house:2"], [["house:1"]])


def test_one_kind_is_told_by_one_teller(lamps: Lamps) -> None:
    telling.declare(lamps.teller)
    other = Teller("test.other", lamps.teller.kinds, frozenset({"house"}), lamps.tell)
    with pytest.raises(ValueError, match=r"test\.other"):
        telling.declare(other)


def test_facts_are_asked_for_by_subject_and_source(lamps: Lamps) -> None:
    lamps.burning = {"house:1": None, "house:2": DAY}
    keeping.keep(["house:1", "house:2"])
    found = queries.by_subject(["house:1", "house:3"])
    assert {of: [(one.kind, one.starts, one.ends) for one in some] for of, some in found.items()} == {
        "house:1": [("lamp.burns", DAY, None)], "house:3": [],
    }  # fmt: skip
    assert queries.by_subject(["house:1"], kinds=["other"]) == {"house:1": []}
    assert queries.subjects_from(["lamp:1", "lamp:2"]) == ["house:1", "house:2"]


def test_subjects_say_what_they_are_of() -> None:
    assert subject("network", 7) == "network:7"
    assert keys_of(["network:7", "person:a"], "person") == ["a"]
    assert numbers_of(["network:7", "network:x"], "network") == [7]
    assert each("network")(["0001", "7"]) == ["network:1", "network:7"]
