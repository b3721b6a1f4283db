"""What is told of rounds: only of those that are over and have results, and kept up with every act."""

import pytest

from answerable.alliance.actions.merging import merge_organisations
from answerable.facts.queries import by_subject
from answerable.questions.actions import close_round, forget_rounds
from answerable.questions.rules.understanding import is_understood
from tests import cast
from tests.facts.told import told_in_parts, told_otherwise

from .given import answer, mixed, of_circle, opened


def facts_of(key: object) -> list[str]:
    subject = f"organisation:{key}"
    return [one.kind for one in by_subject([subject])[subject] if one.kind.startswith("questions.")]


def test_a_round_is_told_once_it_is_over(alliance: cast.Alliance) -> None:
    one = opened(alliance)
    answer(one, *["tell-at-once"] * 6)
    assert facts_of(alliance.circle.key) == []
    close_round(by=alliance.actor("focal_point_here"), found=one.round)
    assert sorted(facts_of(alliance.circle.key)) == ["questions.answered", "questions.understood"]
    assert (told_otherwise(), told_in_parts()) == ([], [])


def test_what_half_did_not_know_is_not_understood(alliance: cast.Alliance) -> None:
    one = opened(alliance)
    answer(one, *mixed(6))
    close_round(by=alliance.actor("focal_point_here"), found=one.round)
    assert facts_of(alliance.circle.key) == ["questions.answered"]


def test_round_without_results_tells_nothing(alliance: cast.Alliance) -> None:
    one = opened(alliance)
    answer(one, *mixed(4))
    close_round(by=alliance.actor("focal_point_here"), found=one.round)
    assert facts_of(alliance.circle.key) == []


def test_facts_go_with_their_round_and_follow_a_merge(alliance: cast.Alliance) -> None:
    twin = cast.twin_of(alliance)
    one = opened(alliance)
    answer(one, *mixed(5))
    close_round(by=alliance.actor("focal_point_here"), found=one.round)
    merge_organisations(by=cast.CONSOLE, kept=twin, gone=alliance.circle, reason="The same people, written down twice.")
    assert (facts_of(alliance.circle.key), facts_of(twin.key)) == ([], ["questions.answered"])
    assert (told_otherwise(), told_in_parts()) == ([], [])
    forget_rounds(by=cast.CONSOLE, subject=of_circle(alliance))
    assert facts_of(twin.key) == []


@pytest.mark.parametrize(
    ("good", "answered", "is_so"), [((3, 4), 5, True), ((3, 2), 5, False), ((3,), 6, False), ((), 5, False)]
)
def test_more_than_half_know_each_answer(good: tuple[int, ...], answered: int, is_so: bool) -> None:
    assert is_understood(good, answered) is is_so
