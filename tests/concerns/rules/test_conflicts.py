"""Ties: unsure, missing or out of date is no reading; nobody agrees with their own."""

from hypothesis import given, settings
from hypothesis import strategies as st

from answerable.concerns.rules.conflicts import (
    Declaration,
    Standing,
    may_read,
    opens,
    stand_aside,
    to_declare,
    why_not_approve,
)  # fmt: skip
from answerable.concerns.rules.data_classes import BEHIND_THE_DECLARATION, DataClass
from answerable.concerns.rules.words import Conflict

LAW = settings(deadline=None, max_examples=150)
SAID = st.builds(
    Declaration, handler=st.sampled_from(["a", "b"]), answer=st.sampled_from(Conflict), parties=st.integers(0, 3),
    approved_by=st.sampled_from(["", "a", "b", "lead"]),
)  # fmt: skip
STANDINGS = st.builds(
    Standing, parties=st.integers(0, 3), categories=st.sampled_from([frozenset(), frozenset({"VIO-01"}), frozenset({"COI-01"})]),
    registered=st.booleans(), on_case=st.booleans(),
)  # fmt: skip


@LAW
@given(said=SAID, standing=STANDINGS)
def test_only_no_ties_or_managed_ties_open(said: Declaration, standing: Standing) -> None:
    """Invariant 4 and guard G1."""
    ok, code = may_read(said, standing)
    assert ok == (not code)
    if ok:
        assert said.parties >= standing.parties
        assert not standing.on_case
        assert said.answer in {Conflict.NONE, Conflict.MANAGED}
        assert said.answer == Conflict.NONE or said.approved_by not in {"", said.handler}
        assert said.answer == Conflict.NONE or "VIO-01" not in standing.categories


@LAW
@given(said=st.one_of(st.none(), SAID), standing=STANDINGS, promised=st.booleans())
def test_nothing_behind_the_declaration_is_shown_before_it(
    said: Declaration | None, standing: Standing, promised: bool
) -> None:
    shown = opens(said, standing, promised_secrecy=promised)
    if not may_read(said, standing)[0]:
        assert shown & BEHIND_THE_DECLARATION <= {DataClass.RESPONDENT_IDENTITY}
        assert promised or DataClass.RESPONDENT_IDENTITY not in shown
    if standing.on_case or (said and said.answer == Conflict.YES):
        assert not shown


@LAW
@given(said=SAID, standing=STANDINGS)
def test_a_new_party_asks_everybody_again(said: Declaration, standing: Standing) -> None:
    after = Standing(said.parties + 1, standing.categories, standing.registered, standing.on_case)
    assert not may_read(said, after)[0]
    assert to_declare([said], after) == {said.handler}
    assert to_declare([said, Declaration(said.handler, Conflict.NONE, after.parties)], after) == frozenset()


def test_nobody_declared_is_nobody_reads() -> None:
    assert may_read(None, Standing(0)) == (False, "not_declared")


def test_what_the_register_shows_is_not_overlooked() -> None:
    said = Declaration("a", Conflict.NONE, 1)
    assert may_read(said, Standing(1, registered=True)) == (False, "registered_ties")
    managed = Declaration("a", Conflict.MANAGED, 1, "lead")
    assert may_read(managed, Standing(1, registered=True)) == (True, "")


def test_ties_are_managed_by_a_lead_without_ties() -> None:
    said, standing = Declaration("a", Conflict.MANAGED, 1), Standing(1)
    lead = Declaration("lead", Conflict.NONE, 1)
    assert why_not_approve(lead, said, standing, is_lead=True) == ""
    assert why_not_approve(lead, said, standing, is_lead=False) == "not_the_lead"
    assert why_not_approve(None, said, standing, is_lead=True) == "not_declared"
    assert why_not_approve(Declaration("a", Conflict.NONE, 1), said, standing, is_lead=True) == "own_act"
    assert (
        why_not_approve(Declaration("lead", Conflict.UNSURE, 1), said, standing, is_lead=True) == "approver_not_clear"
    )
    assert why_not_approve(Declaration("lead", Conflict.NONE, 0), said, standing, is_lead=True) == "approver_not_clear"
    assert why_not_approve(lead, Declaration("a", Conflict.NONE, 1), standing, is_lead=True) == "nothing_to_manage"
    sexual = Standing(1, frozenset({"SAF-01"}))
    assert why_not_approve(lead, said, sexual, is_lead=True) == "never_managed"


def test_to_stand_aside_ends_every_key_and_finds_others() -> None:
    found = stand_aside("a", ["a", "b"], needed=2)
    assert (found.left, found.find_others) == (("b",), True)
    assert found.ends > BEHIND_THE_DECLARATION
    assert not stand_aside("a", ["a", "b", "c"], needed=2).find_others
