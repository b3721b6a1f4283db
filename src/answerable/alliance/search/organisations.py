"""Organisations: found by name, place, kind and what they say of themselves, by those who may know of them."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from answerable.access.actors import Actor
from answerable.kit.search import EVERYONE, Document, Hit, SearchKind, Text, declare

from ..models import Membership, Network, Organisation
from ..pages.presenters.organisations import card
from ..pages.words import kind_name
from ..permissions import MEMBER, ROOT_PATH, belongs, keeps, organisation_path
from ..queries.organisations import seen_by
from ..rules.words import Visibility
from . import texts

MEMBERS, NETWORKS = "members", "network"
_AUDIENCE = {Visibility.PUBLIC: EVERYONE, Visibility.MEMBERS: MEMBERS, Visibility.NETWORK: NETWORKS}


def documents(things: Collection[int] | None) -> Iterator[Document]:
    found = Organisation.objects.order_by("pk").prefetch_related("texts", "kinds__texts", "memberships__network")
    kinds: dict[str, list[Text]] = {}
    for one in (found if things is None else found.filter(pk__in=things)).iterator(chunk_size=500):
        for kind in one.kinds.all():
            if kind.code not in kinds:
                kinds[kind.code] = texts.in_all_languages(lambda language, kind=kind: kind_name(kind, language))  # type: ignore[misc] # bound now
        said = [*texts.abouts(one.texts.all()), Text(one.city), *texts.country(one.country)]
        yield Document(
            one.pk,
            texts.names(Text(one.name, one.name_language), one.texts.all(), Text(one.short_name, one.name_language)),
            [*said, *(text for kind in one.kinds.all() for text in kinds[kind.code])],
            _audience(one),
        )


def _audience(one: Organisation) -> tuple[str, ...]:
    """One at risk has an audience of its own: its people, and the places whose keepers may know of it."""
    if not one.at_risk:
        return (_AUDIENCE[Visibility(one.visibility)],)
    places = [held.network.path for held in one.memberships.all()] or [ROOT_PATH]
    return (_own(one.pk), *places)


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
    return {one.pk: _hit(one, language) for one in found}


def _hit(one: Organisation, language: str) -> Hit:
    shown = card(one, language)
    return Hit(
        shown.name, shown.name_language, reverse("organisation", args=[one.slug]),
        hint=" · ".join(part for part in (shown.place, *shown.kinds) if part),
        names=texts.names(Text(one.name, one.name_language), one.texts.all(), Text(one.short_name, one.name_language)),
        texts=texts.in_order(texts.abouts(one.texts.all()), language),
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
        about={"organisation": of_keys, "network": at_risk_below, "kind": of_kind}, later=frozenset({"kind"}), order=20,
    )
)  # fmt: skip
