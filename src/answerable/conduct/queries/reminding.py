"""Who of those that somebody may remind has still to sign, and when they were last reminded."""

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from answerable.access.actors import Actor
from answerable.alliance.models import Affiliation, Network, OfficeTerm, Organisation, Person
from answerable.alliance.permissions import organisation_path, speaks_for_organisation
from answerable.alliance.queries.posts import running, standing
from answerable.alliance.rules.words import Office
from answerable.kit import clock
from answerable.ledger.models import Entry

from ..models import Version
from ..rules.words import Reminded, Signer
from . import signatures, signers

ACT = "conduct.remind_to_sign"


@dataclass(frozen=True)
class Left:
    """One account that is asked for a signature, its own or that of whoever it speaks for, and where it is given."""

    account: UUID
    url: str
    kind: Signer
    signer: int


def people_left(version: Version, organisation: Organisation) -> list[Left]:
    """Returns an organisation's people who have not signed, but for those who said what holds them back."""
    here = Affiliation.objects.filter(running(clock.today()), organisation=organisation).values("person_id")
    return _people(version, set(Person.objects.filter(pk__in=here).values_list("pk", flat=True)))


def offices_left(version: Version, network: Network) -> list[Left]:
    """Returns those in office at a network and below it who must sign and have not."""
    return _people(version, {one.person_id for one in signers.must_sign_at(version, network)})


def _people(version: Version, asked: set[int]) -> list[Left]:
    asked -= signatures.signed_people(version) | set(version.held_back.values_list("person_id", flat=True))
    rows = Person.objects.filter(pk__in=asked, account__is_active=True).values_list("pk", "account_id")
    url = reverse("sign", args=[version.instrument.slug])
    return [Left(account, url, Signer.PERSON, pk) for pk, account in rows if account]


def organisations_left(version: Version, network: Network, actor: Actor) -> list[Left]:
    """Returns who speaks for the organisations of a network that have not signed: those in the care of whoever reminds."""
    open_ones = signers.organisations_left(version, network, actor)
    return list(_speakers(version, open_ones.values_list("pk", flat=True)))


def organisation_left(version: Version, organisation: Organisation) -> list[Left]:
    return list(_speakers(version, [organisation.pk]))


def _speakers(version: Version, pks: Iterable[int]) -> Iterator[Left]:
    terms = OfficeTerm.objects.filter(
        standing(clock.today()), office__in=speaks_for_organisation.offices, organisation__in=list(pks)
    )
    for pk, slug, account in terms.values_list("organisation_id", "organisation__slug", "person__account_id"):
        if account:
            url = reverse("organisation_sign", args=[slug, version.instrument.slug])
            yield Left(account, url, Signer.ORGANISATION, pk)


def networks_left(version: Version, network: Network) -> list[Left]:
    """Returns who coordinates the networks below one that have not signed."""
    terms = OfficeTerm.objects.filter(
        running(clock.today()),
        office=Office.COORDINATOR,
        network__in=signers.networks_left(version, network).values("pk"),
    )
    rows = terms.values_list("network_id", "network__slug", "person__account_id")
    return [
        Left(account, reverse("network_decide", args=[slug, version.instrument.slug]), Signer.NETWORK, pk)
        for pk, slug, account in rows
        if account
    ]


def last_reminded(version: Version, place: str, whom: Reminded) -> dt.date | None:
    """Returns the day on which somebody was last reminded at a place."""
    rows = Entry.objects.filter(act=ACT, subject_kind="version", subject_id=str(version.pk), place=place)
    found = (when for when, detail in rows.order_by("-n").values_list("when", "detail") if json.loads(detail).get("whom") == whom)  # fmt: skip
    newest = next(found, None)
    return dt.date.fromisoformat(newest[:10]) if newest else None


def place_of(organisation: Organisation) -> str:
    return organisation_path(organisation.pk)
