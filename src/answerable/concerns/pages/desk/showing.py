"""What every page of the desk shows around itself: whose desk it is, the ways within it, and when it is put away."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from answerable.kit import clock

from .asking import desk_of
from .words import ROLES, team_words

WAYS: tuple[tuple[str, Callable[[], str]], ...] = (
    ("desk", lambda: _("Inbox")),
    ("desk_search", lambda: _("Search")),
    ("team", lambda: _("Team")),
    ("desk_book", lambda: _("Book")),
    ("team_promises", lambda: _("Promises")),
)


def show(
    request: HttpRequest, template: str, context: dict[str, Any], *, writes: bool = False, status: int = 200
) -> HttpResponse:
    """Shows a page of the desk. What is only read is put away after a pause; where something is written, it stays on the screen."""
    by = desk_of(request)
    around = {
        "is_unlocked": True, "of_team": team_words(by.handler.team), "as_role": ROLES.get(by.role, ""),
        "desk_links": ways(request), "idle_minutes": settings.DESK_IDLE_MINUTES, "today": clock.today(),
        "closes_after": 0 if writes else settings.DESK_IDLE_MINUTES * 60,
    }  # fmt: skip
    return render(request, template, {**around, **context}, status=status)


def ways(request: HttpRequest) -> list[dict[str, object]]:
    """Returns the ways within the desk that are there."""
    found = ((address_of(name), words()) for name, words in WAYS)
    return [{"href": href, "words": words, "is_current": href == request.path_info} for href, words in found if href]


def address_of(name: str) -> str:
    """Returns the address of a page of the desk; empty where there is none."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
