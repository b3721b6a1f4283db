"""Who belongs to a team: proposed by one, in force once enough have signed; whoever is in it no longer holds no key."""

from collections.abc import Collection, Iterable
from uuid import UUID

from django.db import transaction

from answerable.access.refusals import Unacceptable
from answerable.kit import clock
from answerable.ledger.actions import record
from answerable.vault import rosters
from answerable.vault.people import PublicKeys
from answerable.vault.rosters import LEAST_FOUNDERS, Member, NotSigned, Roster, Signatures

from ..models import Handler, NextKeys, RosterRevision, RosterSignature, Team
from ..queries.cases import AtTheDesk
from ..queries.teams import as_text, in_force, roster_at, signatures_under, team_now
from ..rules.teams import TeamState
from .leaving import _enact
from .teams import NotYours, _enter, _locked_team


@transaction.atomic
def propose_roster(
    *, by: AtTheDesk, handlers: Iterable[Handler], with_next_keys: Collection[Handler] = ()
) -> RosterRevision:
    """Writes down who is to belong to one's team, in place of what was proposed before, and signs it oneself.

    `with_next_keys`: those who lost their keys, and whose new ones were compared aloud.
    """
    team, rows = _locked_team(by), list(handlers)
    if len(rows) < LEAST_FOUNDERS:
        raise Unacceptable("two_readers", field="members")
    if any(row.team_id != team.pk or row.until is not None or not len(row.box) for row in rows):
        raise Unacceptable("without_keys", field="members")
    anew = _next_keys(rows, with_next_keys)
    members = [_member(anew.get(row.pk, row), str(row.pk), _since(team, row)) for row in rows]
    before = in_force(team)
    roster = rosters.next_roster(roster_at(before[-1]), members) if before else Roster(str(team.pk), 1, tuple(members))
    _require_signer(by, team, roster)
    RosterRevision.held.filter(team=team, number__gte=roster.revision).delete()
    row = RosterRevision(team=team, number=roster.revision, members=as_text(members), previous=roster.previous)
    row.save(force_insert=True)
    _enter(by, "propose_roster", team)
    return _signed(by, team, row)


@transaction.atomic
def sign_roster(*, by: AtTheDesk, revision: RosterRevision) -> bool:
    """Signs what was proposed, after its words were compared aloud; returns whether it is in force now."""
    team = _locked_team(by)
    row = RosterRevision.held.filter(pk=revision.pk, team=team, server=b"").first()
    if row is None:
        raise Unacceptable("no_longer_proposed")
    _require_signer(by, team, roster_at(row))
    return bool(len(_signed(by, team, row).server))


def _member(row: Handler | NextKeys, handler: str, since: str) -> Member:
    return Member(handler, PublicKeys(bytes(row.box), bytes(row.verify)), clock.today().fromisoformat(since))


def _next_keys(rows: list[Handler], asked: Collection[Handler]) -> dict[UUID, NextKeys]:
    ids = {row.pk for row in rows} & {row.pk for row in asked}
    return {one.handler_id: one for one in NextKeys.held.filter(handler__in=ids)}


def _since(team: Team, row: Handler) -> str:
    before = in_force(team)
    known = {one.id: one.since for one in roster_at(before[-1]).members} if before else {}
    return known.get(str(row.pk), clock.today()).isoformat()


def _require_signer(by: AtTheDesk, team: Team, roster: Roster) -> None:
    """Whoever founds signs; later, those of the revision before."""
    asked = team_now(team).roster.members if in_force(team) else roster.members
    if {one.id: one.public for one in asked}.get(by.id) != by.keys.public:
        raise NotYours


def _signed(by: AtTheDesk, team: Team, row: RosterRevision) -> RosterRevision:
    roster = roster_at(row)
    RosterSignature.held.filter(revision=row, handler=by.handler).delete()
    signature = rosters.sign_as_member(roster, by.keys)
    RosterSignature(revision=row, handler=by.handler, signature=signature).save(force_insert=True)
    server = rosters.sign_as_server(roster)
    before = in_force(team)
    try:
        rosters.verified(
            [*map(roster_at, before), roster],
            [*map(signatures_under, before), Signatures(signatures_under(row).members, server)],
            team=str(team.pk),
        )
    except NotSigned:
        return row
    row.server = server
    row.save(update_fields=["server"])
    if before:
        _enact(by, team, roster_at(before[-1]), roster)
    if team.state == TeamState.SETTING_UP:
        team.state = TeamState.REHEARSING
        team.save(update_fields=["state"])
    detail = {"revision": roster.revision, "members": len(roster.members)}
    record(by, "sign_roster", subject=("team", str(team.pk)), place=team.place, detail=detail)
    return row
