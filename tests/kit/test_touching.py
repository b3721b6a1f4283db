"""What an act touches is told once, together, in a fixed order, and not at all where the act fails."""

from collections.abc import Mapping

import pytest

from answerable.kit import touching

Heard = list[tuple[str, dict[str, set[str]]]]


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> Heard:
    told: Heard = []
    monkeypatch.setattr(touching, "_listeners", [])

    def listener(name: str) -> touching.Listener:
        def listen(subjects: Mapping[str, set[str]]) -> None:
            told.append((name, {subject: set(keys) for subject, keys in subjects.items()}))

        return listen

    for name in ("first", "second"):
        touching.listen(listener(name))
    return told


def test_what_is_touched_is_told_at_once_to_each_in_their_order(heard: Heard) -> None:
    touching.touched("body", 7)
    assert heard == [("first", {"body": {"7"}}), ("second", {"body": {"7"}})]


def test_who_listens_twice_is_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[Mapping[str, set[str]]] = []
    monkeypatch.setattr(touching, "_listeners", [])
    touching.listen(told.append)
    touching.listen(told.append)
    touching.touched("body", 7)
    assert told == [{"body": {"7"}}]


def test_many_acts_are_told_once_at_the_end_of_the_outermost(heard: Heard) -> None:
    with touching.once_for_all():
        touching.touched("body", 7)
        with touching.once_for_all():
            touching.touched("body", 7)
            touching.touched("seat", 1)
        assert heard == []
        touching.touched("body", 8)
    together = {"body": {"7", "8"}, "seat": {"1"}}
    assert heard == [("first", together), ("second", together)]


def test_nothing_is_told_where_nothing_was_touched(heard: Heard) -> None:
    with touching.once_for_all():
        pass
    assert heard == []


def test_an_act_that_fails_tells_nothing_and_holds_nothing_back(heard: Heard) -> None:
    with pytest.raises(ZeroDivisionError):
        _touch_and_fail()
    touching.touched("body", 8)
    assert heard == [("first", {"body": {"8"}}), ("second", {"body": {"8"}})]


def test_what_one_listener_touches_is_told_as_well(heard: Heard) -> None:
    touching.listen(lambda subjects: touching.touched("seat", 1) if "body" in subjects else None)
    touching.touched("body", 7)
    assert [subjects for name, subjects in heard if name == "first"] == [{"body": {"7"}}, {"seat": {"1"}}]


def _touch_and_fail() -> None:
    with touching.once_for_all():
        touching.touched("body", 7)
        raise ZeroDivisionError
