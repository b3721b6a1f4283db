"""Which local code an address means, and what the reader may do there."""

import datetime as dt
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from answerable.access.actors import Actor
from answerable.access.doors import actor_of
from answerable.access.refusals import Hidden, Refused
from answerable.alliance.models import Network, Person
from answerable.alliance.queries import naming, networks, people
from answerable.kit import clock

from ...models import Clause, LocalCode
from ...queries import local_codes as queries
from ...queries.instruments import name_of
from ...queries.standing import Standing, standing_of
from ...rules.words import VersionState

Way = list[tuple[str, str]]


def language() -> str:
    return get_language() or "en"


@dataclass(frozen=True)
class Here:
    """A local code, and its reader."""

    code: LocalCode
    network: Network
    actor: Actor
    person: Person | None
    may: Standing
    today: dt.date

    @property
    def is_open(self) -> bool:
        return queries.is_open(self.code)

    @property
    def takes_contributions(self) -> bool:
        return self.code.version.state == VersionState.CONSULTATION

    @property
    def name(self) -> str:
        return name_of(self.code.version.instrument, language())

    @property
    def parent_name(self) -> str:
        return name_of(self.code.parent.instrument, language())

    @property
    def network_name(self) -> str:
        return naming.network_name(self.network, language())

    @property
    def original(self) -> str:
        return self.code.version.original_language

    def address(self, name: str = "local_code_one", *more: object) -> str:
        return reverse(name, args=[self.network.slug, self.code.pk, *more])

    def way(self, *more: tuple[str, str]) -> Way:
        return [*way_to(self.network), (self.address(), self.name), *more]


def way_to(network: Network) -> Way:
    return [
        (reverse("network", args=[network.slug]), naming.network_name(network, language())),
        (reverse("local_codes", args=[network.slug]), _("Our own code")),
    ]


def find_network(slug: str) -> Network:
    found = networks.by_slug(slug)
    if found is None:
        raise Hidden
    return found


def find(request: HttpRequest, slug: str, pk: int, needs: str = "reads") -> Here:
    """Returns a local code that the reader may read; what else is needed and missing is refused with the reason."""
    actor, code, today = actor_of(request), queries.by_pk(pk), clock.today()
    if code is None or code.version.instrument.network.slug != slug:
        raise Hidden
    may = standing_of(actor, code, today)
    if not may.reads:
        raise Hidden
    if not getattr(may, needs):
        raise Refused("not_your_place")
    return Here(code, code.version.instrument.network, actor, people.of_account(actor.account_id), may, today)


def find_clause(here: Here, pk: int, *, taken_out: bool = False) -> Clause:
    """Returns a clause of the draft; `taken_out` one as well that no longer stands."""
    clauses = Clause.every if taken_out else Clause.objects
    found = clauses.filter(version=here.code.version, pk=pk).prefetch_related("texts").first()
    if found is None:
        raise Hidden
    return found


def everybody() -> str:
    return _("The members of this network, those who were invited, and partner organisations that were asked.")


def writers() -> str:
    return _("The writing group, and those who keep the network’s records.")
