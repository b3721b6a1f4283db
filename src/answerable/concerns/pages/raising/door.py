"""The one address of the raising door: reading shows its first page, or what the last post of a visit led to."""

import gzip
import secrets
import sys

import structlog
from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from answerable.access.doors import ANYONE, opens
from answerable.vault.turns import Busy

from . import checking, filing, helping, keeping, leaving, receipt, speaking, starting, telling, waiting  # noqa: F401 - their steps register themselves
from .again import kept_typed, typed
from .showing import speak, speaking_here
from .steps import LONGEST, PAGES, STEPS
from .telling import speak_within
from .visit import Visit

log = structlog.get_logger("answerable.raising")


# A visit's cookie is sent by no other site, and every form carries the token of its page; Django's would stay for a year.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@opens(ANYONE)
@csp_update({"img-src": ["data:"]})  # an empty picture for the tab, so that no browser asks for one
def door(request: HttpRequest) -> HttpResponseBase:
    """Reading shows the page that waits in the visit; without one the first page, the same bytes to everybody."""
    with speaking_here():
        return _answer(request)


def _answer(request: HttpRequest) -> HttpResponseBase:
    if request.method != "POST":
        if (page := waiting.read(request)) is not None:
            return page
        speak(request, "")
        return packed(request, starting.first_page(request, Visit()))
    visit = Visit.of(request)
    speak_within(request, visit)
    response = waiting.led(request, visit, answered(request, visit))
    visit.stamp(response)
    return response


def answered(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    """Does what a button says; whatever goes wrong meanwhile, nothing that was typed is lost and nothing of it is told."""
    try:
        return _done(request, visit)
    except Busy:
        return kept_typed(request, visit.as_seen(request.POST), "busy")
    except Exception:
        error = secrets.token_hex(4)
        fault = sys.exc_info()[0]
        log.error("raising_fault", error=error, error_type=fault.__qualname__ if fault else "")
        return kept_typed(request, visit.as_seen(request.POST), "not_saved", error=error)


def _done(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    once = request.POST.get("once", "")
    is_from_it = visit.is_begun and visit.knows(once)
    of_a_page = visit if once else Visit()  # the first page, which anybody can open, is of no visit
    if visit.is_begun and not once:
        speak_within(request, Visit())
    found = STEPS.get(request.POST.get("do", "")[:LONGEST].partition(":")[0])
    if found is None:
        return here(request, of_a_page)
    if not found.begun:
        return found.act(request, visit if found.opens or is_from_it else Visit())
    if not visit.is_begun:
        return leaving.ended(request, visit)
    if not is_from_it or (
        visit.body.get("sent") and not found.after
    ):  # what was sent is sent: an older page changes nothing
        of_a_page.not_taken = "sent" not in visit.body and _says_something(request)
        return here(request, of_a_page)
    visit.is_again = not visit.is_first(once)
    return found.act(request, visit)


def _says_something(request: HttpRequest) -> bool:
    return any(one.value.strip() for one in typed(request) if one.name != "q")


def here(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    """Shows the page where somebody is, and does nothing."""
    at = PAGES.get(str(visit.body.get("at", "")).partition(":")[0])
    return at(request, visit) if at is not None and visit.is_begun else starting.first_page(request, visit)


def packed(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Packs the first page, which holds nothing of anybody: an old phone waits less."""
    response["Vary"] = "Accept-Encoding, Accept-Language, Cookie"
    if "gzip" in request.headers.get("Accept-Encoding", ""):
        response.content = gzip.compress(response.content, 9, mtime=0)
        response["Content-Encoding"] = "gzip"
    return response
