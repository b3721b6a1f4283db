"""Texts made comparable."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.kit.text import SLUG_LENGTH, Lookalikes, closest, fold, similarity, slug


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Côte d’Ivoire", "cote d'ivoire"),
        ("ÅRHUS  Kvinder", "arhus kvinder"),
        ("Sisters' Assembly", "Sisters’ Assembly"),
        ("Straße", "STRASSE"),
        ("Łódź", "lodz"),
        ("مَسْؤُولِيَّة", "مسووليه"),
        ("إلى الأمام", "الي الامام"),
        ("جمعيـــة", "جمعيه"),
        ("٢٠٢١", "2021"),
        ("ज़मीन", "जमीन"),
        ("e\u0301cole\u200f", "école"),
    ],
)
def test_fold_joins_ways_of_writing_one_word(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("कुल", "कल"), ("Mali", "Malia"), ("بنت", "بيت")])
def test_fold_keeps_different_words_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text())
def test_fold_folds_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=200))
def test_slug_is_short_and_plain(text: str) -> None:
    made = slug(text, lambda one: False)
    assert made.replace("-", "").isalnum()
    assert made.isascii()
    assert made == made.lower()
    assert len(made) <= SLUG_LENGTH


def test_slug_transliterates_and_avoids_what_is_taken() -> None:
    taken = {"zhenshchiny-mira"}
    assert slug("Женщины мира", taken.__contains__) == "zhenshchiny-mira-2"


def test_slug_of_a_script_without_plain_letters_is_short_stable_and_its_own() -> None:
    one, other = slug("شبكة النساء", lambda _: False), slug("شبكة الشباب", lambda _: False)
    assert one == slug("شبكة النساء", lambda _: False)
    assert one != other
    assert len(one) == 8


def test_closest_finds_what_was_meant() -> None:
    assert closest("Tanzannia", ["Kenya", "Tanzania", "Tasmania"]) == "Tanzania"
    assert closest("Atlantis", ["Kenya", "Tanzania"]) is None


def test_similarity_sees_through_order_and_short_forms() -> None:
    assert similarity("Lake Sisters’ Assembly (LSA)", "lake sisters assembly") == 1.0
    assert similarity("Assembly of Lake Sisters", "Lake Sisters Assembly of") == 1.0
    assert similarity("Lake Sisters", "Mountain Fathers") < 0.6


def test_lookalikes_finds_alike_names_among_many() -> None:
    names = Lookalikes(
        (str(number), f"Organisation number {number} of the {number % 17}th street") for number in range(2000)
    )
    names.add("x", "Ziwa Sisters’ Assembly")
    assert [key for key, _ in names.near("Ziwa Sister Assembly")] == ["x"]
    assert names.near("Something else altogether") == []
