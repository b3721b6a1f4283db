"""Which passphrases may stand before somebody's key."""

import math

import pytest

from answerable.vault import paper, passphrases

GOOD = [
    "the heron waits by nine slow rivers", "نهر طويل يمر بين جبلين عاليين", "नदी के पार सात पुराने पेड़ खड़े हैं",
    "Tr0ub4dor&3 leaves at dawn", "мой старый чайник опять поёт песни", "我家門前有三棵很老很高的芒果樹在風裡",
]  # fmt: skip
BAD = {
    "short": ["", " " * 40, "tiny one", "fourteen chars", "\u200f" * 30],
    "common": ["password12345678", "iloveyoupassword", "1234567footballdragon", "correct horse battery staple"],
    "monotonous": ["aaaaaaaaaaaaaaaaaaa", "ababababababababab", "heronheronheronheronh", "passwordpassword"],
    "row": [
        "abcdefghijklmnopqr",
        "123456789012345678",
        "qwertyuiopasdfghjkl",
        "zyxwvutsrqponmlkji",
        "ضصثقفغعهخحجد شسيبلاتنمكط",
    ],
    "few_words": ["acorn adobe agent alarm", "Heron, Igloo, Jungle, Kayak, Mango"],
    "long": ["x y z " * 200],
}


@pytest.mark.parametrize("text", GOOD)
def test_long_passphrase_of_any_script_is_well(text: str) -> None:
    assert passphrases.faults_of(text) == []


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, texts in BAD.items() for text in texts])
def test_what_everybody_tries_first_is_refused(code: str, text: str) -> None:
    """B30: weak values refused, and why."""
    assert code in passphrases.faults_of(text)


def test_name_of_a_person_or_their_organisation_is_no_passphrase() -> None:
    near = ["Amina Diallo", "Casa de las Mujeres"]
    assert "near" in passphrases.faults_of("aminadiallo-casa2026", near=near)
    assert passphrases.faults_of("amina planted nine quiet orange trees", near=near) == []


def test_drawn_passphrase_is_well_and_of_64_bits() -> None:
    drawn = {passphrases.new_passphrase() for _ in range(200)}
    assert len(drawn) == 200
    assert all(passphrases.faults_of(one) == [] for one in drawn)
    assert math.log2(len(paper.WORDS)) * passphrases.WORDS_DRAWN == 64


def test_reading_is_settled_after_once() -> None:
    """What is plain stays as it is."""
    for text in GOOD:
        assert passphrases.plain(passphrases.plain(text)) == passphrases.plain(text)


def test_capitals_count_in_ones_own_words() -> None:
    assert passphrases.plain("The heron waits") != passphrases.plain("the heron waits")


def test_half_a_letter_is_no_fault() -> None:
    """B73: what no keyboard types still ends in an answer."""
    assert isinstance(passphrases.faults_of("\ud800" * 20), list)
