"""Whoever came back, for one request: out of their visit, or not at all."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from ...actions.coming_back import raiser_again
from ...queries.threads import NoSuchReceipt, Raiser
from ..raising import leaving
from ..raising.showing import show
from ..raising.visit import Visit
from .evenly import padded

Answer = TypeVar("Answer", bound=HttpResponseBase)


def returned(
    act: Callable[[HttpRequest, Visit, Raiser], Answer],
) -> Callable[[HttpRequest, Visit], Answer | HttpResponse]:
    """Gives an act whoever came back; where their code was exchanged meanwhile, or all is gone, the visit is over."""

    @wraps(act)
    def found(request: HttpRequest, visit: Visit) -> Answer | HttpResponse:
        try:
            return act(request, visit, raiser_again(visit.body.get("raiser", {})))
        except NoSuchReceipt:
            visit.end()
            return leaving.ended(request, visit)

    return found


def page_of(request: HttpRequest, visit: Visit, template: str, context: dict[str, Any]) -> HttpResponse:
    """Returns a page of somebody who came back, of a length that tells nothing."""
    return padded(show(request, visit, f"coming_back/{template}.html", context))
