"""Organisations: found by name, place, kind and what they say of themselves, by those who may know of them."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from answerable.access.actors import Actor
from answerable.kit.search import EVERYONE, Document, Hit, SearchKind, Text, declare
from answerable.kit.translations import TextState, in_language

from ..models import Kind, Membership, Network, Organisation, OrganisationText
from ..pages.presenters.organisations import kinds_of, place_of
from ..pages.words import kind_name
from ..permissions import MEMBER, ROOT_PATH, belongs, keeps, organisation_path
from ..queries.former_names import former_names
from ..queries.organisations import seen_by
from ..rules.words import Visibility
from . import texts

AT_ONCE = 500
MEMBERS, NETWORKS = "members", "network"
_FIELDS = ("name", "name_language", "short_name", "city", "country", "visibility", "at_risk")
_AUDIENCE = {Visibility.PUBLIC: EVERYONE, Visibility.MEMBERS: MEMBERS, Visibility.NETWORK: NETWORKS}


@dataclass(frozen=True)
class _Beside:
    """What stands beside some organisations, by their pk: texts, codes of kinds, networks of those at risk, former names."""

    texts: dict[int, list[tuple[Text, str]]]
    kinds: dict[int, list[str]]
    paths: dict[int, list[str]]
    former: dict[int, list[Text]]


def documents(things: Collection[int] | None) -> Iterator[Document]:
    found = Organisation.objects.filter(merged_into=None).order_by("pk").only(*_FIELDS)
    listed = iter((found if things is None else found.filter(pk__in=things)).iterator(chunk_size=AT_ONCE))
    kind_words: dict[str, list[Text]] = {}
    while batch := list(islice(listed, AT_ONCE)):
        beside = _beside(batch)
        _learn(kind_words, {code for codes in beside.kinds.values() for code in codes})
        yield from (_document(one, beside, kind_words) for one in batch)


def _beside(batch: list[Organisation]) -> _Beside:
    """Asks for plain values: tens of thousands are indexed at once when a directory is brought in."""
    pks = [one.pk for one in batch]
    texts, kinds, paths = defaultdict(list), defaultdict(list), defaultdict(list)
    rows = OrganisationText.objects.filter(organisation__in=pks).exclude(state=TextState.DRAFT).order_by("language")
    for pk, language, name, about in rows.values_list("organisation", "language", "name", "about"):
        texts[pk].append((Text(name, language), about))
    held = Organisation.kinds.through.objects.filter(organisation__in=pks).order_by("pk")
    for pk, code in held.values_list("organisation", "kind__code"):
        kinds[pk].append(code)
    at_risk = Membership.objects.filter(organisation__in=[one.pk for one in batch if one.at_risk]).order_by("pk")
    for pk, path in at_risk.values_list("organisation", "network__path"):
        paths[pk].append(path)
    return _Beside(texts, kinds, paths, _former(pks))


def _former(pks: Collection[int]) -> dict[int, list[Text]]:
    found = defaultdict(list)
    for one in former_names(pks):
        found[one.kept].append(Text(one.name, one.language))
    return found


def _learn(known: dict[str, list[Text]], codes: set[str]) -> None:
    for kind in Kind.objects.filter(code__in=codes - known.keys()).prefetch_related("texts"):
        known[kind.code] = texts.in_all_languages(lambda language, kind=kind: kind_name(kind, language))  # type: ignore[misc] # bound now


def _document(one: Organisation, beside: _Beside, kind_words: dict[str, list[Text]]) -> Document:
    named = beside.texts.get(one.pk, [])
    own = [Text(one.name, one.name_language), Text(one.short_name, one.name_language)]
    abouts = [Text(about, name.language) for name, about in named if about]
    kinds = [text for code in beside.kinds.get(one.pk, []) for text in kind_words[code]]
    return Document(
        one.pk,
        texts.distinct([*own, *(name for name, _about in named), *beside.former.get(one.pk, [])]),
        [*abouts, Text(one.city), *texts.country(one.country), *kinds],
        _audience(one, beside.paths.get(one.pk, [])),
    )


def _audience(one: Organisation, paths: list[str]) -> tuple[str, ...]:
    """One at risk has an audience of its own: its people, and the places whose keepers may know of it."""
    if not one.at_risk:
        return (_AUDIENCE[Visibility(one.visibility)],)
    return (_own(one.pk), *(paths or [ROOT_PATH]))


def _own(pk: int) -> str:
    return organisation_path(pk).replace(":", "")


def audiences(actor: Actor) -> tuple[str, ...]:
    if actor.system:
        return (EVERYONE, MEMBERS, NETWORKS, f"{_own(0)[:-1]}*")
    if not belongs.anywhere(actor):
        return (EVERYONE,)
    own = [path.replace(":", "") for path in actor.paths(MEMBER) if path.startswith("org:")]
    return (EVERYONE, MEMBERS, NETWORKS, *own, *(f"{path}*" for path in actor.paths(*keeps.offices)))


def show(things: Sequence[int], actor: Actor, language: str) -> Mapping[int, Hit]:
    found = seen_by(actor).filter(pk__in=things).prefetch_related("texts", "kinds__texts")
    former = _former(things)
    return {one.pk: _hit(one, language, former.get(one.pk, [])) for one in found}


def _hit(one: Organisation, language: str, former: Sequence[Text]) -> Hit:
    rows = list(one.texts.all())
    said = in_language(rows, language)
    named = texts.names(Text(one.name, one.name_language), rows, Text(one.short_name, one.name_language))
    return Hit(
        said.name if said else one.name, said.language if said else one.name_language, reverse("organisation", args=[one.slug]),
        hint=" · ".join(part for part in (place_of(one, language), *kinds_of(one, language)) if part),
        names=texts.distinct([*named, *former]),
        texts=texts.in_order(texts.abouts(rows), language),
    )  # fmt: skip


def of_keys(keys: Collection[str]) -> list[int]:
    return list(Organisation.objects.filter(key__in=keys).values_list("pk", flat=True))


def at_risk_below(networks: Collection[str]) -> set[int]:
    """Returns those whose audience follows a network's place in the tree."""
    below = Q(pk__in=[])
    for path in Network.objects.filter(pk__in=networks).values_list("path", flat=True):
        below |= Q(network__path__startswith=path)
    return set(Membership.objects.filter(below, organisation__at_risk=True).values_list("organisation_id", flat=True))


def of_kind(codes: Collection[str]) -> list[int]:
    return list(Organisation.objects.filter(kinds__code__in=codes).distinct().values_list("pk", flat=True))


declare(
    SearchKind(
        "alliance.organisation", label=_("Organisations"), documents=documents, show=show, seen_by=seen_by, audiences=audiences,
        common=frozenset(_AUDIENCE.values()), about={"organisation": of_keys, "network": at_risk_below, "kind": of_kind}, later=frozenset({"kind"}), order=20,
    )
)  # fmt: skip
