"""Answers that came on paper: counted by hand and entered at once, or entered sheet by sheet."""

from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from answerable.access.doors import SIGNED_IN, opens
from answerable.kit import asking

from ..actions import enter_paper
from .finding import asked_in, held
from .forms import AnswerForm, SheetsForm
from .holding import way_to


@opens(SIGNED_IN)
def sheets(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """Many sheets at once, counted by hand."""
    this, actor = held(request, key)
    page = reverse("round", args=[this.key])
    question = asking.Question(
        title=_("Enter paper"), button=_("Enter these sheets"), done=page, saved=_("The sheets are entered. Destroy them now."),
        lead=_("Count how many sheets there are and how many of them say what. What you leave empty counts as no answer."),
        who=_("Nobody sees these numbers before they are five sheets or more."), way=[*way_to(this), (page, asked_in(this).name)],
        template="questions/sheets.html", context={"one_by_one": reverse("round_sheet", args=[this.key])},
    )  # fmt: skip
    return asking.ask(
        request, question, lambda data: SheetsForm(data, asked=asked_in(this)),
        lambda form: enter_paper(by=actor, found=this, tallies=form.tallies(), sheets=form.cleaned_data["sheets"]),
    )  # fmt: skip


@opens(SIGNED_IN)
def sheet(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """One sheet after the other: each leads to an empty form for the next."""
    this, actor = held(request, key)
    page = reverse("round", args=[this.key])
    question = asking.Question(
        title=_("Enter one sheet"), button=_("Enter this sheet"), done=page, after=lambda _made: reverse("round_sheet", args=[this.key]),
        saved=_("The sheet is entered. Destroy it, and go on with the next one."), lead=_("Enter what the sheet says, also where all of it is empty."),
        who=_("Nobody sees these numbers before they are five sheets or more."), way=[*way_to(this), (page, asked_in(this).name)],
    )  # fmt: skip
    return asking.ask(
        request, question, lambda data: AnswerForm(data, asked=asked_in(this)),
        lambda form: enter_paper(
            by=actor, found=this, tallies={name: {value: 1} for name, value in form.chosen().items()}, sheets=1
        ),
    )  # fmt: skip
