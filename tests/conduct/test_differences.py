"""How two versions differ: nothing is lost or invented between them."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from answerable.conduct.rules.differences import Change, Side, compare

BODIES = st.sampled_from(["We listen.", "We listen and answer.", "نصغي ونجيب.", ""])
SIDES = st.tuples(st.integers(0, 7), BODIES).map(lambda one: Side(one[0], "1", "", one[1]))
VERSIONS = st.lists(SIDES, max_size=7, unique_by=lambda one: one.line)
UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # on a machine that has much to do


def side(line: str, body: str = "We listen.") -> Side:
    return Side(line, line, "", body)


@UNHURRIED
@given(VERSIONS, VERSIONS)
def test_both_versions_can_be_made_again_from_their_difference(before: list[Side], after: list[Side]) -> None:
    found = compare(before, after)
    assert [one.after for one in found if one.after] == after
    assert sorted((one.before for one in found if one.before), key=str) == sorted(before, key=str)


@UNHURRIED
@given(VERSIONS, VERSIONS)
def test_every_difference_is_what_it_says(before: list[Side], after: list[Side]) -> None:
    for one in compare(before, after):
        assert (one.change == Change.NEW) == (one.before is None)
        assert (one.change == Change.REMOVED) == (one.after is None)
        if one.before and one.after:
            assert (one.change == Change.SAME) == (one.before.body == one.after.body)


@UNHURRIED
@given(VERSIONS, VERSIONS)
def test_clauses_that_were_not_moved_kept_their_order(before: list[Side], after: list[Side]) -> None:
    still = [one.before.line for one in compare(before, after) if one.before and one.after and not one.moved]
    assert [one.line for one in before if one.line in still] == still


@UNHURRIED
@given(VERSIONS)
def test_nothing_is_told_of_a_version_and_itself(version: list[Side]) -> None:
    assert [one for one in compare(version, version) if one.is_told] == []


def test_one_clause_that_moved_is_told_of_alone() -> None:
    found = compare([side("a"), side("b"), side("c"), side("d")], [side("b"), side("c"), side("d"), side("a")])
    assert [one.after.line for one in found if one.moved and one.after] == ["a"]


def test_clause_taken_out_is_shown_where_it_stood() -> None:
    found = compare([side("a"), side("b"), side("c")], [side("a"), side("n"), side("c")])
    assert [(one.change, (one.after or one.before).line) for one in found if one.after or one.before] == [  # type: ignore[union-attr] # one of both is there
        (Change.SAME, "a"), (Change.REMOVED, "b"), (Change.NEW, "n"), (Change.SAME, "c"),
    ]  # fmt: skip
