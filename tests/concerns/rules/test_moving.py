"""How a case moves: exhaustively from every state to every state, by everybody, whatever is known."""

import itertools
from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answerable.concerns.rules.moving import (
    MOVES,
    TABLE,
    Act,
    Move,
    Situation,
    from_here,
    may_move,
    missing,
    reached,
)  # fmt: skip
from answerable.concerns.rules.words import DECLINING, HANDLERS, PERSON, STAGE_OF, ClosingReason, Role, Stage, State

READY = Situation(
    prior=State.TRIAGE, channel_open=True, limits_shown=True, meaning_shown=True, message_posted=True, clear=True, qualified=True,
    safety_asked=True, safety_seen_to=True, wish_recorded=True, help_offered=True, person_told=True, retention_chosen=True, kept=True,
)  # fmt: skip
SOURCES = [None, *State]
EDGES = {(row.source, row.target) for row in MOVES}


def act(role: Role) -> Act:
    return Act("a", role, proposed_by="b", reason=ClosingReason.OUT_OF_SCOPE, words="So that it can be seen.")


def test_only_the_moves_of_the_table_exist() -> None:
    """Invariant 45, from × to × move × role, with everything in place."""
    for source, target, move, role in itertools.product(SOURCES, State, Move, Role):
        situation = replace(READY, prior=target)
        row = TABLE.get((move, source, target))
        expected = row is not None and role in row.who
        assert may_move(move, source, target, situation, act(role))[0] == expected, (source, target, move, role)


def test_every_line_of_the_table_stands_once() -> None:
    assert len(TABLE) == len(MOVES)


def test_what_comes_later_is_not_reached_yet() -> None:
    assert reached() == {
        State.RECEIVED, State.ACKNOWLEDGED, State.TRIAGE, State.SUPPORT_ONLY, State.CLOSING, State.CLOSED, State.DECLINED,
    }  # fmt: skip
    assert {source for source, _ in EDGES if source} == reached()  # from each of them it goes on


@pytest.mark.parametrize("row", MOVES, ids=lambda row: f"{row.move}-{row.source}-{row.target}")
def test_every_guard_of_a_line_is_asked(row: object) -> None:
    """With nothing known a guarded move is refused, by the code of its first guard, and all that is missing is told."""
    line = next(one for one in MOVES if one is row)
    role, nothing = (
        sorted(line.who)[0],
        Situation(prior=line.target, agreed_to_be_told_for=False, unread=1, open_referrals=1),
    )
    codes = missing(line.move, line.source, line.target, nothing, Act("a", role))
    assert len(codes) >= len(line.guards) - 1  # somebody raises for themselves: nobody else is to be asked
    assert may_move(line.move, line.source, line.target, nothing, Act("a", role)) == (
        not codes, codes[0] if codes else "",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "value", "moves"),
    [
        ("clear", False, {"begin", "support_only", "decline", "ask_to_close", "close", "keep_open", "reopen"}),
        ("qualified", False, {"begin"}), ("message_posted", False, {"acknowledge"}), ("channel_open", False, {"receive"}),
        ("limits_shown", False, {"receive"}), ("safety_asked", False, {"support_only", "decline", "ask_to_close"}),
        ("safety_seen_to", False, {"support_only", "decline", "ask_to_close"}), ("help_offered", False, {"decline"}),
        ("person_told", False, {"decline", "close"}), ("unread", 1, {"decline", "ask_to_close", "close"}),
        ("open_referrals", 1, {"close"}), ("retention_chosen", False, {"close"}), ("kept", False, {"reopen", "come_back"}),
        ("meaning_shown", False, {"withdraw"}), ("wish_recorded", False, {"support_only", "ask_to_close"}),
    ],
)  # fmt: skip
def test_what_a_fact_stops_and_nothing_else(name: str, value: Any, moves: set[str]) -> None:
    stopped = set()
    for row in MOVES:
        situation = replace(replace(READY, prior=row.target), **{name: value})
        if not may_move(row.move, row.source, row.target, situation, act(sorted(row.who)[0]))[0]:
            stopped.add(row.move.value)
    assert stopped == moves
    assert name in {one.name for one in fields(Situation)}


TWO = [Move.DECLINE, Move.CLOSE, Move.KEEP_OPEN]


@pytest.mark.parametrize("move", TWO)
def test_nobody_decides_on_what_they_asked_for(move: Move) -> None:
    """Invariant 47."""
    row = next(one for one in MOVES if one.move == move)
    situation, role = replace(READY, prior=row.target), sorted(row.who)[0]
    alone, nobody = replace(act(role), proposed_by="a"), replace(act(role), proposed_by="")
    assert may_move(move, row.source, row.target, situation, alone) == (False, "own_act")
    assert may_move(move, row.source, row.target, situation, nobody) == (False, "nobody_asked")


def test_closed_without_two_people_by_the_person_alone() -> None:
    """Invariant 46."""
    for row in MOVES:
        if row.target in {State.CLOSED, State.DECLINED}:
            assert row.move in TWO or row.who == PERSON


@pytest.mark.parametrize("reason", ClosingReason)
def test_to_decline_has_reasons_of_its_own(reason: ClosingReason) -> None:
    said = replace(act(Role.LEAD), reason=reason)
    ok, code = may_move(Move.DECLINE, State.TRIAGE, State.DECLINED, READY, said)
    assert (ok, code) == ((True, "") if reason in DECLINING else (False, "choose_a_reason"))


def test_a_case_that_stays_open_goes_back_to_where_it_stood() -> None:
    for prior, target in itertools.product([State.TRIAGE, State.SUPPORT_ONLY], repeat=2):
        ok, _ = may_move(Move.KEEP_OPEN, State.CLOSING, target, replace(READY, prior=prior), act(Role.LEAD))
        assert ok == (prior == target)


@pytest.mark.parametrize(
    "source", [State.RECEIVED, State.ACKNOWLEDGED, State.TRIAGE, State.SUPPORT_ONLY, State.CLOSING]
)
def test_the_person_may_stop_from_everywhere_and_come_back(source: State) -> None:
    only = Situation(meaning_shown=True)
    assert may_move(Move.WITHDRAW, source, State.CLOSED, only, Act("p", Role.RAISER)) == (True, "")
    back = may_move(Move.COME_BACK, State.CLOSED, State.TRIAGE, Situation(kept=True), Act("p", Role.RAISER))
    assert back == (True, "")
    assert not {row.move for row in MOVES if row.source == source and row.who & HANDLERS} & {
        Move.WITHDRAW,
        Move.COME_BACK,
    }


@settings(deadline=None, max_examples=60)
@given(source=st.sampled_from(SOURCES), role=st.sampled_from(Role), prior=st.sampled_from(State))
def test_what_is_offered_is_what_may_be(source: State | None, role: Role, prior: State) -> None:
    situation = replace(READY, prior=prior)
    for row in from_here(source, role, prior):
        assert may_move(row.move, source, row.target, situation, act(role))[0]


def test_every_state_has_its_stage_and_every_stage_a_state() -> None:
    assert set(STAGE_OF) == set(State)
    assert {stage for stage in STAGE_OF.values() if stage} == set(Stage)
    assert len(Stage) == 13
