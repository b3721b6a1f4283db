"""Whether a network shows everybody how it and those in it stand."""

from django.db import transaction

from answerable.access.actors import Actor
from answerable.alliance.models import Network
from answerable.alliance.queries.days import earliest_at
from answerable.ledger import actions as ledger

from ..models import Choice
from ..permissions import acting_office, keeps, require


@transaction.atomic
def show_standing(*, by: Actor, network: Network, public: bool) -> Choice:
    """Shows a network's sums to everybody from now on, or to those who belong alone; nobody's own standing is ever shown so."""
    require(keeps.covers(by, network.path))
    made, _new = Choice.objects.update_or_create(
        network=network, defaults={"public": public, "since": earliest_at(network.path), "by": by.opaque_id}
    )
    ledger.record(
        by, "standards.show_standing", subject=("network", str(network.pk)), place=network.path,
        office=acting_office(by, network.path, keeps), detail={"public": public},
    )  # fmt: skip
    return made
