"""Which languages people can be asked for: those of every country, called by their names."""

import pytest

from answerable.kit import countries, languages


@pytest.mark.parametrize(("country", "spoken"), [("AM", "hy"), ("BG", "bg"), ("RS", "sr"), ("PL", "pl"), ("PY", "gn")])
def test_language_of_a_country_is_among_the_choices(country: str, spoken: str) -> None:
    assert (spoken in languages.of_country(country), spoken in languages.spoken()) == (True, True)


def test_no_country_is_without_a_language() -> None:
    assert {code for code in countries.codes() if not languages.of_country(code)} == set()


@pytest.mark.parametrize("reader", languages.NAMED_IN)
def test_every_choice_has_a_name(reader: str) -> None:
    bare = {code for code, name in languages.choices(reader) if code == name}
    assert bare <= {"fon"}  # which Spanish and French call so


def test_what_most_people_speak_stands_first() -> None:
    assert languages.of_country("AM")[0] == "hy"
    assert languages.of_country("KE")[0] == "sw"


def test_unknown_country_has_none() -> None:
    assert (languages.of_country(""), languages.of_country("XX")) == ((), ())


def test_near_ones_are_few_where_the_country_is_known() -> None:
    assert {"hy", "en"} <= set(languages.near("AM"))
    assert len(languages.near("AM")) < len(languages.near("")) == len(languages.COMMON)
