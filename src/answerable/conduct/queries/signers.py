"""How signers stand: what each is asked to sign, and what they signed; for those whose business it is."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Case, Exists, F, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from answerable.access.actors import Actor
from answerable.alliance.models import Affiliation, Membership, Network, Organisation, Person
from answerable.alliance.queries import organisations, people
from answerable.alliance.queries.merging import HOME
from answerable.alliance.queries.posts import running
from answerable.alliance.rules.memberships import LIVE
from answerable.kit import clock

from ..models import Signature, Version
from ..rules.words import Signer
from . import asking, signatures
from .signatures import earlier, of_network, of_organisation, of_person, signed_people


@dataclass(frozen=True)
class Asked:
    """One signer and one version: the signature that stands, else the last earlier one; `due` where an office asks for it."""

    version: Version
    standing: Signature | None
    before: Signature | None
    due: dt.date | None = None

    @property
    def is_open(self) -> bool:
        return self.standing is None

    @property
    def is_late(self) -> bool:
        return self.standing is None and self.due is not None and self.due < clock.today()


def asked_of_person(person: Person) -> list[Asked]:
    """Returns every version in force that somebody is asked to sign, with how they stand."""
    today = clock.today()
    rows, rules, paths, found = (
        list(of_person(person)),
        list(asking.rules_on(today)),
        asking.paths_of(person, today),
        [],
    )
    for version in asking.versions_in_force():
        must = {one.person_id: one for one in asking.must_sign(version, today, [person.pk], of=rules)}.get(person.pk)
        here = version.instrument.people_sign and _below(paths, version)
        if must or (here and person.former_since is None):
            found.append(_asked(version, rows, must.due if must else None))
    return found


def asked_of_organisation(organisation: Organisation) -> list[Asked]:
    """Returns every version in force that an organisation is asked to sign, with how it stands."""
    paths = list(organisation.memberships.values_list("network__path", flat=True))
    rows = list(of_organisation(organisation))
    return [
        _asked(version, rows)
        for version in asking.versions_in_force()
        if version.instrument.organisations_sign and _below(paths, version)
    ]


def asked_of_network(network: Network) -> list[Asked]:
    """Returns every version in force that a network is asked to sign, with how it stands."""
    rows = list(of_network(network))
    return [
        _asked(version, rows)
        for version in asking.versions_in_force()
        if version.instrument.networks_sign
        and version.instrument.network_id != network.pk
        and _below([network.path], version)
    ]


def _below(paths: Iterable[str], version: Version) -> bool:
    return any(path.startswith(version.instrument.network.path) for path in paths)


def _asked(version: Version, rows: list[Signature], due: dt.date | None = None) -> Asked:
    standing = next((one for one in rows if one.version_id == version.pk and one.stands), None)
    return Asked(version, standing, None if standing else earlier(rows, version), due)


@dataclass(frozen=True)
class Colleague:
    """Somebody in an organisation, and when they signed."""

    person: Person
    signed: Signature | None
    again: bool


def colleagues(organisation: Organisation, version: Version, actor: Actor) -> list[Colleague]:
    """Returns an organisation's people with how they stand to a version: for whoever speaks for it, and nobody else."""
    return colleagues_by(organisation, [version], actor)[version.pk]


def colleagues_by(organisation: Organisation, versions: Sequence[Version], actor: Actor) -> dict[int, list[Colleague]]:
    """The same for several versions, in as many questions as for one."""
    today = clock.today()
    here = Affiliation.objects.filter(running(today), organisation=organisation).values("person_id")
    listed = list(people.seen_by(actor, today).filter(pk__in=here).order_by("folded", "pk"))
    rows = list(
        Signature.objects.filter(
            version__instrument__in=[one.instrument_id for one in versions], kind=Signer.PERSON, stands=True, person__in=here
        ).select_related("version")
    )  # fmt: skip
    now = {(one.version_id, one.person_id): one for one in rows}
    ever = {(one.version.instrument_id, one.person_id) for one in rows}
    return {
        version.pk: [
            Colleague(one, now.get((version.pk, one.pk)), (version.instrument_id, one.pk) in ever) for one in listed
        ]
        for version in versions
    }


@dataclass(frozen=True)
class InOffice:
    """Somebody whose office asks for a signature, and whether it is there."""

    name: str
    office: str
    due: dt.date
    has_signed: bool

    @property
    def is_late(self) -> bool:
        return not self.has_signed and self.due < clock.today()


