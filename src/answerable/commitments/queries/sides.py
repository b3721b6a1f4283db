"""The two sides of a commitment: who speaks for which, and which accounts are told."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from answerable.access.actors import Actor, actor_for
from answerable.alliance.models import Network, NetworkMerge, OfficeTerm, Organisation
from answerable.alliance.permissions import keeps, organisation_path, speaks_for_organisation
from answerable.alliance.queries.merging import kept_record
from answerable.alliance.queries.people import nearest_keepers
from answerable.alliance.queries.posts import running

from ..models import Commitment, OwedTo
from ..permissions import speaks_for_network, speaks_for_that_organisation
from ..rules.words import Shown
from .seeing import seen_by


@dataclass(frozen=True)
class Sides:
    """For which sides somebody speaks: the owner’s, and which of those it was made to."""

    owner: bool
    owed: tuple[OwedTo, ...]

    @property
    def any(self) -> bool:
        return self.owner or bool(self.owed)


def kept_network(network: Network) -> Network:
    """Returns the network that a closed one became part of; any other itself."""
    for _ in range(8):  # one that became part of one that became part of another
        if network.closed_on is None:
            break
        merge = NetworkMerge.objects.filter(gone=network).select_related("kept").first()
        if merge is None:
            break
        network = merge.kept
    return network


def sides_of(actor: Actor, commitment: Commitment) -> Sides:
    owed = tuple(one for one in commitment.owed.all() if _speaks_for_party(actor, commitment, one))
    return Sides(speaks_for_owner(actor, commitment), owed)


def speaks_for_owner(actor: Actor, commitment: Commitment) -> bool:
    """The person themself; an organisation’s focal point or partner representative; a network’s coordinator or secretariat."""
    if commitment.person is not None:
        return bool(actor.system) or (actor.is_known and commitment.person.account_id == actor.account_id)
    return _speaks_for(actor, commitment, commitment.organisation, commitment.network)


def loses_it(actor: Actor, commitment: Commitment) -> bool:
    """Whether somebody speaks for its owner only as long as it is not private: from above, not from the place itself."""
    if commitment.network is None:
        return False
    path = kept_network(commitment.network).path
    return not speaks_for_network(actor, path, private=True) and speaks_for_network(actor, path, private=False)


def _speaks_for_party(actor: Actor, commitment: Commitment, party: OwedTo) -> bool:
    return _speaks_for(actor, commitment, party.organisation, party.network)


def _speaks_for(
    actor: Actor, commitment: Commitment, organisation: Organisation | None, network: Network | None
) -> bool:
    if organisation is not None:
        return speaks_for_that_organisation(actor, kept_record(organisation).pk)
    if network is None:
        return False
    return speaks_for_network(actor, kept_network(network).path, private=is_private(commitment))


def is_private(commitment: Commitment) -> bool:
    return commitment.shown == Shown.PRIVATE


def place_of(commitment: Commitment) -> str:
    """Returns the place at which its owner acts, for the ledger."""
    if commitment.organisation is not None:
        return organisation_path(kept_record(commitment.organisation).pk)
    return commitment.network.path if commitment.network else ""


def accounts_of_owner(commitment: Commitment, on: dt.date) -> list[UUID]:
    """Returns who is told of what concerns the owner."""
    if commitment.person is not None:
        return [commitment.person.account_id] if commitment.person.account_id else []
    return _accounts(commitment, commitment.organisation, commitment.network, on)


def accounts_of_party(commitment: Commitment, party: OwedTo, on: dt.date) -> list[UUID]:
    return _accounts(commitment, party.organisation, party.network, on)


def accounts_of_owed(commitment: Commitment, on: dt.date) -> list[UUID]:
    """Returns who is told for those it was made to."""
    found = [account for party in commitment.owed.all() for account in accounts_of_party(commitment, party, on)]
    return list(dict.fromkeys(found))


def _accounts(
    commitment: Commitment, organisation: Organisation | None, network: Network | None, on: dt.date
) -> list[UUID]:
    if organisation is not None:
        terms = OfficeTerm.objects.filter(
            office__in=speaks_for_organisation.offices, organisation=kept_record(organisation)
        )
    elif network is not None:
        network = kept_network(network)
        terms = OfficeTerm.objects.filter(office__in=keeps.offices, network=network)
    else:
        return []
    rows = terms.filter(running(on), person__account__is_active=True).values_list("person__account_id", flat=True)
    found = [one for one in dict.fromkeys(rows) if one]
    if not found and network is not None and not is_private(commitment):
        return [one for one in nearest_keepers(network.path, on) if _may_read(one, commitment, on)]
    return found


def _may_read(account_id: UUID, commitment: Commitment, on: dt.date) -> bool:
    """Whoever keeps the records for others meanwhile is told of nothing that is not there for them."""
    return seen_by(actor_for(account_id, on=on)).filter(pk=commitment.pk).exists()


def recorded_parties(commitment: Commitment) -> list[OwedTo]:
    """Returns those it was made to who can answer: recorded organisations and networks.

    Where one of them and the owner became one record, nobody lets themselves go.
    """
    owner = _record(commitment.organisation, commitment.network)
    recorded = [one for one in commitment.owed.all() if one.organisation_id or one.network_id]
    return [one for one in recorded if _record(one.organisation, one.network) != owner]


def _record(organisation: Organisation | None, network: Network | None) -> tuple[int | None, int | None]:
    """Returns which organisation or network somebody is today."""
    return kept_record(organisation).pk if organisation else None, kept_network(network).pk if network else None
