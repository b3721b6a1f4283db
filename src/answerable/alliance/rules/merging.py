"""When two records may become one."""

from collections.abc import Iterable

from .memberships import LIVE
from .words import MembershipState


def why_not_merged(*, same: bool, merged_already: bool, reason: str, states: Iterable[tuple[str, str]]) -> str:
    """Returns the code of the reason why two organisations cannot become one, or an empty string.

    `states` are both memberships in each network where both have one: who is suspended is not let in again by a merge.
    """
    if same:
        return "merge_with_itself"
    if merged_already:
        return "merged_already"
    if any(MembershipState.SUSPENDED in pair and pair[0] != pair[1] for pair in states):
        return "one_is_suspended"
    return "" if reason.strip() else "say_why"


def state_after(kept: str, gone: str) -> str:
    """The state of a membership both had: the kept one's, unless only the other one is live."""
    return gone if gone in LIVE and kept not in LIVE else kept


def why_not_joined(*, kept: tuple[str, str, bool], gone: tuple[str, str, bool], reason: str, waiting: int) -> str:
    """Returns why two networks (path, level, whether closed) cannot become one, or an empty string."""
    (path, level, closed), (other_path, other_level, other_closed) = kept, gone
    if path == other_path:
        return "merge_with_itself"
    if path.startswith(other_path) or other_path.startswith(path):
        return "one_stands_below_the_other"
    if closed or other_closed:
        return "network_closed"
    if level != other_level:
        return "levels_differ"
    if waiting:
        return "requests_wait_there"
    return "" if reason.strip() else "say_why"


def state_of_both(kept: str, gone: str) -> str:
    """The state of a membership where two networks become one; who is suspended in either stays suspended."""
    if MembershipState.SUSPENDED in (kept, gone):
        return MembershipState.SUSPENDED
    return kept if kept in LIVE or (kept and gone not in LIVE) else gone