def in_office(version: Version, network: Network, actor: Actor) -> list[InOffice]:
    """Returns who must sign because of an office held at a network or below it, those who have not first.

    For those who keep the network's records; a name they may not read stays empty.
    """
    today = clock.today()
    must, signed = must_sign_at(version, network), signed_people(version)
    names = dict(people.seen_by(actor, today).filter(pk__in=[one.person_id for one in must]).values_list("pk", "name"))
    found = [InOffice(names.get(one.person_id, ""), one.office, one.due, one.person_id in signed) for one in must]
    return sorted(found, key=lambda one: (one.has_signed, one.due, one.name))


def must_sign_at(version: Version, network: Network) -> list[asking.MustSign]:
    """Returns who must sign because of an office at a network, below it, or at an organisation there."""
    homes = Membership.objects.filter(network__path__startswith=network.path, state__in=LIVE)
    below = {f"org:{pk}" for pk in homes.values_list("organisation_id", flat=True)}
    return [
        one
        for one in asking.must_sign(version, clock.today())
        if one.path.startswith(network.path) or one.path in below
    ]


def not_signed(version: Version, network: Network, actor: Actor) -> list[InOffice]:
    """Returns those of them who have not signed."""
    return [one for one in in_office(version, network, actor) if not one.has_signed]


def colleagues_left(organisation: Organisation, version: Version, actor: Actor) -> list[Colleague]:
    """Returns an organisation's people who have not signed, for whoever speaks for it."""
    return [one for one in colleagues(organisation, version, actor) if one.signed is None]


def networks_left(version: Version, network: Network) -> QuerySet[Network]:
    """Returns the networks below one that are asked to sign and have not: which signed is public."""
    asked = asking.networks_asked(version.instrument, clock.today()).filter(path__startswith=network.path)
    own = Signature.objects.filter(version=version, kind=Signer.NETWORK, stands=True, network=OuterRef("pk"))
    return asked.exclude(pk=network.pk).filter(~Exists(own)).prefetch_related("texts")


def organisations_of(version: Version, network: Network, actor: Actor) -> QuerySet[Organisation]:
    """Returns the organisations of a network that are asked to sign, in the care of whoever asks, each with the day of its
    signature as `signed_on`, whether there is one as `has_signed`, and of an earlier version as `signed_before`."""
    kept = organisations.seen_by(actor).filter(organisations.kept_by(actor))
    found, now = asking.belonging(kept, network.path), signatures.standing(version)
    before = signatures.standing().filter(version__instrument=version.instrument_id).exclude(version=version)
    return found.annotate(
        has_signed=Case(When(pk__in=signatures.homes(now), then=True), default=False),
        signed_before=Case(When(pk__in=signatures.homes(before), then=True), default=False),
        signed_on=_of_its_own(now, "signed_on"),
        signature_key=_of_its_own(now, "key"),
    ).prefetch_related("texts")


def _of_its_own(rows: QuerySet[Signature], what: str) -> Combinable:
    """Tells something of each organisation's signature, its own or that of a duplicate that became part of it.

    Its own is found by an index. The few of duplicates are asked for beforehand: a question about both would go through
    every signature for every organisation.
    """
    signed = rows.filter(kind=Signer.ORGANISATION).order_by("signed_on", "pk")
    own = Subquery(signed.filter(organisation=OuterRef("pk")).values(what)[:1])
    duplicates = Organisation.objects.exclude(merged_into=None)
    taken_over = signed.filter(organisation__in=duplicates.values("pk")).annotate(home=HOME).values_list("home", what)
    field = next(one for one in Signature._meta.fields if one.name == what)
    first = dict(reversed(list(taken_over)))
    whens = [When(pk=home, then=Value(value, output_field=field)) for home, value in first.items()]
    return Coalesce(own, Case(*whens, output_field=field)) if whens else own


def organisations_left(version: Version, network: Network, actor: Actor) -> QuerySet[Organisation]:
    """Returns those of them that have not signed."""
    signed = signatures.homes(signatures.standing(version))
    return organisations_of(version, network, actor).exclude(pk__in=signed)


def people_who_signed(version: Version, network: Network, actor: Actor) -> QuerySet[Signature]:
    """Returns the standing signatures of people of a network, for those who keep its records."""
    today = clock.today()
    here = Person.objects.filter(people.kept_by(actor, today)).filter(asking.people_below(network.path, today))
    found = Signature.objects.filter(version=version, kind=Signer.PERSON, stands=True, person__in=here.values("pk"))
    return found.annotate(record=F("person__name")).select_related("person")
