"""The languages of the interface: how far each is, adding one, offering it, who has read it."""

from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from answerable.access.doors import opens
from answerable.access.refusals import Hidden
from answerable.kit import languages as tongues

from ...actions import languages as acts
from ...queries import languages as queries
from ...queries.languages import LANGUAGE_TRIED, Standing
from ..forms import languages as forms
from ..forms.networks import AllianceForm
from .asking import Question, ask, language
from .secretariat import CAREFUL, SECRETARIAT, of_secretariat, way


def way_to_languages() -> list[tuple[str, str]]:
    return [*way(), (reverse("secretariat_languages"), _("Languages"))]


def way_to_language(code: str) -> list[tuple[str, str]]:
    return [*way_to_languages(), (reverse("secretariat_language", args=[code]), named(code))]


def named(code: str) -> str:
    return tongues.name(code, language())


def there_is(code: str) -> str:
    """Returns the code of a language that is there."""
    if code not in queries.there_are():
        raise Hidden
    return code


def standing_words(one: Standing) -> tuple[str, str]:
    """Whether a language is offered, as the glyph of a status with its words."""
    if one.is_first:
        return "ok", _("The alliance’s own")
    return ("ok", _("Offered")) if one.is_offered else ("start", _("Not offered"))


def reading_words(one: Standing) -> tuple[str, str]:
    """Whether a speaker has read a language, as the glyph of a status with its words."""
    if one.is_source:
        return "ok", _("The program is written in it")
    if one.is_read:
        return "ok", _("Read by a speaker")
    return "none", _("Not yet read by a speaker")


@require_safe
@opens(SECRETARIAT)
def languages(request: HttpRequest) -> HttpResponseBase:
    """Every language with how far it is."""
    of_secretariat(request)
    rows = [
        (one, named(one.code), tongues.own_name(one.code), standing_words(one), reading_words(one))
        for one in queries.standings()
    ]
    return render(request, "alliance/desk/languages.html", {"rows": rows, "way": way()})


@opens(SECRETARIAT)
def add(request: HttpRequest) -> HttpResponseBase:
    """Adding a language to translate into."""
    _kept, actor = of_secretariat(request)
    question = Question(
        title=_("Add a language"), button=_("Add it"), done=reverse("secretariat_languages"), saved=_("The language is added. Nobody is offered it yet."),
        way=way_to_languages(), who=_("The secretariat, until you offer it to everyone."),
        lead=_("Its direction and its forms for numbers are known. It begins in English and changes text by text, on a page or by a file."),
    )  # fmt: skip
    return ask(
        request, question, lambda data: forms.AddLanguageForm(data, language=language()),
        lambda form: acts.add_language(by=actor, code=form.cleaned_data["code"]),
    )  # fmt: skip


@require_safe
@opens(SECRETARIAT)
def show(request: HttpRequest, code: str) -> HttpResponseBase:
    """One language: how far it is, who has read it, and what can be done with it."""
    of_secretariat(request)
    one, rule = queries.standing(there_is(code)), tongues.number_rule(code)
    context = {
        "one": one, "name": named(code), "own_name": tongues.own_name(code), "way": way_to_languages(), "standing": standing_words(one),
        "reading": reading_words(one), "direction": "rtl" if tongues.is_right_to_left(code) else "ltr", "is_added": queries.is_added(code),
        "forms": [", ".join(map(str, numbers)) + " …" if numbers else "–" for numbers in rule.examples], "missing": one.all - one.translated,
        "is_tried": request.session.get(LANGUAGE_TRIED) == code, "unspoken": len(queries.unspoken(code)),
    }  # fmt: skip
    return render(request, "alliance/desk/language.html", context)


@opens(SECRETARIAT)
def reading(request: HttpRequest, code: str) -> HttpResponseBase:
    """Recording that a speaker has read a language."""
    _kept, actor = of_secretariat(request)
    one = queries.standing(there_is(code))
    question = Question(
        title=_("Read by a speaker"), button=_("Record it"), done=reverse("secretariat_language", args=[code]), saved=_("It is recorded."),
        way=way_to_language(code), who=_("The secretariat. Everyone sees only whether and when a speaker has read the language."),
        lead=_("Somebody who speaks the language has read its pages and mails as a whole, and found them clear and right."),
    )  # fmt: skip
    initial = {"read_by": one.read_by, "read_on": one.read_on} if one.is_read else {}
    return ask(
        request, question, lambda data: forms.ReadingForm(data, initial=initial),
        lambda form: acts.record_reading(by=actor, code=code, **form.cleaned_data),
    )  # fmt: skip


@require_POST
@opens(SECRETARIAT)
def unread(request: HttpRequest, code: str) -> HttpResponseBase:
    """Saying again that no speaker has read a language."""
    _kept, actor = of_secretariat(request)
    acts.forget_reading(by=actor, code=there_is(code))
    return back_to(code)


def back_to(code: str) -> HttpResponseBase:
    response = HttpResponseRedirect(reverse("secretariat_language", args=[code]))
    response.status_code = 303
    return response


@opens(SECRETARIAT)
def offer(request: HttpRequest, code: str) -> HttpResponseBase:
    """Offering a language to everybody."""
    _kept, actor = of_secretariat(request)
    one = queries.standing(there_is(code))
    lead = (
        _("Every text is translated.")
        if one.share == 100
        else _("%(share)s per cent of the texts are translated. All others stand in English.") % {"share": one.share}
    )
    question = Question(
        title=_("Offer it to everyone"), button=_("Offer it"), done=reverse("secretariat_language", args=[code]), saved=_("Everyone can choose the language now."),
        way=way_to_language(code), who=_("Everyone."), lead=lead,
    )  # fmt: skip
    return ask(request, question, AllianceForm, lambda _form: acts.offer_language(by=actor, code=code))


@opens(SECRETARIAT)
def withdraw(request: HttpRequest, code: str) -> HttpResponseBase:
    """Offering a language to nobody any more."""
    _kept, actor = of_secretariat(request)
    there_is(code)
    question = Question(
        title=_("Do not offer it any more"), button=_("Withdraw it"), done=reverse("secretariat_language", args=[code]), saved=_("The language is not offered any more."),
        way=way_to_language(code), who=_("Everyone."), lead=_("Its texts stay. Whoever reads in it now will read in a language they asked for besides, or in the alliance’s own."),
    )  # fmt: skip
    return ask(request, question, AllianceForm, lambda _form: acts.withdraw_language(by=actor, code=code))


@opens(CAREFUL)
def remove(request: HttpRequest, code: str) -> HttpResponseBase:
    """Removing a language that the alliance added, with all its texts."""
    _kept, actor = of_secretariat(request)
    one = queries.standing(there_is(code))
    question = Question(
        title=_("Remove the language"), button=_("Remove it for good"), done=reverse("secretariat_languages"), saved=_("The language is removed."),
        way=way_to_language(code), who=_("The secretariat."), danger=True,
        lead=_("Its %(number)s own texts are deleted. Take them along as a file first, if they may be needed again.") % {"number": one.own},
    )  # fmt: skip
    return ask(request, question, AllianceForm, lambda _form: acts.remove_language(by=actor, code=code))


@require_POST
@opens(SECRETARIAT)
def try_out(request: HttpRequest, code: str) -> HttpResponseBase:
    """Reading the site in a language that is not offered yet, in this session alone; a second time ends it."""
    of_secretariat(request)
    if request.session.get(LANGUAGE_TRIED) == there_is(code):
        del request.session[LANGUAGE_TRIED]
    else:
        request.session[LANGUAGE_TRIED] = code
    return back_to(code)
