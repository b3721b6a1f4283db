"""The page of a case: its reader's ties come first, then everything that they may know."""

from collections.abc import Mapping
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from answerable.kit import clock
from answerable.kit.forms import Form, Radios, Words

from ...actions import declare_conflict, header_of, read_case, read_name
from ...actions.book import openings_missing
from ...actions.reading import ReadCase, who_can_see
from ...queries.cases import OpenCase, case_for
from ...queries.handlers import leads_besides
from ...queries.many import is_unwatched
from ...queries.names import names_of, organisation_names
from ...queries.openings import who_opened
from ...queries.standing import ahead, is_read_too_near
from ...rules import conflicts
from ...rules.words import Conflict, Role
from . import waiting
from .asking import desk_of
from .deeds import offered
from .door import READ, SEND, at_the_desk
from .entering import lead
from .filing import may_attach
from .presenters import breaks, events, sides, talk
from .presenters.lines import reference
from .showing import show
from .words import content, language, promised_by, steps_of

OPENED = {
    "header": _("whom it is about"), "parties": _("names to check"), "case": _("the words"), "name": _("the name"),
    "file": _("a file"), "search": _("found by a search"),
}  # fmt: skip


class TiesForm(Form):
    """What somebody says of their ties before they read."""

    needed_if: ClassVar[Mapping[str, Words]] = {"words_": ""}  # one answer says that it asks for them
    value = forms.ChoiceField(
        label=_("Do you have ties to anybody named here, or to what they belong to?"), choices=[
            (Conflict.NONE.value, _("No")), (Conflict.YES.value, _("Yes")), (Conflict.MANAGED.value, _("Yes, and the lead may agree to it")),
            (Conflict.UNSURE.value, _("I am not sure")),
        ],
        widget=Radios(hints={
            Conflict.NONE.value: _("You read what was told."),
            Conflict.YES.value: _("Your key ends at once, and others are found. Nobody asks why."),
            Conflict.MANAGED.value: _("You read only once the lead of the team agreed. Say which ties."),
            Conflict.UNSURE.value: _("You do not read for now. Talk with the lead, without names."),
        }),
    )  # fmt: skip
    words_ = forms.CharField(
        label=_("Which ties"), required=False, max_length=2000, help_text=_("Read by those who hold a key of this case."),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto", "autocomplete": "off"}),
    )  # fmt: skip

    def without_lead(self) -> "TiesForm":
        """Leaves out what nobody could agree to."""
        left = [one for one in list(self.fields["value"].choices) if one[0] != Conflict.MANAGED]  # type: ignore[attr-defined] # of a choice
        self.fields["value"].choices = left  # type: ignore[attr-defined] # of a choice
        return self

    def clean(self) -> dict[str, Any]:
        """Ties to which the lead should agree are told."""
        typed: dict[str, Any] = super().clean() or {}
        if typed.get("value") == Conflict.MANAGED and not str(typed.get("words_", "")).strip():
            self.add_error("words_", str(_("Say which ties, in a sentence: the lead decides by it.")))
        return typed


@at_the_desk(READ)
def case(request: HttpRequest, case: UUID) -> HttpResponse:
    """Shows the words to whoever is clear of ties, and to everybody else whom it is about."""
    found = case_for(desk_of(request), case)
    if not found.is_clear:
        return _ties(request, found, _form(found), promised=False)
    read = read_case(by=found.by, case=case)
    return show(request, "concerns/desk/case.html", _page(case_for(found.by, case), read))


@at_the_desk()
def ties(request: HttpRequest, case: UUID) -> HttpResponse:
    """Shows names to whoever promised to keep them, and takes what they say of their ties."""
    found = case_for(desk_of(request), case)
    if request.method != "POST" or "promise" in request.POST or "kept" in request.POST:
        waiting.shown(request)
        return _ties(request, found, _form(found, initial=_kept(request)), promised=request.method == "POST")
    form = _form(found, request.POST)
    if not form.is_valid():
        return _ties(request, found, form, promised=True)
    value = Conflict(form.cleaned_data["value"])
    declare_conflict(by=found.by, case=case, value=value, words=form.cleaned_data["words_"])
    return waiting.done(request, lead("desk") if value == Conflict.YES else lead("desk_case", case))


