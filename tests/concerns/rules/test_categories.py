"""Kinds of conduct, their principles, and how serious each is at least."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.concerns.rules.categories import CATEGORIES, SEXUAL_HARM, Severity, floor, severity, why_not_severity

CODES = st.frozensets(st.sampled_from(sorted(CATEGORIES)), max_size=4)


def test_every_kind_has_one_principle_and_every_principle_some_kinds() -> None:
    counted = Counter(one.main for one in CATEGORIES.values())
    assert set(counted) == {f"P{number}" for number in range(1, 9)}
    assert min(counted.values()) >= 4
    assert len(CATEGORIES) == 49
    for one in CATEGORIES.values():
        assert one.main not in one.also
        assert set(one.also) <= set(counted)
        assert Severity.LOW <= one.floor <= Severity.CRITICAL
    assert set(CATEGORIES) >= SEXUAL_HARM


@given(codes=CODES, heavier=st.booleans(), under_18=st.booleans(), more=st.sampled_from(sorted(CATEGORIES)))
def test_severity_never_falls_below_its_floor_nor_with_more_kinds(
    codes: frozenset[str], heavier: bool, under_18: bool, more: str
) -> None:
    found = severity(codes, under_18=under_18, heavier=heavier)
    assert found >= floor(codes, under_18=under_18)
    assert severity(codes | {more}, under_18=under_18, heavier=heavier) >= found
    assert not under_18 or found == Severity.CRITICAL


@pytest.mark.parametrize(
    ("wanted", "by_lead", "words", "why"),
    [(3, False, "", ""), (2, False, "So.", "below_the_floor"), (2, True, " ", "say_why"), (2, True, "So.", "")],
)
def test_below_its_floor_only_by_the_lead_and_with_words(wanted: int, by_lead: bool, words: str, why: str) -> None:
    assert why_not_severity(Severity(wanted), Severity.HIGH, by_lead=by_lead, words=words) == why
