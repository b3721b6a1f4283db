"""What can be found of duties: everybody may read them."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from answerable.access.actors import Actor
from answerable.kit import clock
from answerable.kit.search import Document, Hit, SearchKind, Text, declare
from answerable.kit.translations import by_language

from .models import Duty, DutyText
from .queries.duties import asking_on, is_past, with_words, words_of


def documents(things: Collection[int] | None) -> Iterator[Document]:
    for one in with_words(things):
        texts = _texts(one)
        if texts and not is_past(one, clock.today()):
            names = [Text(one.number), *(Text(text.name, text.language) for text in texts)]
            yield Document(one.pk, names, [Text(_said(text), text.language) for text in texts])


def _texts(duty: Duty) -> list[DutyText]:
    """Returns a duty's words as it is asked today, its own language first."""
    asking = asking_on(duty, clock.today())
    return by_language(asking.texts.all(), asking.language) if asking else []


def _said(text: DutyText) -> str:
    return "\n".join(one for one in (text.what, text.proof, text.example) if one)


def show(things: Sequence[int], _actor: Actor, language: str) -> Mapping[int, Hit]:
    return {
        one.pk: _hit(one, language) for one in with_words(things) if _texts(one) and not is_past(one, clock.today())
    }


def _hit(one: Duty, language: str) -> Hit:
    asking, texts = asking_on(one, clock.today()), _texts(one)
    assert asking is not None  # noqa: S101 - for the type checker: it has texts
    text = words_of(asking, language)
    return Hit(
        text.name, text.language, reverse("duty", args=[one.number]), hint=one.number,
        names=[Text(said.name, said.language) for said in texts], texts=[Text(_said(said), said.language) for said in texts],
    )  # fmt: skip


def of_numbers(numbers: Collection[str]) -> list[int]:
    return list(Duty.objects.filter(number__in=numbers).values_list("pk", flat=True))


declare(
    SearchKind(
        "standards.duty", label=_("Duties"), documents=documents, show=show, about={"duty": of_numbers}, order=40
    )
)
