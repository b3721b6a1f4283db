"""The sets of questions that come with the program: whole in every language."""

import pytest

from answerable.questions.queries.content import choices_of, names, question_set
from answerable.questions.rules.words import SKIPPED

LANGUAGES = ("en", "es", "ar", "fr", "pt", "hi")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", names())
def test_set_is_whole_in_every_language(name: str, language: str) -> None:
    asked = question_set(name, language)
    assert len(asked.questions) == 3
    for one in asked.questions:
        assert (*one.choices, SKIPPED) == choices_of(name)[one.key]
        assert one.good < set(one.choices)
        assert len(set(one.choices.values())) == len(one.choices)
        assert one.asks.endswith(("?", "؟"))


@pytest.mark.parametrize("name", names())
def test_words_are_those_of_each_language(name: str) -> None:
    asked = {question_set(name, language).questions[2].asks for language in LANGUAGES}
    assert len(asked) == len(LANGUAGES)


def test_language_without_words_is_asked_in_english() -> None:
    assert question_set("child-protection", "sw") == question_set("child-protection", "en")


def test_what_is_hoped_for_does_not_always_stand_first() -> None:
    good = {name: min(question_set(name, "en").questions[2].good) for name in names()}
    places = {choices_of(name)["says"].index(good[name]) for name in names()}
    assert len(places) > 1
