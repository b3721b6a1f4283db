"""Which name is near to what was typed, and how a list tells its people apart."""

import pytest

from answerable.kit.choosing import Choice
from answerable.kit.choosing.among import NEAR, _closeness, _told_apart
from answerable.kit.text import fold


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Okelo", "Okello Mugisha"), ("Mugisha Okelo", "Okello Mugisha"), ("tumainicircle", "Tumaini Circle"),
        ("Amara Diallo Sow", "Amara Diallo"), ("Fontane", "Léa Fontaine"), ("السلامه", "سلامة"), ("Hadad", "Salma Haddad"),
    ],
)  # fmt: skip
def test_misspelt_name_is_near(typed: str, name: str) -> None:
    assert _closeness(fold(typed).split(), name) >= NEAR


@pytest.mark.parametrize(
    ("typed", "name"), [("Okello", "Wanjiru Otieno"), ("Amara", "Juma Lweno"), ("House", "Nile Youth"), ("x", "")]
)
def test_other_name_is_not(typed: str, name: str) -> None:
    assert _closeness(fold(typed).split(), name) < NEAR


def test_list_says_more_than_a_name_only_where_two_share_it() -> None:
    listed = [Choice("1", "Zoé", "a"), Choice("2", "Ana", "b"), Choice("3", "ZOE", "c")]
    assert [one.line for one in _told_apart(listed)] == ["Ana", "Zoé · a", "ZOE · c"]
