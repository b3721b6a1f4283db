"""Networks that are open: public, by their names and what is said of them."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from answerable.access.actors import Actor
from answerable.kit import clock
from answerable.kit.search import Document, Hit, SearchKind, Text, declare

from ..models import Network
from ..pages.words import LEVELS
from ..permissions import ROOT_PATH
from ..queries import naming
from ..queries.networks import open_networks
from . import texts


def documents(things: Collection[int] | None) -> Iterator[Document]:
    found = Network.objects.prefetch_related("texts").order_by("pk")
    for one in (found if things is None else found.filter(pk__in=things)).iterator(chunk_size=500):
        own = Text(one.name, one.name_language)
        yield Document(
            one.pk, texts.names(own, one.texts.all()), [*texts.abouts(one.texts.all()), *texts.country(one.country)]
        )


def seen_by(_reader: Actor) -> QuerySet[Network]:
    return open_networks(clock.today())


def show(things: Sequence[int], _reader: Actor, language: str) -> Mapping[int, Hit]:
    found = list(Network.objects.filter(pk__in=things).prefetch_related("texts"))
    above = _directly_above(found)
    return {one.pk: _hit(one, above.get(one.path[: -Network.steplen]), language) for one in found}


def _directly_above(networks: list[Network]) -> dict[str, Network]:
    paths = {one.path[: -Network.steplen] for one in networks} - {"", ROOT_PATH}
    return {one.path: one for one in Network.objects.filter(path__in=paths).prefetch_related("texts")}


def _hit(one: Network, above: Network | None, language: str) -> Hit:
    hint = [str(LEVELS[one.level_kind]), naming.network_name(above, language) if above else ""]
    return Hit(
        naming.network_name(one, language), naming.network_name_language(one, language), reverse("network", args=[one.slug]),
        hint=" · ".join(part for part in hint if part),
        names=texts.names(Text(one.name, one.name_language), one.texts.all()),
        texts=texts.in_order(texts.abouts(one.texts.all()), language),
    )  # fmt: skip


def of_keys(keys: Collection[str]) -> list[int]:
    return [int(key) for key in keys if key.isdecimal()]


def root(_keys: Collection[str]) -> list[int]:
    """The alliance's own name and the first words about it are given when it is set up."""
    return list(Network.objects.filter(path=ROOT_PATH).values_list("pk", flat=True))


declare(
    SearchKind(
        "alliance.network", label=_("Networks"), documents=documents, show=show, seen_by=seen_by,
        about={"network": of_keys, "profile": root}, order=10,
    )
)  # fmt: skip
