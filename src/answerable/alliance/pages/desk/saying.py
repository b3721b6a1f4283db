"""Saying in more languages what a seat is called, and where a figure comes from."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from answerable.access.doors import opens
from answerable.access.refusals import Hidden
from answerable.kit.languages import name as language_name

from ...actions import saying as acts
from ...models import CountClaim, Seat
from ...queries.invitations import languages_offered
from ..forms.saying import InLanguagesForm
from ..presenters.seats import seat_name
from .asking import Question, ask, kept_body, kept_network, language
from .bodies import everyone, way_to_bodies
from .network import KEEPERS, way_to

LONGEST_ROLE, LONGEST_SOURCE = 120, 300
ALONE, AGAIN = "\u2068", "\u2069"  # what stands between them runs in its own direction


@opens(KEEPERS)
def seat(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """What a seat is called, in each language on offer and each in which it has a name."""
    body, actor = kept_body(request, slug)
    found = Seat.objects.filter(pk=pk, body=body).prefetch_related("texts").first()
    if found is None:
        raise Hidden
    found.body = body
    said = {text.language: text.role for text in found.texts.all()} | {found.role_language: found.role}
    question = Question(
        title=_("What the seat is called"), button=_("Keep these names"), done=reverse("desk_body", args=[slug]), saved=_("The names are kept."),
        way=way_to_bodies(body), who=everyone(), lead=seat_name(found, language()),
    )  # fmt: skip
    return ask(
        request, question,
        lambda data: InLanguagesForm(data, codes=_asked(said), said=said, most=LONGEST_ROLE, language=language()),
        lambda form: acts.name_seat(by=actor, seat=found, names=form.said()),
    )  # fmt: skip


@opens(KEEPERS)
def source(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """Where a figure comes from, in the languages in which it was not recorded."""
    network, actor = kept_network(request, slug)
    found = CountClaim.objects.filter(pk=pk, network=network).prefetch_related("texts").first()
    if found is None:
        raise Hidden
    found.network = network
    said = {text.language: text.source for text in found.texts.all()}
    figures = reverse("desk_network_claims", args=[slug])
    question = Question(
        title=_("The source in other languages"), button=_("Keep these words"), done=figures, saved=_("The words are kept."),
        way=[*way_to(network), (figures, _("Figures and their sources"))], who=_("Everyone: figures and sources are public."),
        lead=_("%(source)s (recorded in: %(language)s)")
        % {"source": f"{ALONE}{found.source}{AGAIN}", "language": language_name(found.source_language, language())},
    )  # fmt: skip
    codes = [code for code in _asked(said) if code != found.source_language]
    return ask(
        request, question,
        lambda data: InLanguagesForm(data, codes=codes, said=said, most=LONGEST_SOURCE, language=language()),
        lambda form: acts.say_source(by=actor, claim=found, sources=form.said()),
    )  # fmt: skip


def _asked(said: Mapping[str, str]) -> list[str]:
    return list(dict.fromkeys([*languages_offered(), *said]))
