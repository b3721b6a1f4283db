"""Names come out the same each time, twice nowhere, and in the scripts of those who bear them."""

import unicodedata
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.demo.build.organisations import shared_out
from answerable.demo.build.world import FEW
from answerable.demo.inventing import Invented, organisations_of
from answerable.demo.picking import Picker
from answerable.demo.reading import countries, forms, name_lists, read

SCRIPT = {
    "am": "ETHIOPIC", "ar": "ARABIC", "bg": "CYRILLIC", "bn": "BENGALI", "hi": "DEVANAGARI", "hy": "ARMENIAN", "ka": "GEORGIAN",
    "ne": "DEVANAGARI", "ru": "CYRILLIC", "sr": "CYRILLIC", "th": "THAI", "uk": "CYRILLIC", "ur": "ARABIC",
}  # fmt: skip


def everything() -> list[Invented]:
    numbers = shared_out(list(countries().values()), 700)
    return [made for code, country in countries().items() for made in organisations_of(country, numbers[code])]


def scripts_of(text: str) -> set[str]:
    return {unicodedata.name(one).split()[0] for one in text if unicodedata.category(one)[0] == "L"}


@given(st.lists(st.integers(), min_size=1), st.text())
def test_shuffling_loses_nothing_and_is_the_same_each_time(choices: list[int], label: str) -> None:
    once = Picker(label).shuffled(choices)
    assert (Counter(once), once) == (Counter(choices), Picker(label).shuffled(choices))


@given(st.integers(0, 1_000_000), st.integers(1, 50))
def test_number_stays_below_its_bound(label: int, below: int) -> None:
    pick = Picker(label)
    assert all(0 <= pick.number(below) < below for _ in range(20))


def test_weights_say_how_often() -> None:
    pick = Picker("weights")
    counted = Counter(pick.weighted((("often", 9), ("seldom", 1), ("never", 0))) for _ in range(2000))
    assert (counted["never"], 1700 < counted["often"] < 1900) == (0, True)


@given(st.integers(34, 3000), st.booleans())
def test_every_organisation_is_shared_out(number: int, is_small: bool) -> None:
    listed = [countries()[code] for code in FEW] if is_small else list(countries().values())
    number += 0 if is_small else 300
    shared = shared_out(listed, number)
    assert (sum(shared.values()), set(shared), min(shared.values()) >= 2) == (number, {c.code for c in listed}, True)


def test_no_two_organisations_have_a_name_in_common() -> None:
    names = Counter(name for made in everything() for name in made.every_name)
    assert [name for name, number in names.items() if number > 1 and name not in ALIKE_ACROSS_BORDERS] == []


ALIKE_ACROSS_BORDERS: set[str] = set()


def test_organisations_are_named_in_the_script_of_their_tongue() -> None:
    strange = [
        made.name for made in everything() if scripts_of(made.name) != {SCRIPT.get(made.tongue, "LATIN")}
    ]  # fmt: skip
    assert strange == []


def test_names_and_addresses_fit_their_fields() -> None:
    made = everything()
    assert (max(len(one.name) for one in made) <= 250, all(one.host.endswith(".example") for one in made)) == (
        True,
        True,
    )


def test_every_country_has_two_that_may_hold_a_womens_rights_seat() -> None:
    led = Counter(made.country for made in everything() if made.led)
    assert [code for code in countries() if led[code] < 2] == []


@pytest.mark.parametrize("code", sorted(countries()))
def test_country_has_words_people_and_forms(code: str) -> None:
    country = countries()[code]
    spoken = [tongue for tongue in country.tongues if any(tongue in form.names for form in forms().values())]
    assert (spoken, set(country.people) - set(name_lists())) == (list(country.tongues), set())


def test_forms_hold_every_language_they_describe_themselves_in() -> None:
    assert [form.key for form in forms().values() if set(form.abouts) - set(form.names)] == []


def test_alliance_region_and_body_names_stand_in_all_six_languages() -> None:
    told, six = read("networks"), {"en", "es", "fr", "pt", "ar", "hi"}
    named = [told["alliance"]["name"], *(one["name"] for one in told["regions"].values()), *told["bodies"].values()]
    assert [one for one in named if set(one) != six] == []
