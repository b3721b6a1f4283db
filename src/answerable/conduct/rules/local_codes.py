"""What must be true of a local code: answers by their day, every parent clause accounted for, a decision with its quorum."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from .words import ContributionKind, MomentKind, Outcome, Procedure, Strength

SMALLEST_TOLD = 10  # of people and of what they said, wherever everybody may read
MOST_ANSWER_DAYS = 90
OVERDUE_TOLD_EVERY = 7  # days between two notices of the same thing
FIRST_MOMENTS = (MomentKind.DIALOGUE, MomentKind.ADHERENCE, MomentKind.WORKSHOP, MomentKind.ASSEMBLY)
OPEN_STATES = frozenset({"draft", "consultation"})


class Start(StrEnum):
    """What a local code begins with: the parent's clauses, the network's own text in force, or nothing."""

    PARENT = "parent"
    OWN = "own"
    EMPTY = "empty"


def answer_by(made_on: dt.date, days: int) -> dt.date:
    """Returns the day by which an answer is promised."""
    return made_on + dt.timedelta(days=max(1, min(days, MOST_ANSWER_DAYS)))


def is_overdue(promised: dt.date, today: dt.date, *, answered: bool) -> bool:
    return not answered and promised < today


def share_passed(made_on: dt.date, promised: dt.date, today: dt.date) -> int:
    """Returns how much of the time for an answer is over, 0 to 100."""
    whole = max(1, (promised - made_on).days)
    return min(100, max(0, (today - made_on).days * 100 // whole))


@dataclass(frozen=True)
class Compared:
    """How one of the parent's clauses stands: `strength` empty where nobody compared it; `stale` where the local words
    changed after they were compared."""

    strength: str = ""
    clauses: int = 0
    reason: str = ""
    stale: bool = False


def why_open(one: Compared) -> str:
    """Returns why a parent's clause is not accounted for yet; empty where it is."""
    if not one.strength:
        return "not_compared"
    if one.strength in {Strength.WEAKER, Strength.MISSING} and not one.reason.strip():
        return "reason_needed"
    if one.strength != Strength.MISSING and not one.clauses:
        return "clause_needed"
    if one.strength == Strength.MISSING and one.clauses:
        return "not_missing"
    return "compare_again" if one.stale else ""


@dataclass(frozen=True)
class Decision:
    """What a body decided, in numbers; votes only where it voted."""

    procedure: str
    held_on: dt.date
    entitled: int
    quorum: int
    present: int
    carried: bool
    in_favour: int | None = None
    against: int | None = None
    abstained: int | None = None

    @property
    def votes(self) -> int:
        return sum(one or 0 for one in (self.in_favour, self.against, self.abstained))


def why_not_decided(one: Decision, today: dt.date) -> tuple[str, str]:
    """Returns the code of what stands against a decision and the field it is about; two empty texts where nothing does.

    Without its quorum a body decides nothing, neither yes nor no.
    """
    checks = (
        (one.held_on > today, "held_in_future", "held_on"),
        (one.quorum < 1, "quorum_of_nobody", "quorum"),
        (one.quorum > one.entitled, "quorum_over_entitled", "quorum"),
        (one.present > one.entitled, "more_than_entitled", "present"),
        (one.present < one.quorum, "no_quorum", "present"),
        (one.votes > one.present, "more_votes_than_present", "in_favour"),
    )
    found = next(((code, field) for fails, code, field in checks if fails), ("", ""))
    return found if found[0] or one.procedure != Procedure.VOTE else _why_no_vote(one)


def _why_no_vote(one: Decision) -> tuple[str, str]:
    if one.in_favour is None or one.against is None:
        return "votes_needed", "in_favour"
    if one.carried and one.in_favour <= one.against:
        return "not_carried_by_votes", "carried"
    return "", ""


@dataclass(frozen=True)
class Readiness:
    """What stands between a draft and its adoption, in numbers.

    `partners_asked`: before the decision; `partners_not_waited_for`: of them, those who had not answered and had been given
    a longer time. `reason`: why none was asked, or not waited for.
    """

    clauses: int
    open_parent_clauses: int
    waiting: int
    partners_asked: int
    reason: str = ""
    partners_not_waited_for: int = 0


def why_not_adoptable(one: Readiness) -> tuple[str, str]:
    """Returns the first thing that must be done before a body can adopt, and the field it is about."""
    if not one.clauses:
        return "no_clauses", ""
    if one.open_parent_clauses:
        return "not_aligned", ""
    if one.waiting:
        return "answers_waiting", ""
    if one.reason.strip():
        return "", ""
    if not one.partners_asked:
        return "partners_reason_needed", "partners_reason"
    return ("partners_time_runs", "partners_reason") if one.partners_not_waited_for else ("", "")


def told(number: int | None) -> int | None:
    """Returns a number of people, or of what they said, as everybody may read it: none where it is small."""
    return number if number is not None and number >= SMALLEST_TOLD else None


def outcomes_of(answers: Iterable[str]) -> Mapping[str, int]:
    """Returns how many contributions met each outcome, every outcome named."""
    counted = Counter(answers)
    return {outcome.value: counted[outcome.value] for outcome in Outcome}


def why_not_answered(outcome: str, words: str, *, merged: bool) -> tuple[str, str]:
    """Returns what stands against an answer and its field: whoever is not followed is told why."""
    if outcome == Outcome.MERGED and not merged:
        return "merged_with_what", "merged_with"
    if outcome in {Outcome.DECLINED, Outcome.PARTLY} and not words.strip():
        return "reason_needed", "said"
    return "", ""


def why_not_said(kind: str, words: str, wording: str, draft: str) -> tuple[str, str]:
    """Returns what stands against a contribution and its field; who supports a clause need add nothing."""
    if kind == ContributionKind.WORDING:
        if not wording.strip():
            return "wording_needed", "wording"
        return ("wording_same", "wording") if wording.split() == draft.split() else ("", "")
    return ("say_something", "said") if kind != ContributionKind.SUPPORT and not words.strip() else ("", "")
