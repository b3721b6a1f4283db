"""Boards, committees and councils that are open: public, with their network's name."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from answerable.access.actors import Actor
from answerable.kit.search import Document, Hit, SearchKind, Text, declare

from ..models import Body
from ..pages.words import BODIES
from ..queries import naming
from ..queries.days import at_each_place
from . import texts


def documents(things: Collection[int] | None) -> Iterator[Document]:
    found = Body.objects.select_related("network").prefetch_related("texts", "network__texts").order_by("pk")
    kinds: dict[str, list[Text]] = {}
    for one in (found if things is None else found.filter(pk__in=things)).iterator(chunk_size=500):
        if one.kind not in kinds:
            kinds[one.kind] = texts.in_all_languages(lambda _language, kind=one.kind: str(BODIES[kind]))  # type: ignore[misc] # bound now
        network = texts.names(Text(one.network.name, one.network.name_language), one.network.texts.all())
        yield Document(
            one.pk,
            texts.names(Text(one.name, one.name_language), one.texts.all()),
            [*texts.abouts(one.texts.all()), *network, *kinds[one.kind]],
        )


def seen_by(_reader: Actor) -> QuerySet[Body]:
    return Body.objects.filter(at_each_place(lambda day: Q(closed_on=None) | Q(closed_on__gt=day)))


def show(things: Sequence[int], _reader: Actor, language: str) -> Mapping[int, Hit]:
    found = Body.objects.filter(pk__in=things).select_related("network").prefetch_related("texts", "network__texts")
    return {one.pk: _hit(one, language) for one in found}


def _hit(one: Body, language: str) -> Hit:
    return Hit(
        naming.body_name(one, language), naming.body_name_language(one, language), reverse("body", args=[one.slug]),
        hint=f"{BODIES[one.kind]} · {naming.network_name(one.network, language)}",
        names=texts.names(Text(one.name, one.name_language), one.texts.all()),
        texts=texts.in_order(texts.abouts(one.texts.all()), language),
    )  # fmt: skip


def of_keys(keys: Collection[str]) -> list[int]:
    return [int(key) for key in keys if key.isdecimal()]


def of_networks(keys: Collection[str]) -> list[int]:
    return list(Body.objects.filter(network__in=of_keys(keys)).values_list("pk", flat=True))


declare(
    SearchKind(
        "alliance.body", label=_("Boards and committees"), documents=documents, show=show, seen_by=seen_by,
        about={"body": of_keys, "network": of_networks}, order=30,
    )
)  # fmt: skip
