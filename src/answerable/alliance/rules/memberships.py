"""How a membership moves from state to state, and from when to when an organisation belongs by it."""

import datetime as dt
from collections.abc import Iterable

from .terms import Span
from .words import MembershipState as S

NEXT: dict[str, frozenset[str]] = {
    "": frozenset({S.APPLIED, S.PROVISIONAL, S.MEMBER, S.SUSPENDED, S.WITHDRAWN, S.ENDED}),
    S.APPLIED: frozenset({S.PROVISIONAL, S.MEMBER, S.WITHDRAWN, S.ENDED}),
    S.PROVISIONAL: frozenset({S.MEMBER, S.SUSPENDED, S.WITHDRAWN, S.ENDED}),
    S.MEMBER: frozenset({S.SUSPENDED, S.WITHDRAWN, S.ENDED}),
    S.SUSPENDED: frozenset({S.MEMBER, S.WITHDRAWN, S.ENDED}),
    S.WITHDRAWN: frozenset({S.APPLIED, S.PROVISIONAL, S.MEMBER}),
    S.ENDED: frozenset({S.APPLIED, S.PROVISIONAL, S.MEMBER}),
}
# Who belongs now, as the public may see it; and who still has a place at all.
BELONGS = frozenset({S.PROVISIONAL, S.MEMBER})
LIVE = BELONGS | {S.SUSPENDED}
STANDS = LIVE | {S.APPLIED}  # whose records a network keeps; one that left everywhere is kept where it was
NEEDS_REASON = frozenset({S.SUSPENDED, S.ENDED})


def why_not_next(state: str, following: str, *, reason: str) -> str:
    """Returns the code of the reason why a membership cannot move so, or an empty string."""
    if following not in NEXT[state]:
        return "membership_cannot_move_so"
    return "reason_needed" if following in NEEDS_REASON and not reason.strip() else ""


def belonging(steps: Iterable[tuple[dt.date, str]]) -> list[Span]:
    """Returns the stretches in which an organisation belongs, of the steps of its membership in their order.

    A later step of the same day takes the place of an earlier one.
    """
    stretches: list[Span] = []
    for day, state in dict(steps).items():
        last = stretches[-1] if stretches else None
        is_running = last is not None and last.ends is None
        if state in BELONGS and not is_running:
            stretches.append(Span(day))
        elif state not in BELONGS and is_running and last:
            stretches[-1] = Span(last.starts, day - dt.timedelta(days=1))
    return stretches
