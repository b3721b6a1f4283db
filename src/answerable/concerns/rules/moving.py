"""How a case moves: only as this table says, each move with who may and what must be true first.

Moves of inquiry, decision, repair and transfer come with these steps; until then nothing reaches their states. Whoever
raised a concern ends it and opens it again by themselves; everything else that ends it takes two people.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from .words import DECLINING, HANDLERS, PERSON, ClosingReason, Role, State

DESK = frozenset({Role.INTAKE, Role.CASE_MANAGER})


class Move(StrEnum):
    """What can happen to a case."""

    RECEIVE = "receive"
    ACKNOWLEDGE = "acknowledge"
    BEGIN = "begin"
    SUPPORT_ONLY = "support_only"
    GO_ON = "go_on"
    DECLINE = "decline"
    ASK_TO_CLOSE = "ask_to_close"
    CLOSE = "close"
    KEEP_OPEN = "keep_open"
    REOPEN = "reopen"
    COME_BACK = "come_back"
    WITHDRAW = "withdraw"


@dataclass(frozen=True)
class Act:
    """Who does it, in what capacity, and what they say. `proposed_by`: who asked for what another now decides."""

    by: str
    role: Role
    proposed_by: str = ""
    reason: ClosingReason | None = None
    words: str = ""


@dataclass(frozen=True)
class Situation:
    """What guards ask of a case. Everything is false until it is known to be true."""

    prior: State | None = None  # where it stood before it was asked to be closed
    channel_open: bool = False
    limits_shown: bool = False
    meaning_shown: bool = False
    agreed_to_be_told_for: bool = True
    message_posted: bool = False
    clear: bool = False  # of ties, by `conflicts.may_read`
    qualified: bool = False
    safety_asked: bool = False
    safety_seen_to: bool = False
    wish_recorded: bool = False
    help_offered: bool = False
    person_told: bool = False
    unread: int = 0
    open_referrals: int = 0
    retention_chosen: bool = False
    kept: bool = False


Guard = Callable[[Situation, Act], str]


def _guard(code: str, holds: Callable[[Situation, Act], bool]) -> Guard:
    return lambda situation, act: "" if holds(situation, act) else code


def _two_people(_: Situation, act: Act) -> str:
    """Invariant 47: nobody decides on what they asked for themselves."""
    if not act.proposed_by:
        return "nobody_asked"
    return "own_act" if act.proposed_by == act.by else ""


OPEN_CHANNEL = _guard("channel_closed", lambda s, a: s.channel_open)
LIMITS_SHOWN = _guard("show_limits_first", lambda s, a: s.limits_shown)
ON_BEHALF = _guard("ask_them_first", lambda s, a: a.role in PERSON or s.agreed_to_be_told_for)
ANSWERED = _guard("write_first", lambda s, a: s.message_posted)
CLEAR = _guard("declare_first", lambda s, a: s.clear)
QUALIFIED = _guard("not_qualified", lambda s, a: s.qualified)
SAFE = _guard("ask_about_safety", lambda s, a: s.safety_asked and s.safety_seen_to)
WISHED = _guard("ask_their_wish", lambda s, a: s.wish_recorded)
HELPED = _guard("offer_help", lambda s, a: s.help_offered)
TOLD = _guard("tell_the_person", lambda s, a: s.person_told)
NOTHING_UNREAD = _guard("read_first", lambda s, a: s.unread == 0)
HANDED_OVER = _guard("see_to_referrals", lambda s, a: s.open_referrals == 0)
KEPT_HOW_LONG = _guard("say_how_long_kept", lambda s, a: s.retention_chosen)
REASON = _guard("choose_a_reason", lambda s, a: a.reason is not None)
DECLINED_BECAUSE = _guard("choose_a_reason", lambda s, a: a.reason in DECLINING)
WORDS = _guard("say_why", lambda s, a: bool(a.words.strip()))
MEANING_SHOWN = _guard("say_what_it_means", lambda s, a: s.meaning_shown)
STILL_THERE = _guard("no_longer_there", lambda s, a: s.kept)
TWO_PEOPLE: Guard = _two_people


@dataclass(frozen=True)
class Row:
    """One line of the table. `source` None: the case begins. `back`: only to where it stood before."""

    move: Move
    source: State | None
    target: State
    who: frozenset[Role]
    guards: tuple[Guard, ...] = ()
    back: bool = False


_CHECKED = (CLEAR, SAFE, NOTHING_UNREAD)
_FINISHED = (CLEAR, TWO_PEOPLE, REASON, TOLD, NOTHING_UNREAD, HANDED_OVER, KEPT_HOW_LONG)
_DECLINED = (CLEAR, TWO_PEOPLE, DECLINED_BECAUSE, SAFE, NOTHING_UNREAD, HELPED, TOLD)
_LEAD = frozenset({Role.LEAD})
_CLOSER = frozenset({Role.LEAD, Role.CASE_MANAGER})
_WRITERS = HANDLERS | _LEAD  # whoever of the team writes first acknowledges by it: nobody waits for a task

MOVES: tuple[Row, ...] = (
    Row(Move.RECEIVE, None, State.RECEIVED, PERSON | DESK, (OPEN_CHANNEL, LIMITS_SHOWN, ON_BEHALF)),
    Row(Move.ACKNOWLEDGE, State.RECEIVED, State.ACKNOWLEDGED, _WRITERS, (ANSWERED,)),
    Row(Move.BEGIN, State.ACKNOWLEDGED, State.TRIAGE, DESK, (CLEAR, QUALIFIED)),
    Row(Move.SUPPORT_ONLY, State.TRIAGE, State.SUPPORT_ONLY, DESK, (CLEAR, SAFE, WISHED)),
    Row(Move.GO_ON, State.SUPPORT_ONLY, State.TRIAGE, PERSON),
    Row(Move.DECLINE, State.TRIAGE, State.DECLINED, _LEAD, _DECLINED),
    Row(Move.ASK_TO_CLOSE, State.TRIAGE, State.CLOSING, DESK, (*_CHECKED, WISHED, REASON)),
    Row(Move.ASK_TO_CLOSE, State.SUPPORT_ONLY, State.CLOSING, DESK, (*_CHECKED, REASON)),
    Row(Move.CLOSE, State.CLOSING, State.CLOSED, _CLOSER, _FINISHED),
    Row(Move.KEEP_OPEN, State.CLOSING, State.TRIAGE, _CLOSER, (CLEAR, TWO_PEOPLE, WORDS), back=True),
    Row(Move.KEEP_OPEN, State.CLOSING, State.SUPPORT_ONLY, _CLOSER, (CLEAR, TWO_PEOPLE, WORDS), back=True),
    Row(Move.REOPEN, State.CLOSED, State.TRIAGE, _LEAD, (CLEAR, STILL_THERE, WORDS)),
    Row(Move.REOPEN, State.DECLINED, State.TRIAGE, _LEAD, (CLEAR, STILL_THERE, WORDS)),
    Row(Move.COME_BACK, State.CLOSED, State.TRIAGE, PERSON, (STILL_THERE,)),
    Row(Move.COME_BACK, State.DECLINED, State.TRIAGE, PERSON, (STILL_THERE,)),
    *(
        Row(Move.WITHDRAW, source, State.CLOSED, PERSON, (MEANING_SHOWN,))
        for source in (State.RECEIVED, State.ACKNOWLEDGED, State.TRIAGE, State.SUPPORT_ONLY, State.CLOSING)
    ),
)
TABLE: Mapping[tuple[Move, State | None, State], Row] = {(row.move, row.source, row.target): row for row in MOVES}


def may_move(move: Move, source: State | None, target: State, situation: Situation, act: Act) -> tuple[bool, str]:
    """Whether a case may move so now, and the first reason why not (invariant 45)."""
    row = TABLE.get((move, source, target))
    if row is None or (row.back and situation.prior != target):
        return False, "no_such_move"
    if act.role not in row.who:
        return False, "not_theirs"
    missing = next((code for guard in row.guards if (code := guard(situation, act))), "")
    return not missing, missing


def missing(move: Move, source: State | None, target: State, situation: Situation, act: Act) -> tuple[str, ...]:
    """Returns everything that must still be seen to, for the page that asks "why not?"."""
    row = TABLE.get((move, source, target))
    return tuple(code for guard in row.guards if (code := guard(situation, act))) if row else ("no_such_move",)


def asks_for_safety(move: Move, source: State) -> bool:
    """Whether a move from here waits until somebody asked how safe the person is."""
    return any(row.move == move and row.source == source and SAFE in row.guards for row in MOVES)


def from_here(source: State | None, role: Role, prior: State | None = None) -> tuple[Row, ...]:
    """Returns the moves somebody may make from here, whatever is still missing."""
    return tuple(
        row for row in MOVES if row.source == source and role in row.who and (not row.back or row.target == prior)
    )


def reached() -> frozenset[State]:
    """Returns the states that this table reaches; the others come with later steps."""
    return frozenset(row.target for row in MOVES)
