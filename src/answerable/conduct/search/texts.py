"""Adopted texts: by their names, and by the words of the version that is in force, in every language it can be read in."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from answerable.access.actors import Actor
from answerable.alliance.queries import naming
from answerable.alliance.search import texts as of_alliance
from answerable.kit.search import Document, Hit, SearchKind, Text, declare
from answerable.kit.translations import by_language

from ..models import Instrument, Version
from ..pages.words import KINDS
from ..permissions import EVERYBODY_READS
from ..queries import instruments
from ..queries.reading import languages_of
from ..rules.words import VersionState


def adopted(things: Collection[int] | None) -> QuerySet[Instrument]:
    """Returns the texts of which a version was adopted, each with the one in force (`current`, none where it has none)."""
    there = Exists(Version.objects.filter(instrument=OuterRef("pk"), state__in=EVERYBODY_READS))
    current = Version.objects.filter(state=VersionState.ADOPTED).prefetch_related("texts", "clauses__texts")
    found = (
        Instrument.objects.filter(there)
        .select_related("network")
        .prefetch_related("texts", "network__texts", Prefetch("versions", queryset=current, to_attr="current"))
        .order_by("pk")
    )
    return found if things is None else found.filter(pk__in=things)


def documents(things: Collection[int] | None) -> Iterator[Document]:
    kinds: dict[str, list[Text]] = {}
    for one in adopted(things).iterator(chunk_size=50):
        if one.kind not in kinds:
            kinds[one.kind] = of_alliance.in_all_languages(lambda _language, kind=one.kind: str(KINDS[kind]))  # type: ignore[misc] # bound now
        network = of_alliance.names(Text(one.network.name, one.network.name_language), one.network.texts.all())
        yield Document(
            one.pk,
            of_alliance.names(Text(one.name, one.name_language), one.texts.all()),
            [*_words(one), *kinds[one.kind], *network],
        )


def _words(one: Instrument) -> list[Text]:
    """What the version in force says, each clause in each of its public languages."""
    found = list(of_alliance.abouts(one.texts.all()))
    for version in one.current:  # type: ignore[attr-defined] # prefetched
        public = set(languages_of(version))
        found += [
            Text(row.preamble, row.language)
            for row in by_language(version.texts.all())
            if row.language in public and row.preamble
        ]
        found += [
            Text(f"{text.heading}. {text.body}" if text.heading else text.body, text.language)
            for clause in version.clauses.all()
            for text in by_language(clause.texts.all())
            if text.language in public
        ]
    return found


def seen_by(_reader: Actor) -> QuerySet[Instrument]:
    return Instrument.objects.filter(
        Exists(Version.objects.filter(instrument=OuterRef("pk"), state__in=EVERYBODY_READS))
    )


def show(things: Sequence[int], _reader: Actor, language: str) -> Mapping[int, Hit]:
    return {one.pk: _hit(one, language) for one in adopted(things)}


def _hit(one: Instrument, language: str) -> Hit:
    return Hit(
        instruments.name_of(one, language), instruments.name_language_of(one, language), reverse("promise", args=[one.slug]),
        hint=f"{KINDS[one.kind]} · {naming.network_name(one.network, language)}",
        names=of_alliance.names(Text(one.name, one.name_language), one.texts.all()),
        texts=of_alliance.in_order(_words(one), language),
    )  # fmt: skip


def of_keys(keys: Collection[str]) -> list[int]:
    return [int(key) for key in keys if key.isdecimal()]


def of_versions(keys: Collection[str]) -> list[int]:
    return list(Version.objects.filter(pk__in=of_keys(keys)).values_list("instrument_id", flat=True))


def of_networks(keys: Collection[str]) -> list[int]:
    return list(Instrument.objects.filter(Q(network__in=of_keys(keys))).values_list("pk", flat=True))


declare(
    SearchKind(
        "conduct.instrument", label=_("What is promised"), documents=documents, show=show, seen_by=seen_by,
        about={"instrument": of_keys, "version": of_versions, "network": of_networks}, order=25,
    )
)  # fmt: skip
