"""One deed at a case: its form, where it goes to the person the look of it as they will see it, and then the act."""

import secrets
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import Error as DatabaseFault
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse

from answerable.access.doors import actor_of
from answerable.access.refusals import Hidden, Unacceptable
from answerable.kit import languages, saving
from answerable.kit.forms import RuleSaysNo

from ...actions.meanwhile import as_seen, seen_of
from ...queries.cases import AtTheDesk, OpenCase, case_for
from ...queries.names import names_of
from ...queries.raising import raising
from ...queries.standing import asked_by, safety_asked
from ...rules.moving import asks_for_safety
from ...rules.readability import Hint, hints
from ...rules.words import State
from . import waiting
from .asking import desk_of
from .deeds import DEEDS, Data, Deed, DeedForm, is_offered
from .door import at_the_desk
from .entering import lead
from .presenters import events, sides, talk
from .presenters.lines import reference
from .showing import show
from .words import HINTS

FIELDS = {"words": "words_"}  # rules name a field by what it is; forms call it otherwise, since `words` is theirs


@at_the_desk()
def deed(request: HttpRequest, case: UUID, deed: str) -> HttpResponse:
    """Shows the form of a deed, or does it."""
    one = DEEDS.get(deed)
    if one is None:
        raise Hidden
    found = case_for(desk_of(request), case)
    if not found.is_clear:
        return waiting.wait(request, lead("desk_case", case), account=actor_of(request).opaque_id)
    if request.method != "POST":
        waiting.shown(request)
        return _page(request, found, one, _form(one, found)) if is_offered(one, found) else lead("desk_case", case)
    if "kept" in request.POST or request.POST.get("do") == "change":
        if "kept" in request.POST:
            waiting.shown(request)
        return _page(request, found, one, _form(one, found, typed=request.POST))
    return _sent(request, found, one)


def _form(one: Deed, found: OpenCase, *, typed: QueryDict | None = None) -> DeedForm:
    """Returns a form that was not sent yet; `typed`: what stood in it before."""
    initial: dict[str, Any] = {"seen": seen_of(found), "once": secrets.token_hex(8)}
    form = one.form(initial=initial)
    if typed is not None:
        for name, field in form.fields.items():
            if name in typed and name not in initial:
                initial[name] = typed.getlist(name) if hasattr(field.widget, "allow_multiple_selected") and field.widget.allow_multiple_selected else typed[name]  # fmt: skip
        form = one.form(initial=initial)
    form.of_case(found)
    return form


def _sent(request: HttpRequest, found: OpenCase, one: Deed) -> HttpResponse:
    form = one.form(request.POST)
    form.of_case(found)
    if reason := saving.refused():
        return _unsaved(request, found, one, form, saving.NotKept(reason))
    if not form.is_valid():
        return _page(request, found, one, form)
    if one.previewed and request.POST.get("do") != "send":
        return _preview(request, found, one, form)
    try:
        return _done(request, found, one, form)
    except RuleSaysNo as refusal:
        return _refused(request, found, one, refusal)
    except DatabaseFault as fault:
        return _unsaved(request, found, one, form, fault)


def _done(request: HttpRequest, found: OpenCase, one: Deed, form: DeedForm) -> HttpResponse:
    by, case = found.by, found.case.pk
    data = Data(by, case, form.cleaned_data)
    as_seen(by=by, case=case, seen=form.cleaned_data["seen"], act=lambda: _as_offered(one, data))
    if one.said:
        messages.success(request, str(one.said))
    return waiting.done(request, lead("desk_case", case) if _still_theirs(by, case) else lead("desk"))


def _as_offered(one: Deed, data: Data) -> None:
    """Does what was offered as the case stands; a rule's own no comes before this one."""
    is_theirs = is_offered(one, case_for(data.by, data.case))
    one.act(data)
    if not is_theirs:
        raise Unacceptable("no_such_move")


def _still_theirs(by: AtTheDesk, case: UUID) -> bool:
    try:
        case_for(by, case)
    except Hidden:
        return False
    return True


