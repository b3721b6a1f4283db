"""What can be asked of the raising door, by the name that a button carries in `do`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from .visit import Visit

Answering = Callable[[HttpRequest, Visit], HttpResponse]
Showing = TypeVar("Showing", bound=Callable[..., HttpResponse])  # some are shown with more: what is wrong, for example
Acting = TypeVar("Acting", bound=Callable[..., HttpResponseBase])  # some answer with a file


@dataclass(frozen=True)
class Step:
    """An act of a page and what answers it. `begun`: only within a visit, and only from a page of it.

    `opens`: it begins or ends a visit; others that need none know nothing of it either, but from a page of it.
    `after`: also once all was sent, for it changes nothing.
    """

    act: Callable[[HttpRequest, Visit], HttpResponseBase]
    begun: bool
    opens: bool = False
    after: bool = False


LONGEST = 120  # characters of a button's value
STEPS: dict[str, Step] = {}
PAGES: dict[str, Answering] = {}
RETYPED: dict[str, Answering] = {}


def step(name: str, *, begun: bool = True, opens: bool = False, after: bool = False) -> Callable[[Acting], Acting]:
    """Registers what happens when a button `do=name` is pressed."""

    def keep(act: Acting) -> Acting:
        STEPS[name] = Step(act, begun, opens, after)
        return act

    return keep


def page(name: str) -> Callable[[Showing], Showing]:
    """Registers how a page is shown again, where `visit.body["at"]` names it and nothing is to be done."""

    def keep(show: Showing) -> Showing:
        PAGES[name] = show
        return show

    return keep


def retyped(name: str) -> Callable[[Showing], Showing]:
    """Registers how a page is shown again with what was typed on it and is not kept yet, as in another language."""

    def keep(show: Showing) -> Showing:
        RETYPED[name] = show
        return show

    return keep


def argument(request: HttpRequest) -> str:
    """Returns what stands behind the colon of a button's `do=step:argument`."""
    return request.POST.get("do", "")[:LONGEST].partition(":")[2]
