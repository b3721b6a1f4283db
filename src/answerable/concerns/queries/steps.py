"""How far a team is: whose keys are there, who signed for whom, what is proposed, and what still keeps the channel shut."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from answerable.alliance.queries.people import of_account
from answerable.vault.people import PublicKeys, fingerprint_of
from answerable.vault.rosters import NotSigned

from ..models import Handler, NextKeys, RosterRevision, RosterSignature, Team
from ..rules.teams import missing
from .teams import in_force, keys_now, readiness, roster_at


@dataclass(frozen=True)
class Colleague:
    """Somebody who was named for a team. `spoken`: the words of their keys; `next_spoken`: of those they made anew."""

    handler: Handler
    name: str
    spoken: tuple[str, ...] = ()
    next_spoken: tuple[str, ...] = ()
    is_signed: bool = False

    @property
    def has_keys(self) -> bool:
        return bool(self.spoken)

    @property
    def is_ready(self) -> bool:
        return self.is_signed and self.handler.code_noted_on is not None and self.handler.rehearsed_on is not None


@dataclass(frozen=True)
class Proposal:
    """A roster that is not in force yet. `still`: who may sign it and has not; `least`: how many of them must."""

    row: RosterRevision
    stays: tuple[Colleague, ...]
    comes: tuple[Colleague, ...]
    goes: tuple[Colleague, ...]
    anew: tuple[Colleague, ...]
    signed: tuple[Colleague, ...]
    still: tuple[Colleague, ...]
    least: int


def colleagues(team: Team) -> list[Colleague]:
    """Returns those who were named for a team and have not left, by their names."""
    signed = keys_now(team)
    anew = {one.handler_id: one for one in NextKeys.held.filter(handler__team=team)}
    found = [_colleague(one, anew.get(one.pk), signed) for one in Handler.held.filter(team=team, until=None)]
    return sorted(found, key=lambda one: (one.name.casefold(), str(one.handler.pk)))


def name_of(handler: Handler) -> str:
    """Returns what somebody is called in the alliance's records; a dash where they are no longer there."""
    try:
        person = of_account(UUID(handler.account))
    except ValueError:
        person = None
    return person.name if person else "–"


def lacks(team: Team) -> tuple[str, ...]:
    """Returns what keeps a team's channel shut."""
    return missing(readiness(team))


def proposal(team: Team, people: Collection[Colleague]) -> Proposal | None:
    """Returns what is proposed and not in force, where its row can be read."""
    row = RosterRevision.held.filter(team=team, server=b"").order_by("number").first()
    try:
        asked = None if row is None else {one.id: one.public for one in roster_at(row).members}
    except NotSigned:
        return None
    if row is None or asked is None:
        return None
    before = keys_now(team) if in_force(team) else asked
    by_id = {str(one.handler.pk): one for one in people}
    signed = {str(one) for one in RosterSignature.held.filter(revision=row).values_list("handler_id", flat=True)}
    founding = not in_force(team)

    def listed(ids: Collection[str]) -> tuple[Colleague, ...]:
        return tuple(one for key, one in by_id.items() if key in ids)

    return Proposal(
        row, listed(set(asked) & set(before)), () if founding else listed(set(asked) - set(before)), listed(set(before) - set(asked)),
        listed({key for key, public in asked.items() if _is_next(by_id.get(key), public)}),
        listed(signed), listed(set(before) - signed), len(before) if founding else 2,
    )  # fmt: skip


def _is_next(one: Colleague | None, public: PublicKeys) -> bool:
    return one is not None and bool(one.next_spoken) and tuple(fingerprint_of(public)) == one.next_spoken


def _colleague(row: Handler, anew: NextKeys | None, signed: dict[str, PublicKeys]) -> Colleague:
    spoken = _spoken(row) if len(row.box) else ()
    is_signed = len(row.box) and signed.get(str(row.pk)) == PublicKeys(bytes(row.box), bytes(row.verify))
    return Colleague(row, name_of(row), spoken, _spoken(anew) if anew else (), bool(is_signed))


def _spoken(row: Handler | NextKeys) -> tuple[str, ...]:
    return tuple(fingerprint_of(PublicKeys(bytes(row.box), bytes(row.verify))))
