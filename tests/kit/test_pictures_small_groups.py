"""Small groups stay hidden, also from somebody who knows the total, the rule, and how to subtract (part of B48)."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.kit.pictures import Shares, shares

SMALLEST = 5
SMALL = set(range(1, SMALLEST))
COUNTS = st.dictionaries(st.text("abcdefgh", min_size=1, max_size=2), st.integers(0, 40), max_size=8)


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ({"women": 10, "men": 6, "other": 5}, {"women": 10, "men": 6, "other": 5}),
        ({"women": 10, "men": 0}, {"women": 10, "men": 0}),
        ({"women": 10, "men": 6, "other": 1}, {"women": 10}),
        ({"women": 10, "men": 6, "other": 1, "not said": 0}, {"women": 10}),
        ({"women": 30, "men": 6, "other": 3, "not said": 4}, {"women": 30}),
        ({"women": 30, "men": 0, "other": 3, "not said": 2}, {"women": 30}),
        ({"women": 10, "men": 1}, None),
        ({"women": 10, "men": 10, "other": 1}, None),
        ({"women": 4, "men": 0}, None),
        ({}, None),
    ],
)
def test_shares_hide_small_groups_and_what_would_tell_them(
    counts: dict[str, int], shown: dict[str, int] | None
) -> None:
    told = shares(counts)
    assert (told.shown if told else None) == shown


def test_limit_is_the_alliances_own() -> None:
    assert shares({"women": 8, "men": 12}, smallest=10) is None
    assert shares({"women": 2, "men": 3}, smallest=2) == Shares({"women": 2, "men": 3}, frozenset(), 5)


@given(COUNTS, st.integers(1, 12))
def test_no_small_group_is_shown_or_left_over(counts: dict[str, int], smallest: int) -> None:
    told = shares(counts, smallest=smallest)
    if told is None:
        return
    assert not any(0 < number < smallest for number in told.shown.values())
    assert set(told.shown) | told.hidden == set(counts)
    left_over = told.of - sum(told.shown.values())
    assert len(told.hidden) != 1
    assert left_over >= smallest if told.hidden else left_over == 0


@given(COUNTS)
def test_shares_do_not_depend_on_the_order_of_groups(counts: dict[str, int]) -> None:
    assert shares(counts) == shares(dict(reversed(counts.items())))


def worlds(groups: int, total: int) -> Iterator[dict[int, int]]:
    """Every way in which so many people can fall into so many groups."""
    for first in product(range(total + 1), repeat=groups - 1):
        if sum(first) <= total:
            yield dict(enumerate((*first, total - sum(first))))


@pytest.mark.parametrize(("groups", "totals"), [(2, range(26)), (3, range(26)), (4, range(17))])
def test_nobody_who_knows_total_and_rule_learns_that_a_hidden_group_is_small(groups: int, totals: range) -> None:
    """Compares all worlds that look the same: none of them may agree that some of the hidden are one to four."""
    for total in totals:
        alike = defaultdict(list)
        for world in worlds(groups, total):
            told = shares(world, smallest=SMALLEST)
            if told and told.hidden:
                alike[tuple(sorted(told.shown.items()))].append((world, told.hidden))
        for same in alike.values():
            hidden = same[0][1]
            for size in range(1, len(hidden) + 1):
                for some in combinations(hidden, size):
                    assert not {sum(world[key] for key in some) for world, _ in same} <= SMALL
