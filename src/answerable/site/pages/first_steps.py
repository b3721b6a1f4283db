"""The first steps: all of them on a page, one said not to be needed, and taken up again."""

from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from answerable.access.doors import opens
from answerable.access.refusals import Hidden
from answerable.alliance.actions import first_steps as acts
from answerable.alliance.pages.desk.secretariat import SECRETARIAT, insiders, of_secretariat, way
from answerable.alliance.rules.first_steps import ALWAYS_NEEDED, FirstStep

from ..first_steps import first_steps


@require_safe
@opens(SECRETARIAT)
def steps(request: HttpRequest) -> HttpResponseBase:
    """What there is to do, what others must do, what is done, what is not needed."""
    _kept, actor = of_secretariat(request)
    return render(request, "site/first_steps.html", {"steps": first_steps(actor), "way": way(), "who": insiders()})


@require_POST
@opens(SECRETARIAT)
def aside(request: HttpRequest, step: str) -> HttpResponseBase:
    """Says that a step is not needed."""
    _kept, actor = of_secretariat(request)
    named = _named(step)
    if named in ALWAYS_NEEDED:
        raise Hidden
    acts.set_step_aside(by=actor, step=named)
    return _back(step)


@require_POST
@opens(SECRETARIAT)
def again(request: HttpRequest, step: str) -> HttpResponseBase:
    """Takes a step up again."""
    _kept, actor = of_secretariat(request)
    acts.take_step_up(by=actor, step=_named(step))
    return _back(step)


def _named(step: str) -> FirstStep:
    try:
        return FirstStep(step)
    except ValueError:
        raise Hidden from None


def _back(step: str) -> HttpResponseBase:
    response = HttpResponseRedirect(f"{reverse('first_steps')}#{step}")
    response.status_code = 303
    return response
