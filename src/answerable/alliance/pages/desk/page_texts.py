"""What the alliance itself says on pages of the program."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from answerable.access.doors import opens

from ...actions import page_texts as acts
from ...models import PageText
from ...queries import told as tellings
from ..forms.choices import interface_languages
from ..forms.languages import PageTextForm, ToldTextForm
from .asking import Question, ask
from .languages import named, there_is
from .secretariat import SECRETARIAT, of_secretariat, way

PRIVACY = "privacy"


@require_safe
@opens(SECRETARIAT)
def privacy(request: HttpRequest) -> HttpResponseBase:
    """What the alliance adds to the privacy page, language by language."""
    of_secretariat(request)
    said = {one.language: one for one in PageText.objects.filter(page=PRIVACY)}
    rows = [(code, words, said.get(code)) for code, words in interface_languages()]
    return render(request, "alliance/desk/page_texts.html", {"rows": rows, "way": way()})


@opens(SECRETARIAT)
def privacy_in(request: HttpRequest, code: str) -> HttpResponseBase:
    """What the alliance adds to the privacy page in one language."""
    _kept, actor = of_secretariat(request)
    said = PageText.objects.filter(page=PRIVACY, language=there_is(code)).first()
    question = Question(
        title=_("The privacy page in %(language)s") % {"language": named(code)}, button=_("Keep this text"), done=reverse("secretariat_privacy"),
        saved=_("The text is kept."), way=[*way(), (reverse("secretariat_privacy"), _("The privacy page"))], who=_("Everyone."),
        lead=_("Your words stand above what the program itself says, and take nothing of it away."),
    )  # fmt: skip
    return ask(
        request, question, lambda data: PageTextForm(data, initial={"text": said.text if said else ""}),
        lambda form: acts.write_page_text(by=actor, page=PRIVACY, language=code, text=form.cleaned_data["text"]),
    )  # fmt: skip


@require_safe
@opens(SECRETARIAT)
def told(request: HttpRequest) -> HttpResponseBase:
    """What the page for whoever was just told something says, language by language."""
    of_secretariat(request)
    said = {one.language: one for one in PageText.objects.filter(page=tellings.PAGE)}
    rows = [(code, words, said.get(code), tellings.shipped(code)) for code, words in interface_languages()]
    return render(request, "alliance/desk/told_texts.html", {"rows": rows, "way": way()})


@opens(SECRETARIAT)
def told_in(request: HttpRequest, code: str) -> HttpResponseBase:
    """The alliance's own words for that page in one language; they begin with the shipped ones."""
    _kept, actor = of_secretariat(request)
    said = PageText.objects.filter(page=tellings.PAGE, language=there_is(code)).first()
    begun = said.text if said else tellings.as_plain_text(tellings.told(code))
    question = Question(
        title=_("The page in %(language)s") % {"language": named(code)}, button=_("Keep this text"), done=reverse("secretariat_told"),
        saved=_("The text is kept."), way=[*way(), (reverse("secretariat_told"), _("The page for whoever was just told something"))],
        who=_("Everyone."), lead=_("Your words stand in place of the shipped ones. Leave it empty to go back to those."),
    )  # fmt: skip
    return ask(
        request, question, lambda data: ToldTextForm(data, initial={"text": begun}),
        lambda form: acts.write_page_text(by=actor, page=tellings.PAGE, language=code, text=form.cleaned_data["text"]),
    )  # fmt: skip
