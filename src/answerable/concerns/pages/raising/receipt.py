"""The code that leads back: shown before anything is told, and confirmed by typing its last group, or done without."""

from django.http import HttpRequest, HttpResponse

from answerable.vault.receipts import is_last_group

from ...actions import new_receipt
from ...rules.telling import Question, following
from .showing import show
from .steps import page, retyped, step
from .tale import NO_RETURN, NOTED, Tale
from .telling import after, ask, shown_at
from .visit import Visit

LONGEST = 40


@page("receipt")
def receipt(request: HttpRequest, visit: Visit, *, error: str = "", typed: str = "") -> HttpResponse:
    """Shows the code; until it is confirmed or done without, another one can be had."""
    tale = Tale.of(visit)
    if not tale.receipt:
        tale.receipt = new_receipt()
        tale.keep(visit)
    facts = {"code": tale.receipt.split("-"), "error": error, "last": typed}
    return show(request, visit, "raising/receipt.html", facts)


@retyped("receipt")
def receipt_once_more(request: HttpRequest, visit: Visit) -> HttpResponse:
    return receipt(request, visit, typed=request.POST.get("last", "")[:LONGEST])


@step("noted")
def noted(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Takes the last group of the code: whoever can type it has it before them."""
    tale, typed = Tale.of(visit), request.POST.get("last", "")[:LONGEST]
    if not tale.receipt:
        return shown_at("receipt", request, visit)
    if not is_last_group(typed, of=tale.receipt):
        return receipt(request, visit, error="wrong", typed=typed)
    return _on(request, visit, tale, NOTED)


@step("without")
def without(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Goes on without a way back."""
    return _on(request, visit, Tale.of(visit), NO_RETURN)


@step("other_code")
def other_code(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Draws another code, as long as none was confirmed."""
    tale = Tale.of(visit)
    if not tale.noted:
        tale.receipt = ""
        tale.keep(visit)
    return shown_at("receipt", request, visit)


def _on(request: HttpRequest, visit: Visit, tale: Tale, noted_as: str) -> HttpResponse:
    tale.noted = noted_as
    tale.receipt = tale.receipt or new_receipt()
    tale.keep(visit)
    first = following(tale.answers, Question.READERS)
    return after(request, visit, tale, Question.READERS) if first is None else ask(request, visit, tale, first)