@at_the_desk(SEND, back="desk_case")
def name(request: HttpRequest, case: UUID) -> HttpResponse:
    """Shows what whoever raised it is called; that it was asked for is entered before."""
    said = read_name(by=desk_of(request), case=case)
    return show(request, "concerns/desk/name.html", {"case": case, "reference": reference(case), "name": said})


@at_the_desk(READ)
def opened(request: HttpRequest, case: UUID) -> HttpResponse:
    """Who opened a case, on how many days, and what."""
    by = desk_of(request)
    rows = who_opened(by, case)
    names = names_of(one.handler for one in rows)
    context = {
        "case": case, "reference": reference(case), "missing": openings_missing(case_for(by, case).case),
        "rows": [
            {"name": names.get(one.handler, ""), "is_me": one.handler == by.id, "last": one.last, "days": one.days, "what": [OPENED[kind] for kind in one.what if kind in OPENED]}
            for one in rows
        ],
    }  # fmt: skip
    return show(request, "concerns/desk/opened.html", context)


def _form(found: OpenCase, *typed: Any, **more: Any) -> TiesForm:
    """Asks of ties. That the lead may agree is offered where somebody else leads, or a name that is one's own has to be explained."""
    form = TiesForm(*typed, **more)
    return form if found.standing.namesake or leads_besides(found) else form.without_lead()


def _kept(request: HttpRequest) -> dict[str, str]:
    return {name: request.POST.get(name, "") for name in ("value", "words_")} if "kept" in request.POST else {}


def _ties(request: HttpRequest, found: OpenCase, form: TiesForm, *, promised: bool) -> HttpResponse:
    header = header_of(by=found.by, case=found.case.pk, promised_secrecy=promised)
    known = organisation_names(header.organisations, language())
    context = {
        "case": header.case, "reference": reference(header.case), "form": form, "promised": promised, "header": header,
        "levels": list(dict.fromkeys(content(f"questions.about.choices.{one.value}") for one in header.levels)),
        "organisations": [known.get(one, one) for one in header.organisations if one], "why": _why(found),
        "people": [one["person"] for one in sides.parties(found.about.parties) if one["person"]] if promised else [],
        "has_names": bool(found.excluded.all_written) or any(one.person for one in found.about.parties),
        "waits": waiting.waits_for(request, reverse("desk_case", args=[header.case]), account=found.by.opaque_id),
    }  # fmt: skip
    return show(request, "concerns/desk/ties.html", context, writes=promised)


def _why(found: OpenCase) -> str:
    """Returns why it does not open for whoever asks; where nobody could agree to their ties, that."""
    why = conflicts.may_read(found.said(), found.standing)[1]
    return "nobody_leads" if why == "not_approved" and not leads_besides(found) else why


def _page(found: OpenCase, read: ReadCase) -> dict[str, Any]:
    by, today, still = found.by, clock.today(), ahead(found)
    entries = (*read.thread, *read.intake)
    names = names_of({one.author for one in entries} | {str(one.body.get("reader", "")) for one in entries} - {""})
    next_due, waits = events.planned(still, today), sides.waiting_for_the_lead(found)
    return {
        "case": read.case, "reference": reference(read.case), "steps": steps_of(read.state), "breaks": breaks.said(read.breaks),
        "readers": sides.readers(found, who_can_see(by=by, case=read.case)), "talk": talk.talk(read.thread, names, by.id),
        "done": events.events(read.thread, read.intake, names, by.id), "planned": next_due, "next": next_due[0] if next_due else None,
        "deeds": [{"href": reverse("desk_deed", args=[read.case, one.code]), "words": one.title, "code": one.code} for one in offered(found)],
        "asked": sides.asked_for(found), "consents": sides.consents(found), "reaching": sides.reaching(found), "never": sides.never_call(found),
        "parties": sides.parties(found.about.parties), "has_name": read.has_name, "too_near": is_read_too_near(found), "unwatched": is_unwatched(found),
        "whose": promised_by(read.thread, by.handler.team), "waiting": waits, "leads": sides.leads_without_key(found) if sides.needs_the_lead(found) else [], "is_lead": by.role == Role.LEAD,
        "asked_to_close": sides.asked_to_end(found, names), "may_attach": may_attach(found),
    }  # fmt: skip
