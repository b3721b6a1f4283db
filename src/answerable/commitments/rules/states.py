"""How a commitment moves, and how it stands on a day."""

import datetime as dt

from .words import State

SOON_DAYS = 14
DONE = frozenset({State.DONE, State.DONE_LATE})
# What was said can be said anew; only a release is final, since others decided it.
NEXT: dict[State, frozenset[State]] = {
    State.OPEN: frozenset({State.DONE, State.DONE_LATE, State.NOT_KEPT, State.RELEASED}),
    State.DONE: frozenset({State.OPEN}),
    State.DONE_LATE: frozenset({State.OPEN}),
    State.NOT_KEPT: frozenset({State.OPEN, State.DONE_LATE}),
    State.RELEASED: frozenset(),
}
NEEDS_WORDS = frozenset({State.NOT_KEPT, State.OPEN})


def done_on(due: dt.date, day: dt.date, now: State) -> State:
    """Returns whether what is done that day is done or done late; after it was said not to be kept it is late."""
    return State.DONE if day <= due and now != State.NOT_KEPT else State.DONE_LATE


def why_not_next(now: State, following: State, words: str) -> str:
    """Returns why a commitment cannot move so, or nothing."""
    if following not in NEXT[now]:
        return "cannot_move_so"
    if following in NEEDS_WORDS and not words.strip():
        return "say_why"
    return ""


def why_not_day(due: dt.date, to: dt.date, today: dt.date, words: str) -> str:
    """Returns why the day cannot be moved so, or nothing."""
    if to == due:
        return "same_day"
    if to < today:
        return "day_is_past"
    return "" if words.strip() else "say_why"


def why_not_happened(made: dt.date, day: dt.date, today: dt.date) -> str:
    """Returns why something cannot have happened on a day, or nothing."""
    if day > today:
        return "in_the_future"
    return "before_it_was_made" if day < made else ""


def standing(state: State, due: dt.date, today: dt.date) -> str:
    """Returns the state, or for an open one whether its day is near (`soon`) or past (`overdue`)."""
    if state != State.OPEN:
        return state.value
    if due < today:
        return "overdue"
    return "soon" if (due - today).days <= SOON_DAYS else state.value
