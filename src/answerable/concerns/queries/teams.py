"""Who belongs to a team, as its members signed it; rows of the database alone make nobody a reader."""

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count

from answerable.alliance.models import Person
from answerable.alliance.queries.merging import what_stayed
from answerable.alliance.queries.people import of_account, of_accounts
from answerable.kit import clock
from answerable.vault.people import PublicKeys
from answerable.vault.rosters import Member, NotSigned, Roster, Signatures, Verified, verified

from ..models import Grant, Handler, RosterRevision, RosterSignature, Team
from ..rules import routing
from ..rules.teams import Ready, TeamState
from ..rules.words import ENDED, Desk


def as_text(members: Iterable[Member]) -> str:
    """Returns members as a revision's row keeps them."""
    rows = [
        {"id": one.id, "box": one.public.box.hex(), "verify": one.public.verify.hex(), "since": one.since.isoformat()}
        for one in members
    ]
    return json.dumps(sorted(rows, key=lambda row: row["id"]))


def roster_at(row: RosterRevision) -> Roster:
    """Returns a revision as it is signed; raises `NotSigned` for a row that is none."""
    try:
        members = tuple(
            Member(
                str(one["id"]),
                PublicKeys(bytes.fromhex(one["box"]), bytes.fromhex(one["verify"])),
                dt.date.fromisoformat(one["since"]),
            )
            for one in json.loads(row.members)
        )
    except (ValueError, KeyError, TypeError) as error:
        raise NotSigned(row.number, "members") from error
    return Roster(str(row.team_id), row.number, members, bytes(row.previous))


def signatures_under(row: RosterRevision) -> Signatures:
    signed = RosterSignature.held.filter(revision=row).values_list("handler_id", "signature")
    return Signatures({str(handler): bytes(one) for handler, one in signed}, bytes(row.server))


def in_force(team: Team) -> list[RosterRevision]:
    """Returns the revisions that the server signed, in their order; a proposal is none."""
    return in_force_of([team])[team.pk]


def in_force_of(teams: Iterable[Team]) -> dict[UUID, list[RosterRevision]]:
    """Returns the same of several teams, by one question for all of them."""
    found: dict[UUID, list[RosterRevision]] = {one.pk: [] for one in teams}
    for row in RosterRevision.held.filter(team__in=list(found)).order_by("number"):
        if len(row.server):
            found[row.team_id].append(row)
    return found


def team_now(team: Team) -> Verified:
    """Returns the team after every revision was checked; `NotSigned` where one does not hold."""
    rows = in_force(team)
    return _checked(team.pk, rows, _signed(rows))


def teams_now(teams: Iterable[Team]) -> dict[UUID, tuple[list[RosterRevision], Verified]]:
    """Returns each team whose roster holds, with its revisions, by two questions for all of them."""
    found, in_order = {}, in_force_of(teams)
    signed = _signed([row for rows in in_order.values() for row in rows])
    for team, rows in in_order.items():
        with suppress(NotSigned):
            found[team] = rows, _checked(team, rows, signed)
    return found


def _checked(team: UUID, rows: list[RosterRevision], signed: Mapping[UUID, Mapping[str, bytes]]) -> Verified:
    under = [Signatures(signed.get(row.pk, {}), bytes(row.server)) for row in rows]
    return verified([roster_at(row) for row in rows], under, team=str(team))


def _signed(rows: Iterable[RosterRevision]) -> dict[UUID, dict[str, bytes]]:
    found: dict[UUID, dict[str, bytes]] = {}
    asked = RosterSignature.held.filter(revision__in=[row.pk for row in rows])
    for revision, handler, signature in asked.values_list("revision_id", "handler_id", "signature"):
        found.setdefault(revision, {})[str(handler)] = bytes(signature)
    return found


def members_now(team: Team, *, on: dt.date | None = None) -> tuple[Member, ...]:
    """Returns who reads for a team on a day; nobody where its roster does not hold."""
    day = on or clock.today()
    try:
        return tuple(one for one in team_now(team).roster.members if one.since <= day)
    except NotSigned:
        return ()


def keys_now(team: Team) -> dict[str, PublicKeys]:
    """Returns the keys of those who read for a team today, as its members signed them, by ids; none where its roster does not hold."""
    return {one.id: one.public for one in members_now(team)}


