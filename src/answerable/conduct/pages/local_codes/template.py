"""The moments that every new local code begins with, in the alliance's own words and languages."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from answerable.access.doors import actor_of, office, opens
from answerable.access.refusals import Hidden
from answerable.alliance.rules.words import Office
from answerable.kit.asking import Question, ask
from answerable.kit.translations import in_language

from ...actions.local_codes import moments as acts
from ...models import TemplateMoment
from ...queries.local_codes import template
from ...rules.words import MomentKind
from . import forms
from .choosing import language_choices
from .finding import Way, language
from .moments import template_words

SECRETARIAT = office(Office.SECRETARIAT)


def _way() -> Way:
    return [(reverse("secretariat"), _("Secretariat"))]


def _who() -> str:
    return _("Every network that makes a text its own.")


@require_safe
@opens(SECRETARIAT)
def listed(request: HttpRequest) -> HttpResponseBase:
    """Every moment, and the languages in which it has the alliance's own words."""
    languages = language_choices()
    rows = [
        {
            "order": one.order, "words": template_words(one, language()),
            "languages": [(code, name, bool(one.pk and in_language(one.texts.all(), code))) for code, name in languages],
        }
        for one in template()
    ]  # fmt: skip
    context = {
        "way": _way(), "who": _who(), "rows": rows, "languages": languages, "language": language(),
        "next": max((one.order for one in template()), default=0) + 1,
    }  # fmt: skip
    return render(request, "conduct/local/template.html", context)


def _find(order: int) -> TemplateMoment:
    """Returns a moment of the template; one order more is a new moment."""
    rows = {one.order: one for one in template()}
    if order in rows:
        return rows[order]
    if order != max(rows, default=0) + 1:
        raise Hidden
    return TemplateMoment(kind=MomentKind.OTHER, order=order)


@opens(SECRETARIAT)
def write(request: HttpRequest, order: int, tongue: str) -> HttpResponseBase:
    """The alliance's own words for a moment, in one language."""
    actor, found, names = actor_of(request), _find(order), dict(language_choices())
    if tongue not in names:
        raise Hidden
    with override(tongue):
        name, guidance = template_words(found, tongue)
    own = found.texts.filter(language=tongue).first() if found.pk else None

    def make(data: Any) -> forms.TemplateForm:
        """Shows the shipped words where there are none of the alliance's own; what it began from are its own."""
        form = forms.TemplateForm(data, initial=acts.template_now(own))
        form.initial.update(name=name, guidance=guidance)
        return form

    question = Question(
        title=_("A moment, in %(language)s") % {"language": names[tongue]}, button=_("Keep these words"), done=reverse("template_moments"), saved=_("The words are kept. Local codes that are being written show them at once."),
        way=[*_way(), (reverse("template_moments"), _("Moments of a local code"))], who=_who(),
    )  # fmt: skip
    return ask(
        request, question, make,
        lambda form: acts.write_template_moment(
            by=actor, order=order, language=tongue, began=form.began_from, **form.typed()
        ),
    )  # fmt: skip


@opens(SECRETARIAT)
def reset(request: HttpRequest, order: int, tongue: str) -> HttpResponseBase:
    """Back to the shipped words in one language."""
    actor, found, names = actor_of(request), _find(order), dict(language_choices())
    if tongue not in names:
        raise Hidden
    question = Question(
        title=_("Back to the shipped words"), button=_("Back to the shipped words"), done=reverse("template_moments"), saved=_("The shipped words are shown again."),
        way=[*_way(), (reverse("template_moments"), _("Moments of a local code"))], who=_who(), danger=True,
        lead=f"{template_words(found, tongue)[0]} · {names[tongue]}",
    )  # fmt: skip
    return ask(
        request, question, forms.PressForm,
        lambda _form: acts.forget_template_words(by=actor, order=order, language=tongue),
    )  # fmt: skip


@opens(SECRETARIAT)
def drop(request: HttpRequest, order: int) -> HttpResponseBase:
    """Taking a moment out of the template."""
    actor, found = actor_of(request), _find(order)
    question = Question(
        title=_("Take a moment out"), button=_("Take it out"), done=reverse("template_moments"), saved=_("New local codes begin without it."),
        way=[*_way(), (reverse("template_moments"), _("Moments of a local code"))], who=_who(), danger=True,
        lead=template_words(found, language())[0],
    )  # fmt: skip
    return ask(request, question, forms.PressForm, lambda _form: acts.drop_template_moment(by=actor, order=order))
