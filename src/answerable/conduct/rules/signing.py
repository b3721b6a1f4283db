"""When a version may be signed, on which day a signature can have been given, and what a body must have decided."""

import datetime as dt
from dataclasses import dataclass

from .words import Procedure, VersionState


def why_not_signed_now(state: str) -> str:
    """Returns why a version cannot be signed on the page today, empty where it can."""
    if state == VersionState.ADOPTED:
        return ""
    return "superseded" if state == VersionState.SUPERSEDED else "not_adopted"


@dataclass(frozen=True)
class Standing:
    """From when to when a version could be signed."""

    state: str
    adopted_on: dt.date | None
    superseded_on: dt.date | None


def why_not_signed_on(day: dt.date, standing: Standing, *, today: dt.date) -> str:
    """Returns why nobody can have signed a version on a day, empty where somebody can."""
    if day > today:
        return "in_the_future"
    if standing.adopted_on is None or standing.state not in (VersionState.ADOPTED, VersionState.SUPERSEDED):
        return "not_adopted"
    if day < standing.adopted_on:
        return "signed_before_adopted"
    if standing.superseded_on is not None and day > standing.superseded_on:
        return "signed_after_superseded"
    return ""


def why_not_as_shown(shown: str, now: str) -> str:
    """Returns why what somebody read is not what stands there now."""
    return "" if shown == now else "changed_meanwhile"


@dataclass(frozen=True)
class Ballot:
    """How a body decided. `consented`: nobody objected; votes count where the procedure is a vote."""

    procedure: str
    entitled: int
    quorum: int
    present: int
    consented: bool = False
    in_favour: int | None = None
    against: int | None = None
    abstained: int | None = None

    @property
    def votes(self) -> int:
        return sum(number or 0 for number in (self.in_favour, self.against, self.abstained))

    @property
    def has_quorum(self) -> bool:
        return self.present >= self.quorum

    @property
    def is_carried(self) -> bool:
        """Consent carries where nobody objects; a vote where more are in favour than against."""
        if self.procedure == Procedure.CONSENT:
            return self.consented
        return (self.in_favour or 0) > (self.against or 0)


def why_not_decided(ballot: Ballot) -> tuple[str, str]:
    """Returns the code of what cannot be right about a decision and the field it is about; empty where all is well."""
    checks = (
        (ballot.entitled < 1, "nobody_entitled", "entitled"),
        (ballot.quorum < 1, "quorum_of_nobody", "quorum"),
        (ballot.quorum > ballot.entitled, "quorum_above_entitled", "quorum"),
        (ballot.present > ballot.entitled, "present_above_entitled", "present"),
        (not ballot.has_quorum, "no_quorum", "present"),
        (ballot.procedure == Procedure.VOTE and ballot.in_favour is None, "votes_needed", "in_favour"),
        (ballot.votes > ballot.present, "votes_above_present", "in_favour"),
    )
    return next(((code, field) for wrong, code, field in checks if wrong), ("", ""))


def due_on(*, held_since: dt.date, rule_from: dt.date, adopted_on: dt.date, within_days: int) -> dt.date:
    """Returns by which day somebody in an office signs: so many days after they could first be asked to."""
    return max(held_since, rule_from, adopted_on) + dt.timedelta(days=within_days)
