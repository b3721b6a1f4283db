"""When something could not be done: the page says so, and everything that was typed is still in it."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from .showing import show
from .visit import Visit

HIDDEN = frozenset({"do", "once", "tongue", "sum_is"})
SHORT = 40  # a choice or a code is carried along; words are shown, and can be changed


@dataclass(frozen=True)
class Typed:
    """One thing that was sent, to be sent again."""

    name: str
    value: str
    is_long: bool


def typed(request: HttpRequest) -> list[Typed]:
    """Returns what was sent but for what the door itself added."""
    sent = ((name, value) for name, values in request.POST.lists() for value in values if name not in HIDDEN)
    return [Typed(name, value, len(value) > SHORT or "\n" in value or " " in value) for name, value in sent]


def kept_typed(request: HttpRequest, visit: Visit, why: str, *, status: int = 503, **more: object) -> HttpResponse:
    """Says NOT SAVED, or that too many write at once, and offers to send the same again."""
    facts = {"why": why, "fields": typed(request), "do": request.POST.get("do", ""), **more}
    return show(request, visit, "raising/again.html", facts, status=status)
