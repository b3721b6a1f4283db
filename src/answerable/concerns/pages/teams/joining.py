"""Past cases for a colleague who joined later: chosen among one's own, a page at a time."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.formats import date_format

from answerable.access.refusals import Hidden
from answerable.kit.forms import RuleSaysNo

from ...actions import grant_past_cases
from ...models import Case, Handler
from ...queries.cases import AtTheDesk
from ...queries.handlers import named_as
from ...queries.keepers import without_key
from ...queries.steps import name_of
from ..desk.asking import desk_of
from ..desk.door import at_the_desk
from ..desk.presenters.lines import reference
from ..desk.showing import show
from ..desk.words import state_words
from . import forms

A_PAGE = 50


@at_the_desk()
def past(request: HttpRequest, key: UUID) -> HttpResponse:
    """Giving a colleague the keys to past cases."""
    by = desk_of(request)
    other = named_as(by.handler.team, key)
    if other is None or other.pk == by.handler.pk or not by.is_signed_for:
        raise Hidden
    cases, unsaid = _cases(by, other)
    form = forms.PastForm(request.POST if request.method == "POST" else None, cases=cases)
    context: dict[str, object] = {"name": name_of(other), "most": A_PAGE}
    if form.is_valid():
        try:
            given = grant_past_cases(by=by, handler=other, cases=[UUID(one) for one in form.cleaned_data["cases"]])
        except RuleSaysNo as refusal:
            form.say_no(refusal)
        else:
            cases, unsaid = _cases(by, other)
            form = forms.PastForm(cases=cases)
            context |= {"given": len(given.given), "shut": len(given.shut), "is_done": True}
    return show(
        request, "concerns/teams/past.html", {**context, "form": form, "has_cases": bool(cases), "unsaid": unsaid}
    )


def _cases(by: AtTheDesk, other: Handler) -> tuple[list[tuple[str, str]], int]:
    """Returns one's own cases that a colleague holds no key of, in clear; and how many wait until one has said one's ties."""
    clear, unsaid = list[tuple[str, str]](), 0
    for found in without_key(by, other):
        if not found.is_clear:
            unsaid += 1
        elif len(clear) < A_PAGE:
            clear.append((str(found.case.pk), _words(found.case)))
        else:
            break
    return clear, unsaid


def _words(case: Case) -> str:
    day = date_format(case.day, "DATE_FORMAT")
    return f"\u2068{reference(case.pk)}\u2069 · {day} · {state_words(case.state)}"
