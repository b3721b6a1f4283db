"""Signatures: whose stand, who signed what last, and what may be shown of them to whom."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet

from answerable.access.actors import Actor
from answerable.alliance.models import Affiliation, Network, OfficeTerm, Organisation, Person
from answerable.alliance.queries import figures, organisations
from answerable.alliance.queries.merging import HOME, kept_record, of_organisations
from answerable.alliance.queries.posts import standing as standing_on
from answerable.kit import clock

from ..models import Instrument, PublishedText, Signature, Version
from ..rules.words import Signer
from . import asking


def standing(version: Version | None = None) -> QuerySet[Signature]:
    """Returns the signatures that stand, of a version or of all."""
    found = Signature.objects.filter(stands=True)
    return found if version is None else found.filter(version=version)


def whole(found: QuerySet[Signature]) -> QuerySet[Signature]:
    """Returns signatures with all that is told of them: the number of queries does not grow with theirs."""
    return found.select_related(
        "version__instrument__network", "end", "person", "organisation__merged_into__merged_into", "network", "adoption__body"
    ).prefetch_related(
        "version__instrument__texts", "organisation__texts", "organisation__merged_into__texts",
        "organisation__merged_into__merged_into__texts", "network__texts", "adoption__body__texts",
    )  # fmt: skip


def with_key(key: UUID) -> Signature | None:
    return whole(Signature.objects.filter(key=key)).first()


def of_person(person: Person) -> QuerySet[Signature]:
    """Returns what somebody signed for themselves, the newest first, with what ended."""
    return whole(Signature.objects.filter(kind=Signer.PERSON, person=person)).order_by("-signed_on", "-pk")


def of_organisation(organisation: Organisation) -> QuerySet[Signature]:
    """Returns what an organisation signed, by itself or as a duplicate that became part of it, the newest first."""
    own = Signature.objects.filter(of_organisations([organisation.pk]), kind=Signer.ORGANISATION)
    return whole(own).order_by("-signed_on", "-pk")


def of_network(network: Network) -> QuerySet[Signature]:
    return whole(Signature.objects.filter(kind=Signer.NETWORK, network=network)).order_by("-signed_on", "-pk")


def standing_of(version: Version, *, person: Person | None = None, organisation: Organisation | None = None, network: Network | None = None) -> Signature | None:  # fmt: skip
    """Returns the signature of one signer that stands under a version."""
    found = {"person": of_person, "organisation": of_organisation, "network": of_network}
    given = {"person": person, "organisation": organisation, "network": network}
    kind, signer = next((kind, one) for kind, one in given.items() if one is not None)
    rows: QuerySet[Signature] = found[kind](signer)  # type: ignore[operator] # each with its own kind of signer
    return rows.filter(version=version, stands=True).first()


def earlier(rows: Iterable[Signature], version: Version) -> Signature | None:
    """Returns, of one signer's signatures, the last one under an earlier version of the same instrument that stands."""
    same = (
        one
        for one in rows
        if one.version.instrument_id == version.instrument_id and one.version.number < version.number and one.stands
    )
    return max(same, key=lambda one: (one.version.number, one.signed_on), default=None)


def signed_people(version: Version) -> set[int]:
    rows = standing(version).filter(kind=Signer.PERSON).values_list("person_id", flat=True)
    return {one for one in rows if one}


def signed_organisations(version: Version) -> dict[int, Signature]:
    """Returns the standing signature of every organisation under a version, by the organisation that stayed."""
    rows = standing(version).filter(kind=Signer.ORGANISATION).annotate(home=HOME).order_by("-signed_on")
    return {one.home: one for one in rows}


def homes(rows: QuerySet[Signature]) -> QuerySet[Signature, int]:
    """Returns the organisations that stayed of those who signed: among tens of thousands, gathered once."""
    return rows.filter(kind=Signer.ORGANISATION).order_by().annotate(home=HOME).values_list("home", flat=True)


def signed_networks(version: Version) -> dict[int, Signature]:
    rows = standing(version).filter(kind=Signer.NETWORK).select_related("adoption__body")
    return {one.network_id: one for one in rows if one.network_id}


@dataclass(frozen=True)
class Share:
    """How many of a group signed. `number` and `of` are None where so few would be told that one could tell who."""

    kind: str
    number: int | None
    of: int | None


