"""How a membership moves from state to state."""

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
