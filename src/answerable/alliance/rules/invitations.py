"""How an invitation moves from state to state, how often it may be mailed, and who is left out."""

import datetime as dt

from .words import ApproachState as A
from .words import InvitationState as S

LIVE = frozenset({S.SENT, S.OPENED})
CAN_BE_SENT_AGAIN = LIVE | {S.EXPIRED, S.BOUNCED}
NEXT: dict[str, frozenset[str]] = {
    S.SENT: frozenset({S.OPENED, S.ACCEPTED, S.DECLINED, S.EXPIRED, S.WITHDRAWN, S.BOUNCED}),
    S.OPENED: frozenset({S.ACCEPTED, S.DECLINED, S.EXPIRED, S.WITHDRAWN, S.BOUNCED}),
    S.EXPIRED: frozenset({S.SENT}),
    S.BOUNCED: frozenset({S.SENT}),
    S.ACCEPTED: frozenset(),
    S.DECLINED: frozenset(),
    S.WITHDRAWN: frozenset(),
}
MOST_AT_ONCE = 500
MOST_MAILS = 5  # of one invitation
PAUSE_DAYS = 3  # between two mails of one invitation
SHORTEST, LONGEST = 3, 90  # days for which an alliance may let invitations stand


def why_not_next(state: str, following: str) -> str:
    return "" if following in NEXT[state] else "invitation_is_over"


def why_not_sent_again(state: str, *, sent_on: dt.date, times: int, today: dt.date) -> str:
    """Returns the code of the reason why an invitation is not mailed once more, or an empty string."""
    if state not in CAN_BE_SENT_AGAIN:
        return "invitation_is_over"
    if times >= MOST_MAILS:
        return "mailed_often_enough"
    return "mailed_a_moment_ago" if (today - sent_on).days < PAUSE_DAYS else ""


def why_left_out(*, email: str, invited: bool, has_speaker: bool, at_risk: bool, chosen_by_itself: bool) -> str:
    """Returns why an organisation is not among those invited together, or an empty string.

    One at risk is invited only where somebody chose this very one: a mail to it is a danger to be weighed each time.
    """
    if not email:
        return "no_address"
    if invited:
        return "invited_already"
    if has_speaker:
        return "has_speaker"
    return "at_risk" if at_risk and not chosen_by_itself else ""


# What somebody from outside asked: an introduction or an application.
OPEN = frozenset({A.WAITING, A.QUESTIONED})
ANSWERS: dict[str, frozenset[str]] = {
    A.WAITING: frozenset({A.QUESTIONED, A.ACCEPTED, A.DECLINED, A.WITHDRAWN}),
    A.QUESTIONED: frozenset({A.WAITING, A.ACCEPTED, A.DECLINED, A.WITHDRAWN}),
    A.ACCEPTED: frozenset(),
    A.DECLINED: frozenset(),
    A.WITHDRAWN: frozenset(),
}
NEEDS_WORDS = frozenset({A.QUESTIONED, A.DECLINED, A.WAITING})
MOST_OPEN_OF_ONE = 3  # by one address at a time
MOST_A_DAY = 200  # by everybody together
UNANSWERED_DAYS = 400


def why_not_answered(state: str, following: str, *, words: str) -> str:
    """Returns the code of the reason why a request cannot be answered so, or an empty string."""
    if following not in ANSWERS[state]:
        return "answered_already"
    return "words_needed" if following in NEEDS_WORDS and not words.strip() else ""


def why_not_asked(*, open_of_one: int, today_of_all: int) -> str:
    """Returns why one more request is not taken now: limits are kept per address that was proved, and for everybody."""
    if open_of_one >= MOST_OPEN_OF_ONE:
        return "asked_often_enough"
    return "too_many_ask_today" if today_of_all >= MOST_A_DAY else ""
