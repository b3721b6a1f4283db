"""The pages for what goes wrong. None echoes what was asked, and none carries what an exception said."""

import re
import secrets
import sys
from typing import Any

import structlog
from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from answerable.access.keeping import NOT_KEPT, readable
from answerable.kit import saving

from .components.context import Page
from .settings.logs import described

log = structlog.get_logger("answerable.faults")
CODE = re.compile(r"[a-z0-9_:./-]*")  # what a choice or a key looks like: nobody typed it
SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        return _fault(
            request,
            413,
            _("That was more than we can take in at once"),
            _("Send less text, fewer lines or a smaller file, in several steps if need be."),
        )
    return _fault(
        request,
        400,
        _("We could not read what your browser sent"),
        _("Go back, load the page again and try once more. If an address was copied, see that all of it is there."),
    )


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _fault(
        request,
        403,
        _("This is not open to you"),
        _(
            "You may need to sign in, or an office that you do not hold. "
            "Whoever keeps the records of your network can tell you more."
        ),
    )


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _fault(
        request,
        403,
        _("This form is too old to be sent"),
        _(
            "You signed in or out since it was opened, or your browser kept no cookie for it. "
            "Go back, load the page again and send it once more."
        ),
    )


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Says the same, byte for byte, of what does not exist and of what may not be known to exist."""
    return _fault(
        request,
        404,
        _("There is nothing here that we can show you"),
        _(
            "The address may be mistyped, the page may have moved, or it may be open to others only. "
            "We answer the same in each case."
        ),
    )


def broken(request: HttpRequest) -> HttpResponse:
    told = sys.exc_info()
    if isinstance(told[1], UnreadablePostError):
        return bad_request(request, told[1])
    kept = getattr(told[1], "unsaved_form", None)
    if reason := saving.reason_of(told[1]):
        return not_kept(request, reason, kept)
    error = secrets.token_hex(4)
    log.error("unhandled_error", error=error, **described(told))
    return _fault(
        request,
        500,
        _("Something went wrong on our side"),
        _("It is written down for those who run this site, without anything you wrote. Try again in a few minutes."),
        error=error,
        kept=kept,
    )


def not_kept(request: HttpRequest, reason: str, kept: Any = None) -> HttpResponse:
    """Says NOT SAVED and why, gives back what was typed, and names other ways; needs the database for reading at most."""
    log.warning("not_kept", reason=reason)
    if door := _door(request):
        return _at_the_door(door, request, 503)
    unsaved = request.method not in SAFE
    facts: dict[str, Any] = {"unsaved": unsaved, "why_unsaved": reason, "kept": kept}
    facts |= {"title": _("Not saved") if unsaved else _("This cannot be shown just now"), "words": ""}
    if unsaved and kept is None:
        facts |= typed(request)
    if kept is not None or facts.get("fields"):
        facts["csrf_token"] = get_token(request)
    return _shown(request, "not_kept.html", facts, 503, (Page.of_fault(request), Page.bare()))


def typed(request: HttpRequest) -> dict[str, Any]:
    """Returns what was sent, without passwords and codes: to be read, and whole to be sent again where nothing is missing."""
    try:
        sent = [(name, value) for name, values in request.POST.lists() for value in values]
    except Exception:  # what could not be read cannot be given back
        return {}
    again = [(name, value) for name, value in sent if name != "csrfmiddlewaretoken"]
    is_whole = not {name for name, _value in again} & NOT_KEPT
    open_ones = [(name, value) for name, value in again if name not in NOT_KEPT and not CODE.fullmatch(value)]
    words = readable({"fields": open_ones})
    return {"shown": words, "fields": again if is_whole else [], "address": request.get_full_path()}


def _fault(
    request: HttpRequest, status: int, title: str, words: str, *, error: str = "", kept: Any = None
) -> HttpResponse:
    """A page that needs nothing but the program itself when the database is what broke; `kept` is what was typed."""
    if door := _door(request):
        return _at_the_door(door, request, status, error)
    unsaved = request.method not in SAFE
    facts: dict[str, Any] = {"title": title, "words": words, "error": error, "unsaved": unsaved}
    if kept is not None:
        facts |= {"kept": kept, "csrf_token": get_token(request)}
        status = 503
    pages = (Page.of_fault(request), Page.bare()) if status < 500 else (Page.bare(),)
    return _shown(request, "fault.html", facts, status, pages)


def _door(request: HttpRequest) -> str:
    """Returns what shows the faults of a door that has a look of its own; nothing where the site's is shown."""
    at = request.path_info
    pages = settings.FAULT_PAGES.items()
    return next((page for door, page in pages if at == door or at.startswith(f"{door}/")), "")


def _at_the_door(door: str, request: HttpRequest, status: int, error: str = "") -> HttpResponse:
    """Where somebody tells what happened nothing names whose site it is, whatever went wrong."""
    try:
        answer: HttpResponse = import_string(door)(request, status, error=error)
        return answer
    except Exception:
        log.warning("fault_page_failed", **described(sys.exc_info()))
    said = [_("NOT SAVED.")] if request.method not in SAFE else []
    lines = [_("Something went wrong on our side"), *said, error, ""]
    return HttpResponse("\n".join(lines), status=status, content_type="text/plain; charset=utf-8")


def _shown(
    request: HttpRequest, template: str, facts: dict[str, Any], status: int, pages: tuple[Page, ...]
) -> HttpResponse:
    for page in pages:
        try:
            return HttpResponse(render_to_string(template, facts | {"page": page}), status=status)
        except Exception:  # whatever broke the page may break this one: the next try needs less
            log.warning("fault_page_failed", **described(sys.exc_info()))
    said = [_("NOT SAVED.")] if facts["unsaved"] else []
    lines = [facts["title"], facts["words"], *said, facts.get("error", ""), ""]
    return HttpResponse("\n".join(lines), status=status, content_type="text/plain; charset=utf-8")
