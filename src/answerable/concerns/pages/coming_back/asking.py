"""Asking for another reader, and saying whether the desk's summary is right."""

from django.http import HttpRequest, HttpResponse

from answerable.access.refusals import Unacceptable

from ... import actions
from ...queries.threads import Raiser
from ..raising.steps import page, retyped, step
from ..raising.visit import Visit
from .adding import of_page
from .inbox import shown
from .refusing import errors_of
from .returning import page_of, returned

RIGHT, WRONG = "right", "wrong"


@page("back.reader")
@step("back.reader")
@returned
def other_reader(request: HttpRequest, visit: Visit, raiser: Raiser) -> HttpResponse:
    visit.body["at"] = "back.reader"
    return page_of(request, visit, "other_reader", {})


@retyped("back.reader")
@returned
def once_more(request: HttpRequest, visit: Visit, raiser: Raiser) -> HttpResponse:
    return page_of(request, visit, "other_reader", {"typed": {"words": request.POST.get("words", "")}})


@step("back.reader.ask")
@returned
def ask(request: HttpRequest, visit: Visit, raiser: Raiser) -> HttpResponse:
    words = request.POST.get("words", "")
    try:
        actions.ask_for_another_reader(raiser, words=words, once=of_page(request, words))
    except Unacceptable as refusal:
        return page_of(request, visit, "other_reader", {"errors": errors_of(refusal), "typed": {"words": words}})
    return shown(request, visit, raiser, said="pages.other_reader.sent")


@step("back.summary")
@returned
def answer_summary(request: HttpRequest, visit: Visit, raiser: Raiser) -> HttpResponse:
    """Keeps whether it is right. Whoever corrects it without saying how has not corrected it yet."""
    said, words = request.POST.get("summary", ""), request.POST.get("correction", "")
    once = of_page(request, said, words)
    if said == RIGHT and not words.strip():
        actions.say_summary_is_right(raiser, once=once)
        return shown(request, visit, raiser, said="pages.summary.noted_right")
    if said != WRONG and not words.strip():
        return shown(request, visit, raiser)
    try:
        if not words.strip():
            raise Unacceptable("one_sentence", field="correction")
        actions.say_summary_is_wrong(raiser, words=words, once=once)
    except Unacceptable as refusal:
        typed = {"summary": said, "correction": words}
        return shown(request, visit, raiser, refusal=Unacceptable(refusal.code, field="correction"), typed=typed)
    return shown(request, visit, raiser, said="pages.summary.noted_wrong")
