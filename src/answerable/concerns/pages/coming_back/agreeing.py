"""Answering questions of consent: yes, no, or later, each for itself."""

from django.http import HttpRequest, HttpResponse

from ... import actions
from ...actions.choosing import Choice
from ...queries.threads import Raiser, consents_put
from ...rules.words import Said
from ..raising.steps import step
from ..raising.visit import Visit
from .adding import of_page
from .inbox import shown
from .presenters.agreeing import name_of
from .returning import returned


@step("back.agree")
@returned
def agree(request: HttpRequest, visit: Visit, raiser: Raiser) -> HttpResponse:
    """Keeps the answers that were given; whatever was left open stays open."""
    put, _answers = consents_put(raiser)
    given = ((one, request.POST.get(name_of(one), "")) for one in put)
    choices = [
        Choice(one.purpose, one.recipient, one.classes if said == Said.YES else frozenset(), Said(said))
        for one, said in given
        if said in set(Said)
    ]
    actions.answer_consents(
        raiser, choices=choices, once=of_page(request, *(f"{one.purpose} {one.said}" for one in choices))
    )
    return shown(request, visit, raiser, said="pages.inbox.agree_kept")
