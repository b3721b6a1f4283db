"""What somebody who leaves a team had in hand, and how they leave."""

from uuid import UUID

from answerable.concerns import actions
from answerable.concerns.models import Grant, Record
from answerable.concerns.queries.cases import AtTheDesk
from answerable.vault.chains import Row, check_chain
from answerable.vault.compartments import GrantPlace, open_grant

from .world import OfTeam, found


def secrets_in_hand(by: AtTheDesk) -> dict[UUID, bytes]:
    """Returns what somebody could open before they left, as a copy of the database that they kept shows it."""
    return {
        one.compartment_id: open_grant(
            bytes(one.blob), by.keys, public=bytes(one.compartment.public),
            place=GrantPlace(str(one.compartment.case_id), one.compartment.name, by.id),
        )
        for one in Grant.held.filter(handler=by.handler).select_related("compartment")
    }  # fmt: skip


def opened_with(secrets: dict[UUID, bytes]) -> set[UUID]:
    """Returns the records that open with these secrets, whatever the program thinks of it."""
    can = set()
    for one in Record.held.select_related("compartment"):
        if secret := secrets.get(one.compartment_id):
            row = Row(one.sequence, one.kind, bytes(one.blob))
            chain = check_chain(
                [row], case=str(one.compartment.case_id), compartment=one.compartment.name, secrets=[secret]
            )
            can |= {one.pk} if chain.records else set()
    return can


def without(of: OfTeam, *gone: AtTheDesk) -> list[AtTheDesk]:
    return [one for one in of.people if one not in gone]


def leaves(of: OfTeam, one: AtTheDesk) -> None:
    for stays in without(of, one):
        actions.find_other_readers(by=stays, leaving=one.handler)
    most = sorted(without(of, one), key=lambda each: -Grant.held.filter(handler=each.handler).count())
    found(of.team, most, most[:2])
