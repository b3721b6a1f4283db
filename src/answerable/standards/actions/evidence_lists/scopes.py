"""For whom a list speaks: an organisation's own, or a network's, for whoever keeps the records there."""

from dataclasses import dataclass

from answerable.access.actors import Actor
from answerable.alliance.models import Network, Organisation
from answerable.alliance.queries import networks, organisations
from answerable.alliance.queries.merging import leads_to
from answerable.alliance.queries.naming import network_name, organisation_name

from ...models import Subject
from ...permissions import keeps
from ...queries.sides import speaks_for


@dataclass(frozen=True)
class Scope:
    """An organisation or a network; `mark` is how addresses and runs call it."""

    organisation: Organisation | None = None
    network: Network | None = None

    @property
    def mark(self) -> str:
        return f"o-{self.organisation.slug}" if self.organisation else f"n-{self.network.slug if self.network else ''}"

    def name(self, language: str) -> str:
        if self.organisation is not None:
            return organisation_name(self.organisation, language)
        return network_name(self.network, language) if self.network else ""


def scope_of(actor: Actor, mark: str) -> Scope | None:
    """Returns for whom somebody may bring a list in; None where they may not, or where nobody is called so."""
    sort, _dash, slug = mark.partition("-")
    if sort == "o":
        organisation = organisations.seen_by(actor).filter(slug=slug).prefetch_related("texts").first()
        organisation = organisation or leads_to(slug, actor)
        if organisation and speaks_for(actor, Subject(kind="organisation", organisation=organisation)):
            return Scope(organisation=organisation)
    elif sort == "n":
        network = networks.by_slug(slug)
        if network is not None and network.closed_on is None and keeps.covers(actor, network.path):
            return Scope(network=network)
    return None