def of_the_same_accounts(ids: Iterable[str]) -> frozenset[str]:
    """Returns every id under which these handlers are, or were, in any team: whoever must not read stays so in all of them."""
    ids = frozenset(ids)
    asked = {one for one in ids if _is_id(one)}
    if not asked:
        return ids
    accounts = Handler.held.filter(pk__in=asked).values("account")
    return ids | {str(one) for one in Handler.held.filter(account__in=accounts).values_list("pk", flat=True)}


def hands() -> dict[bytes, str]:
    """Returns whose every key is that a team's members ever signed for: ids of handlers by their verify keys."""
    found: dict[bytes, str] = {}
    for rows, _ in teams_now(Team.held.all()).values():
        for row in rows:
            found |= {one.public.verify: one.id for one in roster_at(row).members}
    return found


def readiness(team: Team) -> list[Ready]:
    """Returns how far each signed reader is with what opening asks for."""
    ids = [one.id for one in members_now(team)]
    return [
        Ready(code_noted=one.code_noted_on is not None, rehearsed=one.rehearsed_on is not None)
        for one in Handler.held.filter(pk__in=ids, until=None)
    ]


def candidates(teams: Iterable[Team], on: dt.date, *, counted: bool = True) -> list[routing.Handler]:
    """Returns who could read in teams that are open: signed for, and with keys that are those signed for. `counted` as of `candidate`."""
    opened = {one.pk: one for one in teams if one.state == TeamState.OPEN}
    signed = {
        (team, one.id): one
        for team, (_, now) in teams_now(opened.values()).items()
        for one in now.roster.members
        if one.since <= on
    }
    rows = Handler.held.filter(pk__in={key for _, key in signed}, until=None)
    found = [
        (row, opened[row.team_id])
        for row in rows
        if (row.team_id, str(row.pk)) in signed and _is_as_signed(row, signed[row.team_id, str(row.pk)])
    ]
    people = of_accounts(UUID(row.account) for row, _ in found if _is_id(row.account))
    having, stayed = _open_cases([row for row, _ in found]) if counted else {}, what_stayed()
    return [
        _as_routing_knows(row, team, having.get(row.pk, 0), _standing(people.get(row.account), on, stayed))
        for row, team in found
    ]


def candidate(row: Handler, team: Team, on: dt.date, *, counted: bool = True) -> routing.Handler:
    """Returns a handler as routing knows one: with the organisations and offices that the alliance's records say.

    `counted` False leaves out how many cases they have open, for whoever asks about ties alone.
    """
    person = of_account(UUID(row.account)) if _is_id(row.account) else None
    having = _open_cases([row]).get(row.pk, 0) if counted else 0
    return _as_routing_knows(row, team, having, _standing(person, on, what_stayed()))


@dataclass(frozen=True)
class _Standing:
    """What the alliance's records say of somebody."""

    name: str = ""
    organisations: frozenset[str] = frozenset()
    offices: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()


def _as_routing_knows(row: Handler, team: Team, having: int, known: _Standing) -> routing.Handler:
    return routing.Handler(
        key=str(row.pk), desk=Desk(team.desk), place=team.place, organisations=known.organisations, offices=known.offices,
        languages=known.languages, cleared=row.code_noted_on is not None and row.rehearsed_on is not None, open_cases=having,
        called=known.name,
    )  # fmt: skip


def _is_as_signed(row: Handler, member: Member) -> bool:
    return bytes(row.box) == member.public.box and bytes(row.verify) == member.public.verify


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _open_cases(rows: list[Handler]) -> dict[UUID, int]:
    """Returns how many cases each of some handlers has open, by one question."""
    theirs = Grant.held.filter(handler__in=[one.pk for one in rows], compartment__name="thread")
    still = theirs.exclude(compartment__case__state__in=[one.value for one in ENDED])
    return dict(still.values_list("handler").annotate(Count("pk")))


def _standing(person: Person | None, on: dt.date, stayed: Mapping[int, int]) -> _Standing:
    """`stayed`: which record each duplicate became part of. Somebody of one belongs to all that are the same organisation."""
    if person is None:
        return _Standing()
    belongs = [one for one in person.affiliations.all() if one.ends is None or one.ends >= on]
    holds = [one for one in person.offices.all() if one.ends is None or one.ends >= on]
    own = {pk for pk in (*(one.organisation_id for one in belongs), *(one.organisation_id for one in holds)) if pk}
    last = {stayed.get(one, one) for one in own}
    return _Standing(
        name=person.name,
        organisations=frozenset(
            str(one) for one in own | last | {gone for gone, kept in stayed.items() if kept in last}
        ),
        offices=frozenset(str(one.office) for one in holds),
        languages=frozenset(str(one) for one in person.languages),
    )
