"""What can be found of commitments: what is public, and what is shown to a network. A private one is never indexed."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from answerable.access.actors import Actor
from answerable.alliance.models import Network, NetworkMerge
from answerable.alliance.permissions import ROOT_PATH, belongs, keeps
from answerable.kit import clock
from answerable.kit.search import EVERYONE, Document, Hit, SearchKind, Text, declare
from answerable.kit.translations import TextState, by_language

from ..models import Commitment
from ..pages.presenting import owed_words, owner_words
from ..queries import seeing
from ..queries.naming import Names, text_of
from ..rules.words import Shown

STEP = Network.steplen


def documents(things: Collection[int] | None) -> Iterator[Document]:
    found = (
        Commitment.objects.exclude(shown=Shown.PRIVATE).select_related("place").prefetch_related("texts").order_by("pk")
    )
    for one in (found if things is None else found.filter(pk__in=things)).iterator(chunk_size=500):
        own = [text for text in by_language(one.texts.all(), one.language) if text.state != TextState.DRAFT]
        audience = (EVERYONE,) if one.shown == Shown.PUBLIC else (one.place.path,)
        yield Document(
            one.pk,
            [Text(text.what, text.language) for text in own],
            [Text(text.more, text.language) for text in own if text.more],
            audience,
        )


def audiences(actor: Actor) -> tuple[str, ...]:
    if actor.system:
        return (EVERYONE, f"{ROOT_PATH}*")
    if not belongs.anywhere(actor):
        return (EVERYONE,)
    paths = {ROOT_PATH}
    for path in actor.paths(*belongs.offices):
        if not path.startswith("org:"):
            paths |= {path[:end] for end in range(STEP, len(path) + 1, STEP)}
    gone = NetworkMerge.objects.filter(Q(kept__path__in=paths) | Q(kept__in=_gone_into(paths)))
    paths |= set(gone.values_list("gone__path", flat=True))
    return (EVERYONE, *sorted(paths), *(f"{path}*" for path in actor.paths(*keeps.offices)))


def _gone_into(paths: Collection[str]) -> QuerySet[NetworkMerge, int]:
    return NetworkMerge.objects.filter(kept__path__in=paths).values_list("gone", flat=True)


def show(things: Sequence[int], actor: Actor, language: str) -> Mapping[int, Hit]:
    listed = list(seeing.with_lines(seeing.seen_by(actor).exclude(shown=Shown.PRIVATE).filter(pk__in=things)))
    names = Names.of(listed, actor, language, clock.today())
    return {one.pk: _hit(one, names) for one in listed}


def _hit(one: Commitment, names: Names) -> Hit:
    text = text_of(one, names.language)
    texts = list(one.texts.all())
    return Hit(
        text.what, text.language, reverse("commitment", args=[one.key]), hint=f"{owner_words(one, names)} · {owed_words(one, names)}",
        names=[Text(said.what, said.language) for said in texts], texts=[Text(said.more, said.language) for said in texts if said.more],
    )  # fmt: skip


def of_keys(keys: Collection[str]) -> list[int]:
    return list(Commitment.objects.filter(key__in=keys).values_list("pk", flat=True))


declare(
    SearchKind(
        "commitments.commitment", label=_("Commitments"), documents=documents, show=show, seen_by=seeing.seen_by, audiences=audiences,
        about={"commitment": of_keys}, order=50,
    )
)  # fmt: skip
