"""The laws of pictures (decision 0027): no fewer than five, nothing to be had by comparing, nobody’s answer ever certain."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.questions.rules.pictures import (
    SMALLEST,
    Told,
    is_due,
    is_due_at_the_end,
    is_full,
    told,
    why_not_opened,
)

CHOICES = ("a", "b", "c", "skipped")
ANSWERS = st.lists(st.sampled_from(CHOICES), max_size=70) | st.lists(
    st.sampled_from(("a", "a", "a", "a", "a", "a", "b")), max_size=70
)
Picture = dict[str, Told]


def batches(answers: Sequence[str], *, is_over: bool = True) -> list[Sequence[str]]:
    """Returns which answers came into which picture, in the order of their coming; the last when the round is over."""
    found: list[Sequence[str]] = []
    begun, shown = 0, 0
    for at in range(1, len(answers) + 1):
        if is_due(at - begun, shown):
            found.append(answers[begun:at])
            shown, begun = at, at
    if is_over and is_due_at_the_end(len(answers) - begun):
        found.append(answers[begun:])
    return found


def counted(batch: Sequence[str]) -> dict[str, int]:
    return {choice: Counter(batch)[choice] for choice in CHOICES}


def pictures(answers: Sequence[str], *, is_over: bool = True) -> list[tuple[int, Picture]]:
    """Returns all that anybody is ever shown: after each picture how many answered, and how many chose what."""
    found: list[tuple[int, Picture]] = []
    total, people = dict.fromkeys(CHOICES, (0, 0)), 0
    for batch in batches(answers, is_over=is_over):
        now = told(counted(batch))
        total = {one: (total[one][0] + now[one][0], total[one][1] + now[one][1]) for one in CHOICES}
        people += len(batch)
        found.append((people, total))
    return found


@given(ANSWERS)
def test_two_pictures_differ_by_five_people_or_more(answers: list[str]) -> None:
    numbers = [0, *(people for people, _picture in pictures(answers))]
    assert all(after - before >= SMALLEST for before, after in pairwise(numbers))
    assert len(answers) - numbers[-1] < max(SMALLEST, numbers[-1])


@given(ANSWERS)
def test_a_picture_is_true(answers: list[str]) -> None:
    """What was really said always lies within what is told."""
    for people, picture in pictures(answers):
        real = Counter(answers[:people])
        assert all(picture[one][0] <= real[one] <= picture[one][1] for one in CHOICES)


@given(ANSWERS, st.data())
def test_whoever_compares_all_pictures_is_certain_of_nobody(answers: list[str], data: st.DataObject) -> None:
    """For everybody in a picture there is another story, in which they answered otherwise and all pictures are the same."""
    shown = pictures(answers)
    if not shown:
        return
    somebody = data.draw(st.integers(0, shown[-1][0] - 1))
    assert any(pictures(other) == shown for other in stories(answers, somebody))


def stories(answers: list[str], somebody: int) -> list[list[str]]:
    """Returns what might have been: somebody answered otherwise, or changed places with one of those told beside them."""
    begun = 0
    for batch in batches(answers):
        if somebody < begun + len(batch):
            break
        begun += len(batch)
    others = [at for at in range(begun, begun + len(batch)) if answers[at] != answers[somebody]]
    found = [
        [*answers[:somebody], choice, *answers[somebody + 1 :]] for choice in CHOICES if choice != answers[somebody]
    ]
    for at in others:
        swapped = list(answers)
        swapped[at], swapped[somebody] = swapped[somebody], swapped[at]
        found.append(swapped)
    return found


@given(ANSWERS, st.lists(st.sampled_from(CHOICES), max_size=SMALLEST - 1))
def test_who_waits_changes_no_picture(answers: list[str], late: list[str]) -> None:
    """Fewer than five more tell nothing by coming: not even that they came."""
    shown = pictures(answers, is_over=False)
    told_of = answers[: shown[-1][0]] if shown else []
    assert pictures([*told_of, *late], is_over=False) == shown
    assert pictures([*told_of, *late], is_over=True) == shown


@pytest.mark.parametrize(
    ("counts", "picture"),
    [
        ({"a": 5, "b": 0, "c": 0}, {"a": (4, 5), "b": (0, 1), "c": (0, 1)}),
        ({"a": 1, "b": 4, "c": 0}, {"a": (0, 1), "b": (4, 5), "c": (0, 1)}),
        ({"a": 3, "b": 2, "c": 0}, {"a": (3, 3), "b": (2, 2), "c": (0, 0)}),
        ({"a": 3, "b": 1, "c": 1}, {"a": (3, 3), "b": (1, 1), "c": (1, 1)}),
    ],
)
def test_all_and_all_but_one_look_the_same(counts: dict[str, int], picture: Picture) -> None:
    assert told(counts) == picture


def test_fewer_than_five_are_never_told() -> None:
    with pytest.raises(ValueError, match="five"):
        told({"a": 2, "b": 2})
    assert not is_due(4, 0)
    assert not is_due_at_the_end(4)


def test_pictures_are_taken_at_five_ten_twenty_and_forty() -> None:
    numbers = [people for people, _picture in pictures(["a", "b", "c"] * 15)]
    assert numbers == [5, 10, 20, 40, 45]


def test_many_more_answers_than_people_are_not_taken() -> None:
    assert (is_full(24, 12), is_full(25, 12)) == (False, True)


@pytest.mark.parametrize(
    ("expected", "days", "why"),
    [(4, 7, "too_few_people"), (5, 7, ""), (5, -1, "ends_in_the_past"), (5, 31, "ends_too_late")],
)
def test_a_round_is_for_five_people_and_a_day_to_come(expected: int, days: int, why: str) -> None:
    assert why_not_opened(expected=expected, days=days, most_days=30) == why
