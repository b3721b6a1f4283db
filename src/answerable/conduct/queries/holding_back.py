"""What holds people back from signing: their own words, for themselves and for those they chose to tell."""

from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from answerable import vault
from answerable.access.actors import Actor
from answerable.access.policy import NEVER
from answerable.alliance.models import Affiliation, Network, OfficeTerm, Organisation, Person
from answerable.alliance.permissions import keeps
from answerable.alliance.queries.people import near, nearest_keepers
from answerable.alliance.queries.posts import running, standing
from answerable.kit import clock

from ..models import HoldBack, Version
from ..permissions import speaks_for_organisation

PURPOSE = "conduct.hold_back"


@dataclass(frozen=True)
class HeldBack:
    """What somebody said, unsealed for one who may read it."""

    row: HoldBack
    words: str


def bound_to(person: Person, version: Version) -> str:
    return f"{person.key}:{version.pk}"


def opened(row: HoldBack) -> HeldBack:
    words = vault.unseal(PURPOSE, bytes(row.sealed), bound_to=bound_to(row.person, row.version)).decode()
    return HeldBack(row, words)


def own(person: Person, version: Version) -> HeldBack | None:
    """Returns what somebody said themselves, for their own eyes."""
    row = HoldBack.objects.filter(person=person, version=version).select_related("person", "version").first()
    return opened(row) if row else None


def told_focal_point(organisation: Organisation) -> list[HeldBack]:
    """Returns what an organisation's people wanted its focal point to read."""
    here = Affiliation.objects.filter(running(clock.today()), organisation=organisation).values("person_id")
    found = HoldBack.objects.filter(told_focal_point=True, person__in=here)
    return _opened(found)


def told_keepers(actor: Actor, network: Network) -> list[HeldBack]:
    """Returns what people of a network wanted those to read who keep its records: the nearest to them."""
    if not keeps.covers(actor, network.path):
        return _opened(HoldBack.objects.filter(NEVER))
    today = clock.today()
    here = Person.objects.filter(near((network.path,), today)).values("pk")
    return _opened(HoldBack.objects.filter(told_keepers=True, person__in=here))


def _opened(found: "object") -> list[HeldBack]:
    rows = found.select_related("person", "version__instrument").prefetch_related("version__instrument__texts")  # type: ignore[attr-defined] # a queryset
    return [opened(one) for one in rows.order_by("-written_on", "pk")]


def readers(row: HoldBack) -> list[tuple[list[UUID], str]]:
    """Returns the accounts of those who were told, each with the page on which they read it."""
    today, found = clock.today(), []
    homes = list(
        Affiliation.objects.filter(standing(today), person=row.person).select_related("organisation").order_by("pk")
    )
    if row.told_focal_point:
        for home in homes:
            terms = OfficeTerm.objects.filter(
                running(today), organisation=home.organisation, office__in=speaks_for_organisation.offices
            ).exclude(person=row.person)
            accounts = [one for one in terms.values_list("person__account_id", flat=True) if one]
            found.append((accounts, reverse("organisation_signatures", args=[home.organisation.slug])))
    if row.told_keepers and (network := _nearest(row.person, homes)):
        found.append((nearest_keepers(network.path, today), reverse("network_signatures", args=[network.slug])))
    return found


def _nearest(person: Person, homes: list[Affiliation]) -> Network | None:
    """Returns the network whose keepers are nearest to somebody: of their organisation, of their office, else of the text."""
    network = Network.objects.filter(memberships__organisation__in=[home.organisation_id for home in homes])
    found: Network | None = network.order_by("-path").first()
    if found:
        return found
    term = OfficeTerm.objects.filter(running(clock.today()), person=person, network__isnull=False).first()
    return term.network if term else None
