"""What must be true of a local code, without a database."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.conduct.rules.local_codes import (
    SMALLEST_TOLD,
    Compared,
    Decision,
    Readiness,
    answer_by,
    is_overdue,
    share_passed,
    told,
    why_not_adoptable,
    why_not_answered,
    why_not_decided,
    why_not_said,
    why_open,
)
from answerable.conduct.rules.words import Outcome, Strength

TODAY = dt.date(2026, 3, 2)
NUMBERS = st.integers(min_value=0, max_value=400)
DAYS = st.dates(min_value=dt.date(2020, 1, 1), max_value=dt.date(2030, 1, 1))


@given(DAYS, st.integers(min_value=-5, max_value=1000))
def test_an_answer_is_promised_after_today_and_not_in_years(made_on: dt.date, days: int) -> None:
    assert made_on < answer_by(made_on, days) <= made_on + dt.timedelta(days=90)


@given(DAYS, DAYS)
def test_what_is_answered_is_never_overdue(promised: dt.date, today: dt.date) -> None:
    assert not is_overdue(promised, today, answered=True)
    assert is_overdue(promised, today, answered=False) == (today > promised)


@given(DAYS, st.integers(min_value=1, max_value=90), DAYS)
def test_share_of_time_stays_between_nothing_and_all(made_on: dt.date, days: int, today: dt.date) -> None:
    share = share_passed(made_on, answer_by(made_on, days), today)
    assert 0 <= share <= 100


DECISIONS = st.builds(
    Decision,
    procedure=st.sampled_from(["consent", "vote"]),
    held_on=st.just(TODAY),
    entitled=NUMBERS,
    quorum=NUMBERS,
    present=NUMBERS,
    carried=st.booleans(),
    in_favour=NUMBERS,
    against=NUMBERS,
    abstained=NUMBERS,
)


@given(DECISIONS)
def test_nothing_is_decided_without_its_quorum(one: Decision) -> None:
    if why_not_decided(one, TODAY) == ("", ""):
        assert 1 <= one.quorum <= one.present <= one.entitled
        if one.procedure == "vote":
            assert one.votes <= one.present
            assert not one.carried or (one.in_favour or 0) > (one.against or 0)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"present": 11}, "no_quorum"),
        ({"quorum": 0}, "quorum_of_nobody"),
        ({"quorum": 31}, "quorum_over_entitled"),
        ({"present": 31}, "more_than_entitled"),
        ({"held_on": TODAY + dt.timedelta(days=1)}, "held_in_future"),
        ({"procedure": "vote"}, "votes_needed"),
        ({"procedure": "vote", "in_favour": 15, "against": 6}, "more_votes_than_present"),
        ({"procedure": "vote", "in_favour": 7, "against": 7}, "not_carried_by_votes"),
        ({"procedure": "vote", "in_favour": 12, "against": 2, "abstained": 3}, ""),
        ({"procedure": "vote", "in_favour": 12, "against": 5, "carried": False}, ""),
        ({}, ""),
    ],
)
def test_decision_says_what_stands_against_it(changes: dict[str, object], code: str) -> None:
    usual: dict[str, object] = {
        "procedure": "consent", "held_on": TODAY, "entitled": 30, "quorum": 15, "present": 20, "carried": True,
    }  # fmt: skip
    decision = Decision(**{**usual, **changes, **({"present": 20} if code == "" else {})})  # type: ignore[arg-type] # by name
    assert why_not_decided(decision, TODAY)[0] == code


@given(
    st.sampled_from(["", *Strength]),
    st.integers(min_value=0, max_value=3),
    st.sampled_from(["", " ", "Because."]),
    st.booleans(),
)
def test_a_parent_clause_is_accounted_for_by_a_match_or_a_reason(
    strength: str, clauses: int, reason: str, stale: bool
) -> None:
    if why_open(Compared(strength, clauses, reason, stale)) == "":
        assert not stale
        assert (clauses > 0) == (strength != Strength.MISSING)
        assert strength not in {Strength.WEAKER, Strength.MISSING} or reason.strip()


def test_adoption_waits_for_alignment_answers_and_partners() -> None:
    assert why_not_adoptable(Readiness(0, 0, 0, 1))[0] == "no_clauses"
    assert why_not_adoptable(Readiness(3, 1, 0, 1))[0] == "not_aligned"
    assert why_not_adoptable(Readiness(3, 0, 2, 1))[0] == "answers_waiting"
    assert why_not_adoptable(Readiness(3, 0, 0, 0)) == ("partners_reason_needed", "partners_reason")
    assert why_not_adoptable(Readiness(3, 0, 0, 0, "There is none near.")) == ("", "")
    assert why_not_adoptable(Readiness(3, 0, 0, 2)) == ("", "")


@given(NUMBERS)
def test_small_numbers_are_not_told(number: int) -> None:
    assert told(number) == (number if number >= SMALLEST_TOLD else None)


@pytest.mark.parametrize("outcome", list(Outcome))
def test_who_is_not_followed_is_told_why(outcome: Outcome) -> None:
    code, _field = why_not_answered(outcome, " ", merged=outcome == Outcome.MERGED)
    assert (code == "reason_needed") == (outcome in {Outcome.DECLINED, Outcome.PARTLY})


def test_merging_names_with_what() -> None:
    assert why_not_answered(Outcome.MERGED, "", merged=False)[0] == "merged_with_what"


def test_support_needs_no_words_and_a_wording_differs() -> None:
    assert why_not_said("support", "", "", "We are kind.") == ("", "")
    assert why_not_said("objection", " ", "", "We are kind.")[0] == "say_something"
    assert why_not_said("wording", "", "We  are kind.", "We are kind.")[0] == "wording_same"
    assert why_not_said("wording", "", "We are never unkind.", "We are kind.") == ("", "")