def shares_of(version: Version, actor: Actor, *, smallest: int) -> list[Share]:
    """Returns how many people, organisations and networks signed of those who are asked; small groups are not told.

    What networks decide is public. Organisations are those of which the reader may know.
    """
    now = standing(version).aggregate(number=Count("pk"), last=Max("pk"))
    followed = (version.pk, now["number"], now["last"], smallest)
    return figures.counted(actor, "signatures", lambda: list(_shares(version, actor, smallest)), on=followed)


def _shares(version: Version, actor: Actor, smallest: int) -> Iterator[Share]:
    today, instrument = clock.today(), version.instrument
    if instrument.people_sign:
        asked = asking.people_asked(instrument, today)
        signed = Exists(standing(version).filter(kind=Signer.PERSON, person=OuterRef("pk")))
        yield _share(Signer.PERSON, asked.filter(signed).count(), asked.count(), smallest)
    if instrument.organisations_sign:
        of = asking.organisations_asked(instrument, actor)
        there = of.filter(pk__in=homes(standing(version)))
        yield _share(Signer.ORGANISATION, there.count(), of.count(), smallest)
    if instrument.networks_sign:
        all_of_them = asking.networks_asked(instrument, today)
        signed = Exists(standing(version).filter(kind=Signer.NETWORK, network=OuterRef("pk")))
        yield Share(Signer.NETWORK, all_of_them.filter(signed).count(), all_of_them.count())


def _share(kind: str, number: int, of: int, smallest: int) -> Share:
    """Nobody’s share says of each that they have not signed: an empty side is as small as one can be."""
    return Share(kind, number, of) if min(number, of - number) >= smallest else Share(kind, None, None)


def at_a_risk(person: Person) -> bool:
    """Whether somebody stands in an organisation at risk: then their signature is shown to nobody outside."""
    today = clock.today()
    at_risk = Q(organisation__at_risk=True)
    return (
        Affiliation.objects.filter(standing_on(today), at_risk, person=person).exists()
        or OfficeTerm.objects.filter(standing_on(today), at_risk, person=person).exists()
    )


def listed_publicly(version: Version) -> QuerySet[Signature]:
    """Returns the standing signatures that everybody may see: of networks, and of whoever chose to be shown.

    Never one of an organisation at risk or that is not public, nor of anybody who stands in one at risk.
    """
    today = clock.today()
    shown = Q(kind=Signer.ORGANISATION, public=True) & organisations.known_to(Actor.nobody(), "home")
    risky = Q(
        Exists(Affiliation.objects.filter(standing_on(today), person=OuterRef("person"), organisation__at_risk=True))
    )
    risky |= Q(
        Exists(OfficeTerm.objects.filter(standing_on(today), person=OuterRef("person"), organisation__at_risk=True))
    )
    people = Q(kind=Signer.PERSON, public=True, person__isnull=False) & ~risky
    found = standing(version).annotate(home=HOME).filter(Q(kind=Signer.NETWORK) | shown | people)
    return found.select_related("organisation", "network", "adoption__body").prefetch_related(
        "organisation__texts", "network__texts", "adoption__body__texts"
    )


def may_be_proved_to(signature: Signature, actor: Actor) -> bool:
    """Whether a signature's proof is shown to somebody who has its address: never one that would give somebody away."""
    if signature.kind == Signer.ORGANISATION:
        return organisations.seen_by(actor).filter(pk=home_of(signature) or 0).exists()
    if signature.kind == Signer.PERSON and signature.person:
        is_own = actor.is_known and signature.person.account_id == actor.account_id
        return is_own or not at_a_risk(signature.person)
    return True


def home_of(signature: Signature) -> int | None:
    """Returns the organisation that a signature is of today."""
    return kept_record(signature.organisation).pk if signature.organisation else None


def versions_ever_of(instruments: Collection[int]) -> QuerySet[Version]:
    """Returns the same of several instruments, with their names."""
    found = Version.objects.filter(instrument__in=instruments, state__in=("adopted", "superseded"))
    return found.select_related("instrument").prefetch_related("instrument__texts")


def languages_published(versions: Iterable[int]) -> set[str]:
    """Returns the languages in which any of these versions could ever be read, once adopted."""
    found = PublishedText.objects.filter(version__in=list(versions))
    return set(found.values_list("language", flat=True))


def versions_ever(instrument: Instrument) -> QuerySet[Version]:
    """Returns the versions that were adopted, the latest first: those that somebody may have signed."""
    return instrument.versions.filter(state__in=("adopted", "superseded")).order_by("-number")
