"""What the alliance itself says on pages of the program."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from answerable.access.doors import opens

from ...actions import page_texts as acts
from ...models import PageText
from ..forms.choices import interface_languages
from ..forms.languages import PageTextForm
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
