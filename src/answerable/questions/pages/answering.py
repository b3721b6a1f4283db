"""Where one answers: no account, no name, no address; nothing of whoever answers is kept, and nothing of when."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from answerable.access.doors import ANYONE, opens
from answerable.access.refusals import Hidden
from answerable.kit.forms import keep

from ..actions import take_answer
from ..queries import rounds
from .finding import asked_in, name_of
from .forms import AnswerForm


@opens(ANYONE)
def answer(request: HttpRequest, link: str) -> HttpResponseBase:
    """The questions of a round; a link that leads nowhere and one that never was are the same."""
    this = rounds.by_link(link)
    if this is None:
        raise Hidden
    asked = asked_in(this)
    context = {"asked": asked, "name": name_of(this), "number": len(asked.questions), "ends": this.ends}
    if request.method != "POST" and not rounds.is_open(this):
        return render(request, "questions/over.html", context)
    made: list[AnswerForm] = []

    def build(data: Any = None, _files: Any = None) -> AnswerForm:
        made[:] = [AnswerForm(data, asked=asked)]
        return made[0]

    return keep(
        request, build, lambda _typed: take_answer(link=link, chosen=made[0].chosen()), template="questions/answer.html",
        done=reverse("answered"), context=context,
    )  # fmt: skip


@require_safe
@opens(ANYONE)
def answered(request: HttpRequest) -> HttpResponseBase:
    """Thanks; the same page after every round."""
    return render(request, "questions/answered.html")
