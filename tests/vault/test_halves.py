"""An unlocked seed in three parts: none of them, nor any two, gives it."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.vault import Unreadable, halves

from .damage import COUNTS, is_refused, survivors

SEED = bytes(range(32))


@given(st.binary(min_size=32, max_size=32), st.text(max_size=30))
def test_three_parts_give_the_seed(seed: bytes, session: str) -> None:
    held = halves.hold(seed, session=session)
    assert halves.join(held.client, held.server, held.blob, session=session) == seed


def test_no_two_parts_open_without_the_third() -> None:
    """B21: two of one session with the third of another, and with a third that was never given."""
    one, other = halves.hold(SEED, session="a"), halves.hold(SEED, session="a")
    nought = (bytes(32), bytes(32), bytes(len(one.blob)))
    parts = [(one.client, one.server, one.blob), (other.client, other.server, other.blob), nought]
    for drawn in itertools.product(range(3), repeat=3):
        client, server, blob = (parts[which][place] for place, which in enumerate(drawn))
        if drawn not in {(0, 0, 0), (1, 1, 1)}:
            assert is_refused(halves.join, client, server, blob, session="a")


def test_parts_of_another_session_are_refused() -> None:
    held = halves.hold(SEED, session="a")
    with pytest.raises(Unreadable):
        halves.join(held.client, held.server, held.blob, session="b")


@pytest.mark.parametrize("half", [b"", b"x", bytes(31), bytes(33), bytes(64)])
def test_half_of_another_length_is_refused(half: bytes) -> None:
    """An erased half, and one that the hash would not take as a key."""
    held = halves.hold(SEED, session="a")
    assert is_refused(halves.join, half, held.server, held.blob, session="a")
    assert is_refused(halves.join, held.client, half, held.blob, session="a")


@pytest.mark.parametrize("count", COUNTS)
def test_damaged_row_is_refused(count: int) -> None:
    """B14, B36: an erased row opens nothing either."""
    held = halves.hold(SEED, session="a")
    assert survivors(held.blob, lambda blob: halves.join(held.client, held.server, blob, session="a"), count) == []


def test_parts_show_nothing_of_themselves() -> None:
    held = halves.hold(SEED, session="a")
    assert "b'" not in repr(held)
