"""Countries by every name people give them."""

import pytest

from answerable.kit import countries


@pytest.mark.parametrize("language", countries.LANGUAGES)
def test_code_of_knows_every_name_that_is_shown(language: str) -> None:
    assert {code: countries.code_of(name) for code, name in countries.choices(language)} == {
        code: code for code in countries.codes()
    }


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("USA", "US"), ("U.S.A.", "US"), ("uk", "GB"), ("Ivory Coast", "CI"), ("Côte d’Ivoire", "CI"), ("COTE D'IVOIRE", "CI"),
        ("DRC", "CD"), ("Congo, east", "CD"), ("Palestine", "PS"), ("Burma", "MM"), ("Swaziland", "SZ"), ("South Korea", "KR"),
        ("Korea", "KR"), ("The Gambia", "GM"), ("Macedonia", "MK"), ("Czech Republic", "CZ"), ("Russia", "RU"),
        ("Tanzania, United Republic of", "TZ"), ("Bolivia", "BO"), ("Venezuela", "VE"), ("Taiwan", "TW"), ("Hong Kong", "HK"),
        ("ken", "KE"), ("404", "KE"), ("8", "AL"), ("NA", "NA"), ("NO", "NO"), ("St. Lucia", "LC"), ("Bosnia & Herzegovina", "BA"),
        ("Espagne", "ES"), ("España", "ES"), ("مصر", "EG"), ("الولايات المتحدة", "US"), ("भारत", "IN"), ("Alemanha", "DE"),
    ],
)  # fmt: skip
def test_code_of_knows_everyday_forms(written: str, code: str) -> None:
    assert countries.code_of(written) == code


@pytest.mark.parametrize(
    "written", ["", " ", "-", "n/a", "na", "No", "Congo", "Virgin Islands", "Europe", "xx", "999", "Atlantis"]
)
def test_code_of_guesses_nothing(written: str) -> None:
    assert countries.code_of(written) is None


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("République du Niger", "NE"), ("Royaume du Maroc", "MA"), ("Reino de España", "ES"), ("République du Congo", "CG"),
        ("جمهورية مصر العربية", "EG"), ("المملكة الأردنية الهاشمية", "JO"), ("الجمهورية التونسية", "TN"), ("Republic of China", "TW"),
        ("République de Chine", None), ("جمهورية الصين", None), ("Republic", None), ("République", None),
    ],
)  # fmt: skip
def test_code_of_knows_what_states_call_themselves(written: str, code: str | None) -> None:
    assert countries.code_of(written) == code


def test_suggest_offers_what_was_meant() -> None:
    assert countries.suggest("Tanzannia") == ("TZ",)
    assert countries.suggest("Congo") == ("CD", "CG")
    assert countries.suggest("Middle-earth") == ()


def test_name_falls_back_to_english_and_to_the_code() -> None:
    assert countries.name("KE", "pt-br") == "Quênia"
    assert countries.name("KE", "sw") == "Kenya"
    assert countries.name("??", "en") == "??"


def test_codes_are_countries_only() -> None:
    assert len(countries.codes()) == 250
    assert {"EU", "UN", "ZZ", "QO"}.isdisjoint(countries.codes())
