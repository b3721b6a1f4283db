"""Support services: everybody finds them, by name, need, place and what they do. What is found leads to `/help`, whatever it is:
an address that stays in a browser’s history tells nothing."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from answerable.access.actors import Actor
from answerable.kit import clock, countries
from answerable.kit.search import Document, Hit, SearchKind, Text, declare
from answerable.kit.translations import TextState, by_language, in_language

from ..models import Need, SupportService, SupportServiceText
from ..pages.words import need_name
from ..queries.services import current, with_all
from . import texts

PARTS = ("does", "reach", "place", "hours")


def documents(things: Collection[int] | None) -> Iterator[Document]:
    found = SupportService.objects.prefetch_related("texts", "needs").order_by("pk")
    known: dict[str, list[Text]] = {}
    for need in Need.objects.prefetch_related("texts"):
        known[need.code] = texts.in_all_languages(lambda language, need=need: need_name(need, language))  # type: ignore[misc] # bound now
    for one in (found if things is None else found.filter(pk__in=things)).iterator(chunk_size=500):
        needs = [text for need in one.needs.all() for text in known[need.code]]
        places = [text for code in one.countries for text in texts.country(code)]
        yield Document(one.pk, _names(one), [*_said(one), *places, *needs])


def _there(one: SupportService) -> list[SupportServiceText]:
    return [text for text in by_language(one.texts.all(), one.language) if text.state != TextState.DRAFT]


def _names(one: SupportService) -> list[Text]:
    return texts.distinct(Text(text.name, text.language) for text in _there(one))


def _said(one: SupportService) -> list[Text]:
    return texts.distinct(Text(getattr(text, part), text.language) for text in _there(one) for part in PARTS)


def seen_by(_reader: Actor) -> QuerySet[SupportService]:
    return current(clock.today())


def show(things: Sequence[int], _reader: Actor, language: str) -> Mapping[int, Hit]:
    return {one.pk: _hit(one, language) for one in with_all(SupportService.objects.filter(pk__in=things))}


def _hit(one: SupportService, language: str) -> Hit:
    said = in_language(one.texts.all(), language) or in_language(one.texts.all(), one.language)
    where = _("everywhere") if one.everywhere else ", ".join(countries.name(code, language) for code in one.countries)
    hint = (where, _("day and night") if one.day_and_night else "", one.telephone and f"\u2066{one.telephone}\u2069")
    return Hit(
        said.name if said else "", said.language if said else one.language, reverse("find_help"),
        hint=" · ".join(part for part in hint if part), names=_names(one), texts=texts.in_order(_said(one), language),
    )  # fmt: skip


def of_keys(keys: Collection[str]) -> list[int]:
    return list(SupportService.objects.filter(key__in=keys).values_list("pk", flat=True))


def of_need(codes: Collection[str]) -> list[int]:
    return list(SupportService.objects.filter(needs__code__in=codes).distinct().values_list("pk", flat=True))


declare(
    SearchKind(
        "alliance.service", label=gettext_lazy("Support services"), documents=documents, show=show, seen_by=seen_by,
        about={"support_service": of_keys, "need": of_need}, later=frozenset({"need"}), order=15,
    )
)  # fmt: skip
