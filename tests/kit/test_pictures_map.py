"""The map: every country has its place, the same circles make the same picture, and it stays light."""

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from answerable.kit import countries
from answerable.kit.pictures import Circle, middle_of, paint_map, place_of
from answerable.kit.pictures.maps import DATA, LARGEST, radius

WIDTH, HEIGHT = 1216, 430
NUMBERS = st.dictionaries(st.sampled_from(countries.codes()), st.integers(1, 500), min_size=1, max_size=30)


def test_every_country_that_can_be_chosen_has_a_place_on_the_map() -> None:
    assert [code for code in countries.codes() if place_of(code) is None] == []


def test_every_place_lies_within_the_picture() -> None:
    places = {code: place_of(code) or (0, 0) for code in countries.codes()}
    assert {code: at for code, at in places.items() if not (0 < at[0] < WIDTH and 0 < at[1] < HEIGHT)} == {}


@pytest.mark.parametrize(
    ("code", "west_of", "south_of"), [("SN", "TZ", "MA"), ("BR", "ZA", "MX"), ("FJ", "WS", "PH"), ("TV", "WS", "JP")]
)
def test_places_lie_as_the_world_does(code: str, west_of: str, south_of: str) -> None:
    here, west, north = (place_of(one) or (0, 0) for one in (code, west_of, south_of))
    assert here[0] < west[0]
    assert here[1] > north[1]


@pytest.mark.parametrize("dark", [False, True])
def test_map_is_the_same_for_the_same_circles_whatever_their_order(dark: bool) -> None:
    circles = [Circle("TZ", 40), Circle("IN", 60), Circle("TV", 1), Circle("KE", 40)]
    assert paint_map(circles, dark=dark) == paint_map(reversed(circles), dark=dark)


@pytest.mark.parametrize("dark", [False, True])
def test_map_keeps_its_size_and_weight(dark: bool) -> None:
    painted = paint_map([Circle(code, 1 + n % 40) for n, code in enumerate(countries.codes()[::3])], dark=dark)
    with Image.open(io.BytesIO(painted)) as picture:
        assert picture.size == (WIDTH, HEIGHT)
    assert len(painted) <= 25 * 1024


def test_map_differs_where_numbers_do() -> None:
    assert len({paint_map([Circle("TZ", n), Circle("IN", 60)]) for n in (1, 2, 60)}) == 3


def test_map_without_circles_and_with_an_unknown_country_is_the_bare_land() -> None:
    assert paint_map([]) == paint_map([Circle("??", 9), Circle("TZ", 0)])


def test_a_circle_for_a_region_stands_where_it_is_told() -> None:
    assert paint_map([Circle("", 3, place=place_of("TZ"))]) == paint_map([Circle("TZ", 3)])


@given(st.integers(1, 10_000), st.integers(1, 10_000))
def test_circle_grows_with_its_number_and_never_beyond_the_largest(number: int, most: int) -> None:
    number = min(number, most)
    assert 0 < radius(number, most) <= LARGEST
    assert radius(number, most) <= radius(most, most)


@given(NUMBERS)
def test_middle_of_a_region_lies_among_its_countries(numbers: dict[str, int]) -> None:
    middle, places = middle_of(numbers), [place_of(code) or (0, 0) for code in numbers]
    assert middle
    for axis in (0, 1):
        assert min(place[axis] for place in places) - 0.1 <= middle[axis] <= max(place[axis] for place in places) + 0.1


def test_middle_is_drawn_to_where_more_are() -> None:
    tanzania, kenya = place_of("TZ"), place_of("KE")
    assert middle_of({"TZ": 1, "KE": 0, "??": 9}) == tanzania
    near = middle_of({"TZ": 1, "KE": 9})
    assert near
    assert tanzania
    assert kenya
    assert abs(near[1] - kenya[1]) < abs(near[1] - tanzania[1])


def test_middle_of_nothing_is_none() -> None:
    assert middle_of({}) is None
    assert middle_of({"??": 3, "TZ": 0}) is None


def test_cloth_fills_the_picture() -> None:
    data = json.loads(DATA.read_text(encoding="utf-8"))
    assert {len(row) for row in data["cloth"]} == {data["width"] // data["step"]}
    assert len(data["cloth"]) == data["height"] // data["step"]
    assert {one for row in data["cloth"] for one in row} == {"#", "."}
