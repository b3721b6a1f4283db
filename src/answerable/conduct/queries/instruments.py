"""Instruments and their versions: which there are, which one is in force, and who may read which."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from answerable.access.actors import Actor
from answerable.alliance.models import Network
from answerable.kit import clock
from answerable.kit.translations import in_language

from ..models import Instrument, LocalCode, TakingPart, Version
from ..permissions import EVERYBODY_READS, belongs_to_alliance, may_read, may_write_texts, writes
from ..rules.words import VersionState
from .standing import read_by, standing_of

OPEN = (VersionState.DRAFT, VersionState.CONSULTATION)
MOST_SHOWN = 10


def instruments() -> QuerySet[Instrument]:
    """Returns every instrument with its names and network, in the order of the alliance's tree."""
    return (
        Instrument.objects.select_related("network")
        .prefetch_related("texts", "network__texts")
        .order_by("network__path", "order", "pk")
    )


def by_slug(slug: str) -> Instrument | None:
    return instruments().filter(slug=slug).first()


def readable(actor: Actor) -> QuerySet[Version]:
    """Returns the versions that this reader may read: the same answer as `may_read`, for lists."""
    consulted = Q(state=VersionState.CONSULTATION, local_code=None) if belongs_to_alliance(actor) else Q(pk__in=[])
    together = Q(state=VersionState.CONSULTATION, local_code__in=read_by(actor, clock.today()))
    own = writes.filter(actor, "instrument__network__path")
    return Version.objects.filter(Q(state__in=EVERYBODY_READS) | consulted | together | own)


def public_instruments() -> QuerySet[Instrument]:
    """Returns the instruments of which a version was adopted, closed ones as well, each with all of these as `adopted`."""
    adopted = Version.objects.filter(state__in=EVERYBODY_READS).order_by("-number")
    there = Exists(adopted.filter(instrument=OuterRef("pk")))
    return instruments().filter(there).prefetch_related(Prefetch("versions", queryset=adopted, to_attr="adopted"))


def instruments_of(network: Network) -> QuerySet[Instrument]:
    """Returns what a network itself promises, where a version was adopted."""
    return public_instruments().filter(network=network, closed_on=None)


def written_by(actor: Actor) -> QuerySet[Instrument]:
    """Returns the instruments that this actor may write."""
    return instruments().filter(writes.filter(actor, "network__path"))


def written_now(actor: Actor) -> list[Version]:
    """Returns the drafts, and what is in consultation, that this actor may write."""
    found = Version.objects.filter(instrument__in=written_by(actor).values("pk"), state__in=OPEN)
    return list(found.select_related("instrument").prefetch_related("instrument__texts").order_by("-pk")[:MOST_SHOWN])


def in_force(instrument: Instrument) -> Version | None:
    """Returns the adopted version; there is one at most."""
    return instrument.versions.filter(state=VersionState.ADOPTED).first()


def versions_of(instrument: Instrument, actor: Actor) -> list[Version]:
    """Returns the versions this reader may read, the latest first; what was given up stands at the desk only."""
    found = instrument.versions.exclude(state=VersionState.DROPPED).prefetch_related("texts").order_by("-number")
    return [one for one in found if may_read_version(actor, one, instrument)]


def may_read_version(actor: Actor, version: Version, instrument: Instrument | None = None) -> bool:
    """Whether somebody may read a version; what a network writes together is read there until it is adopted."""
    path = (instrument or version.instrument).network.path
    if version.state == VersionState.CONSULTATION and (code := LocalCode.objects.filter(version=version).first()):
        return standing_of(actor, code, clock.today()).reads
    return may_read(actor, path, version.state) or (version.state in OPEN and takes_part(actor, version))


def takes_part(actor: Actor, version: Version, *, writing: bool = False) -> bool:
    """Whether somebody is invited to the local code that this version is, `writing`: to its writing group."""
    if actor.account_id is None:
        return False
    rows = TakingPart.objects.filter(local_code__version=version, until=None, person__account_id=actor.account_id)
    return (rows.filter(writes=True) if writing else rows).exists()


def may_draft(actor: Actor, version: Version) -> bool:
    """Whether somebody may write this version: editors and record keepers of its network, and the writing group."""
    return may_write_texts(actor, version.instrument.network.path) or takes_part(actor, version, writing=True)


def whole(version_pk: int) -> Version:
    """Returns a version with everything that is read of it: instrument, network, clauses, and all languages."""
    return (
        Version.objects.select_related("instrument__network", "adopted_by")
        .prefetch_related(
            "texts", "clauses__texts", "instrument__texts", "instrument__network__texts", "adopted_by__texts"
        )
        .get(pk=version_pk)
    )


def find_version(instrument: Instrument, slug: str) -> Version | None:
    found = instrument.versions.filter(slug=slug).values_list("pk", flat=True).first()
    return whole(found) if found else None


def before(version: Version) -> Version | None:
    """Returns the version that was adopted before this one."""
    earlier = Version.objects.filter(instrument_id=version.instrument_id, state__in=EVERYBODY_READS)
    return earlier.filter(number__lt=version.number).order_by("-number").first()


def name_of(instrument: Instrument, language: str) -> str:
    """Returns an instrument's name in a language; its own name where there is none. Texts should be prefetched."""
    text = in_language(instrument.texts.all(), language)
    return text.name if text else instrument.name


def name_language_of(instrument: Instrument, language: str) -> str:
    text = in_language(instrument.texts.all(), language)
    return text.language if text else instrument.name_language


def about_of(instrument: Instrument, language: str) -> tuple[str, str]:
    """Returns what an instrument is for, with the language of these words."""
    rows = list(instrument.texts.all())
    for one in (language, instrument.name_language):
        if (text := in_language(rows, one)) and text.about:
            return text.about, text.language
    return "", ""


def names_of(listed: Iterable[Instrument], language: str) -> dict[int, str]:
    return {one.pk: name_of(one, language) for one in listed}
