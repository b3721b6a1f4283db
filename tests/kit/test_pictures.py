"""The map: every country has its place, the same circles make the same picture, and it stays light."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from answerable.kit import countries
from answerable.kit.pictures import LARGEST, Circle, paint_map, place_of, radius


def test_every_country_that_can_be_chosen_has_a_place_on_the_map() -> None:
    assert [code for code in countries.codes() if place_of(code) is None] == []


@pytest.mark.parametrize("dark", [False, True])
def test_map_is_the_same_for_the_same_circles_whatever_their_order(dark: bool) -> None:
    circles = [Circle("TZ", 40), Circle("IN", 60), Circle("TV", 1)]
    assert paint_map(circles, dark=dark) == paint_map(reversed(circles), dark=dark)


def test_map_keeps_its_size_and_weight() -> None:
    painted = paint_map([Circle(code, 1 + n % 40) for n, code in enumerate(countries.codes()[::3])])
    with Image.open(io.BytesIO(painted)) as picture:
        assert picture.size == (1216, 430)
    assert len(painted) <= 30 * 1024


def test_map_without_circles_and_with_an_unknown_country_is_the_bare_land() -> None:
    assert paint_map([]) == paint_map([Circle("??", 9), Circle("TZ", 0)])


@given(st.integers(1, 10_000), st.integers(1, 10_000))
def test_circle_grows_with_its_number_and_never_beyond_the_largest(number: int, most: int) -> None:
    number = min(number, most)
    assert 0 < radius(number, most) <= LARGEST
    assert radius(number, most) <= radius(most, most)
