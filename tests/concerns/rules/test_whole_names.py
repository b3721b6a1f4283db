"""Whose whole name was written, and who of those that hold a key does not read for its sake."""

import pytest

from answerable.concerns.rules.excluding import locked, unwatched, wholly_named
from answerable.concerns.rules.words import Role

NAMES = {"h1": "José Ángel Núñez", "h2": "Li Wei", "h3": "سلمى حداد", "h4": "आशा वर्मा", "h5": "Amina Otieno"}


@pytest.mark.parametrize(
    ("written", "keys"),
    [
        ("jose nunez", {"h1"}), ("NÚÑEZ, José A.", {"h1"}), ("Li Wei, who keeps the books", {"h2"}), ("وزير سلمى حداد", {"h3"}),
        ("आशा वर्मा", {"h4"}), ("Amina O.", set()), ("Li", set()), ("", set()), ("Jose Wei\nAmina Haddad", set()),
    ],
)  # fmt: skip
def test_whole_name_is_what_holds_two_words_of_it_and_no_other(written: str, keys: set[str]) -> None:
    assert wholly_named(written, NAMES) == keys


@pytest.mark.parametrize(
    ("namesakes", "leads", "kept_from_reading"),
    [("a", "", "a"), ("a", "a", "a"), ("ab", "b", "a"), ("ab", "", ""), ("", "", "")],
)
def test_where_all_bear_the_name_somebody_can_still_set_it_right(
    namesakes: str, leads: str, kept_from_reading: str
) -> None:
    tasks = {one: Role.LEAD if one in leads else Role.CASE_MANAGER for one in "ab"}
    assert locked(frozenset(namesakes), tasks) == frozenset(kept_from_reading)
    assert unwatched(frozenset(namesakes), tasks) == ((namesakes, leads) == ("ab", ""))
