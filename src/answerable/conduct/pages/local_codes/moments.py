"""The moments of a local code: planned, held, and what was heard."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from answerable.access.doors import SIGNED_IN, opens
from answerable.access.refusals import Hidden
from answerable.kit.asking import Question, ask
from answerable.kit.translations import in_language

from ...actions.local_codes import moments as acts
from ...models import Moment, TemplateMoment
from ...queries import local_codes as queries
from ...queries.reading import direction_of
from . import forms
from .finding import Here, everybody, find, language
from .showing import moment_name
from .words import GUIDANCE, MOMENTS


def template_words(one: TemplateMoment, code: str) -> tuple[str, str]:
    """Returns a moment's name and guidance: the alliance's own words, else the shipped ones."""
    text = in_language(one.texts.all(), code) if one.pk else None
    if text is None:
        return str(MOMENTS[one.kind]), str(GUIDANCE[one.kind])
    return text.name, text.guidance or str(GUIDANCE[one.kind])


def names_told() -> dict[str, str]:
    """Returns the alliance's own names for the kinds of moments, in the reader's language."""
    return {one.kind: template_words(one, language())[0] for one in queries.template() if one.kind != "other"}


def moments_shown(here: Here, moments: Iterable[Moment]) -> list[dict[str, Any]]:
    told = {one.kind: template_words(one, language()) for one in queries.template()}
    names = {kind: name for kind, (name, _guidance) in told.items() if kind != "other"}
    return [
        {
            "moment": one, "name": moment_name(one, names), "guidance": told.get(one.kind, ("", str(GUIDANCE[one.kind])))[1],
            "direction": direction_of(one.language), "href": here.address("local_moment", one.pk),
        }
        for one in moments
    ]  # fmt: skip


@require_safe
@opens(SIGNED_IN)
def listed(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """Every moment with what was heard, and what to do at the next."""
    here = find(request, slug, pk, "inside")
    context = {
        "here": here, "way": here.way(), "who": everybody(), "may_note": here.may.writes and here.is_open,
        "moments": moments_shown(here, queries.moments_of(here.code)),
    }  # fmt: skip
    return render(request, "conduct/local/moments.html", context)


def find_moment(here: Here, pk: int) -> Moment:
    found = here.code.moments.filter(pk=pk).first()
    if found is None:
        raise Hidden
    found.local_code = here.code
    return found


@opens(SIGNED_IN)
def one(request: HttpRequest, slug: str, pk: int, moment_pk: int) -> HttpResponseBase:
    """Noting when a moment is planned or was held, how many came, and what was heard."""
    here = find(request, slug, pk, "writes")
    found = find_moment(here, moment_pk)
    shown = moments_shown(here, [found])[0]
    question = Question(
        title=shown["name"], button=_("Keep this"), done=here.address("local_moments"), saved=_("It is kept."),
        way=here.way((here.address("local_moments"), _("Moments"))), lead=shown["guidance"],
        who=_("%(everybody)s Numbers below ten are not published.") % {"everybody": everybody()},
    )  # fmt: skip
    return ask(
        request, question, lambda data: forms.MomentForm(data, initial=acts.noted_now(found)),
        lambda form: acts.note_moment(
            by=here.actor, moment=found, held=acts.Held(**form.typed(), language=language()), began=form.began_from
        ),
    )  # fmt: skip


@opens(SIGNED_IN)
def add(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """One more event of the network's own."""
    here = find(request, slug, pk, "writes")
    question = Question(
        title=_("Add an event"), button=_("Add it"), done=here.address("local_moments"), saved=_("It is added."),
        way=here.way((here.address("local_moments"), _("Moments"))), who=everybody(),
    )  # fmt: skip
    return ask(
        request, question, forms.AddMomentForm,
        lambda form: acts.add_moment(by=here.actor, code=here.code, **form.cleaned_data),
    )  # fmt: skip


@opens(SIGNED_IN)
def take_away(request: HttpRequest, slug: str, pk: int, moment_pk: int) -> HttpResponseBase:
    """Taking away an event that was not held."""
    here = find(request, slug, pk, "writes")
    found = find_moment(here, moment_pk)
    question = Question(
        title=_("Take away an event"), button=_("Take it away"), done=here.address("local_moments"), saved=_("It is taken away."),
        way=here.way((here.address("local_moments"), _("Moments"))), who=everybody(), danger=True, lead=moments_shown(here, [found])[0]["name"],
    )  # fmt: skip
    return ask(request, question, forms.PressForm, lambda _form: acts.take_away_moment(by=here.actor, moment=found))
