"""The secretariat looks at every message in each language, and says it in the alliance's own words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from csp.decorators import csp
from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from answerable.access.actors import Actor
from answerable.access.doors import actor_of, office, opens
from answerable.access.refusals import Hidden, Refused, Unacceptable
from answerable.kit.forms import Form, keep
from answerable.kit.languages import is_right_to_left, own_name
from answerable.kit.languages import name as language_name
from answerable.kit.letters import Part, Wording
from answerable.kit.letters.wording import SUBJECT

from .. import actions, previews, queries
from ..actions.wording import check
from ..kinds import kind_named
from ..permissions import SECRETARIAT, may_change_words
from .demo import AS_MAIL

KEEPERS = office(SECRETARIAT)


@dataclass(frozen=True)
class Row:
    """One message in the list, with its address, and whether the alliance has words of its own for it."""

    label: str
    href: str
    is_own: bool


class WordsForm(Form):
    """The words of one message in one language, part by part."""

    words = {  # noqa: RUF012 - read only, as in every form
        "fact_unknown": gettext_lazy("There is no fact called %(names)s here."),
        "fact_missing": gettext_lazy("This is missing and must stand in the words: %(names)s"),
        "brace_alone": gettext_lazy("A curly bracket stands alone. Facts stand between two of them."),
        "words_too_long": gettext_lazy("At most %(most)s letters."),
    }

    def __init__(self, *args: Any, wording: Wording, kept: Mapping[str, str], language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, (name, part) in enumerate(wording.parts.items()):
            self.fields[name] = _field_of(part, kept.get(name, ""), language, number)


def _field_of(part: Part, own: str, language: str, number: int) -> forms.CharField:
    with translation.override(language):
        shipped, facts = part.shipped(), part.names
    hints = [_("Must hold: %(names)s") % {"names": " ".join(f"{{{one}}}" for one in sorted(facts))}] if facts else []
    hints += [_("Shipped: “%(words)s”") % {"words": shipped}] if own else []
    label = (
        _("Subject") if part.name == SUBJECT else _("Words %(number)s") % {"number": number} if number else _("Words")
    )
    tag = forms.TextInput if part.name == SUBJECT else forms.Textarea
    looks: dict[str, Any] = {"lang": language, "dir": "auto"} | ({} if part.name == SUBJECT else {"rows": 3})
    return forms.CharField(
        label=label, initial=own or shipped, required=False, help_text=" ".join(hints), widget=tag(attrs=looks)
    )


@require_safe
@opens(KEEPERS)
def all_mails(request: HttpRequest) -> HttpResponseBase:
    """Every message there is, in one of the languages."""
    _keeper(request)
    code = _offered(request.GET.get("in", "")) or previews.languages_offered()[0]
    own = {name for name, _part in queries.own_words(code)}
    rows = [
        (kind_named(one.name) is not None, Row(_label(one), _address(one.name, code), one.name in own))
        for one in previews.wordings()
    ]
    context = {
        "letters": [row for is_notice, row in rows if not is_notice],
        "notices": [row for is_notice, row in rows if is_notice],
        "tongues": _tongues(code, lambda one: f"?in={one}"),
        "way": _way()[:1], "who": _("The secretariat."),
    }  # fmt: skip
    return render(request, "notices/mails.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@opens(KEEPERS)
def one_mail(request: HttpRequest, tongue: str, message: str) -> HttpResponseBase:
    """One message as it will be read, and its words to change."""
    actor, wording = _keeper(request), _wording(tongue, message)
    code, name = tongue, wording.name
    kept = queries.own_words_of(name, code)
    is_trying = request.method == "POST" and "try" in request.POST
    trying = _tried(request, wording, kept, code) if is_trying else None
    context = {
        "title": _label(wording),
        "letter": previews.letter_of(wording, code, trying[1] if trying else None),
        "direction": _direction(code),
        "look": reverse("secretariat_mail_look", args=[code, name]),
        "back": reverse("secretariat_mail_shipped", args=[code, name]) if kept else "",
        "history": queries.history_of(name, code)[:20],
        "is_private": bool((kind := kind_named(name)) and kind.private),
        "tongues": _tongues(code, lambda one: _address(name, one)),
        "tongue_name": language_name(code, translation.get_language() or "en"),
        "way": _way(), "who": _("The secretariat; the words themselves are read by whoever gets the message."),
        "is_trying": bool(trying and not trying[0].errors),
    }  # fmt: skip
    if trying:
        return render(request, "notices/one_mail.html", {**context, "form": trying[0]})
    return keep(
        request,
        lambda *data: WordsForm(*data, wording=wording, kept=kept, language=code),
        lambda typed: actions.say_in_own_words(by=actor, wording=wording, language=code, words=typed),
        template="notices/one_mail.html",
        done=_address(name, code),
        saved_message=_("The words are kept, and stand in every message from now on."),
        context=context,
    )


def _tried(
    request: HttpRequest, wording: Wording, kept: Mapping[str, str], code: str
) -> tuple[WordsForm, dict[str, str]]:
    """Returns the form as it was typed, and the words in it that can be shown."""
    form = WordsForm(request.POST, wording=wording, kept=kept, language=code)
    good: dict[str, str] = {}
    if form.is_valid():
        for name, part in wording.parts.items():
            said = " ".join(form.cleaned_data[name].split())
            try:
                with translation.override(code):
                    facts = part.names
                check(name, said, facts) if said else None
                good[name] = said
            except Unacceptable as refusal:
                form.say_no(refusal)
    return form, {name: said for name, said in good.items() if said}


@csp(AS_MAIL)
@require_safe
@opens(KEEPERS)
def look(request: HttpRequest, tongue: str, message: str) -> HttpResponseBase:
    """One message as a mail programme shows it."""
    _keeper(request)
    return HttpResponse(previews.letter_of(_wording(tongue, message), tongue).html)


@require_POST
@opens(KEEPERS)
def back_to_shipped(request: HttpRequest, tongue: str, message: str) -> HttpResponseBase:
    actions.back_to_shipped_words(by=_keeper(request), wording=_wording(tongue, message), language=tongue)
    messages.success(request, _("The shipped words stand again."))
    response = HttpResponseRedirect(_address(message, tongue))
    response.status_code = 303
    return response


def _keeper(request: HttpRequest) -> Actor:
    actor = actor_of(request)
    if not may_change_words(actor):
        raise Refused("not_your_place")
    return actor


def _wording(code: str, name: str) -> Wording:
    found = previews.wording_of(name)
    if found is None or not _offered(code):
        raise Hidden
    return found


def _offered(code: str) -> str:
    return code if code in previews.languages_offered() else ""


def _address(name: str, code: str) -> str:
    return reverse("secretariat_one_mail", args=[code, name])


def _label(wording: Wording) -> str:
    kind = kind_named(wording.name)
    return kind.title if kind else str(wording.label)


def _way() -> list[tuple[str, str]]:
    return [(reverse("secretariat"), _("Secretariat")), (reverse("secretariat_mails"), _("What our mail says"))]


def _direction(code: str) -> str:
    return "rtl" if is_right_to_left(code) else "ltr"


def _tongues(now: str, address: Callable[[str], str]) -> list[tuple[str, str, bool]]:
    """Returns each language on offer: its address, its own name, whether it is this one."""
    return [(address(code), own_name(code), code == now) for code in previews.languages_offered()]  # fmt: skip