def _refused(request: HttpRequest, found: OpenCase, one: Deed, refusal: RuleSaysNo) -> HttpResponse:
    """Shows a rule's no beside its field, and what others wrote meanwhile."""
    now = case_for(found.by, found.case.pk)
    before, sent = request.POST.get("seen", ""), request.POST.copy()
    sent["seen"] = seen_of(now)
    form = one.form(sent)
    form.of_case(now)
    form.is_valid()
    refusal.field = FIELDS.get(refusal.field, refusal.field)
    form.say_no(refusal)
    news = _news(now, before) if refusal.code == "meanwhile" and before else {}
    return _page(request, now, one, form, **news)


def _news(found: OpenCase, before: str) -> dict[str, Any]:
    """Returns what was written since a form was opened."""
    thread, _, intake = before.partition(".")
    first = int(thread) if thread.isdecimal() else 0, int(intake) if intake.isdecimal() else 0
    new = tuple(one for one in found.thread.entries if one.number > first[0])
    notes = tuple(one for one in found.intake.entries if one.number > first[1])
    names = names_of(one.author for one in (*new, *notes))
    return {"news": talk.talk(new, names, found.by.id), "happened": events.events((), notes, names, found.by.id)}


def _page(request: HttpRequest, found: OpenCase, one: Deed, form: DeedForm, **more: Any) -> HttpResponse:
    status = 503 if more.get("unsaved") else 200
    context = {
        "case": found.case.pk, "reference": reference(found.case.pk), "deed": one, "form": form,
        "back": reverse("desk_case", args=[found.case.pk]), "asked": _asked(found, one), "first": _first(found, one),
        "leads": sides.leads_without_key(found) if one.toward else [],
        **_language(found),
    }  # fmt: skip
    return show(request, "concerns/desk/deed.html", {**context, **more}, writes=True, status=status)


def _asked(found: OpenCase, one: Deed) -> list[events.Event]:
    """Returns in a colleague's words what is to be decided."""
    asked = asked_by(found, one.decides) if one.decides else None
    return events.events((), (asked,), names_of([asked.author]), found.by.id) if asked else []


def _first(found: OpenCase, one: Deed) -> Deed | None:
    """Returns what has to be done before this can be, said before anybody writes."""
    move = one.move or one.toward
    waits = move is not None and asks_for_safety(move, State(found.case.state)) and not safety_asked(found)
    return DEEDS["safety"] if waits else None


def _language(found: OpenCase) -> dict[str, str]:
    """Returns the language in which the person reads, and which way it runs."""
    code = found.about.language or "en"
    return {"their_language": code, "their_direction": "rtl" if languages.is_right_to_left(code) else "ltr"}


def _preview(request: HttpRequest, found: OpenCase, one: Deed, form: DeedForm) -> HttpResponse:
    words, their = str(form.cleaned_data.get("words_", "")), found.about.language or "en"
    if one.puts is None and not words.strip():
        form.say_no(RuleSaysNo("one_sentence", field="words_"))
        return _page(request, found, one, form)
    fields = [
        (name, said)
        for name, values in request.POST.lists()
        if name not in {"do", "csrfmiddlewaretoken"}
        for said in values
    ]
    question = one.puts(form.cleaned_data, their) if one.puts else None
    told = () if question else hints(words, found.about.language)
    context = {
        "case": found.case.pk, "reference": reference(found.case.pk), "deed": one, "form": form, "fields": fields, "words": words, "question": question,
        "reads_easily": Hint.EASY in told, "hints": [HINTS[hint] for hint in told if hint in HINTS],
        "by": raising().say(found.about.language, "pages.inbox.reader"), **_language(found),
    }  # fmt: skip
    return show(request, "concerns/desk/preview.html", context, writes=True)


def _unsaved(request: HttpRequest, found: OpenCase, one: Deed, form: DeedForm, fault: DatabaseFault) -> HttpResponse:
    """Says NOT SAVED, with everything typed still there."""
    try:
        return _page(request, found, one, form, unsaved=True, why_unsaved=saving.reason_of(fault))
    except DatabaseFault:
        fault.unsaved_form = form  # type: ignore[attr-defined] # read by the site's fault page
        raise fault from None
