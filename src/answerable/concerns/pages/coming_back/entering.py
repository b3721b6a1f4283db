"""Coming back with a code: every code that leads nowhere is answered with the same page, after the same time (bar B38)."""

import time

from django.http import HttpRequest, HttpResponse

from answerable.vault.turns import Busy

from ...actions.coming_back import to_keep
from ...actions.drafting import Broken, Kept, open_by_code
from ...queries.threads import NoSuchReceipt, Raiser
from ..raising import flood
from ..raising.leaving import ended
from ..raising.showing import language, show
from ..raising.steps import page, retyped, step
from ..raising.visit import Visit
from . import inbox
from .evenly import at_boundary
from .resuming import is_of, resumed, where_it_stopped

LONGEST = 200  # signs of what is typed as a code


@page("code")
@step("back", begun=False, opens=True)
def ask_code(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Asks for the code, and begins a visit: without one no code is taken, so that a browser's “Back” sends none again after leaving."""
    if not visit.is_begun:
        visit.begin(language=language(), at="code")
    return _form(request, visit)


@retyped("code")
def code_once_more(request: HttpRequest, visit: Visit) -> HttpResponse:
    return _form(request, visit, code=request.POST.get("code", "")[:LONGEST])


@step("back.open", begun=False, opens=True)
def enter(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Opens what a code leads to. Of a code that leads nowhere nothing comes back, so that all these pages are one."""
    begun, code = time.monotonic(), request.POST.get("code", "")
    if not visit.is_begun:
        return ended(request, visit)
    if (asked := flood.asked(request, visit, of=flood.CODES)) is not None:
        return asked  # before anything is looked up, so that it says nothing of the code
    try:
        response = _entered(request, visit, _found(code), code)
    except Broken:
        response = where_it_stopped(request, visit) if is_of(visit, code) else _form(request, visit, why="broken")
    except Busy:
        response = _form(request, visit, why="busy", code=code)
    at_boundary(begun)
    return response


def _found(code: str) -> Raiser | Kept | None:
    try:
        return open_by_code(code)
    except NoSuchReceipt:
        return None


def _entered(request: HttpRequest, visit: Visit, found: Raiser | Kept | None, code: str) -> HttpResponse:
    """Opens what was found; what is not sent yet and still open in this browser is newer than what was kept of it."""
    if not isinstance(found, Raiser) and is_of(visit, code):
        return where_it_stopped(request, visit)
    if found is None:
        return _form(request, visit, why="wrong")
    if isinstance(found, Kept):
        return resumed(request, visit, found, code)
    visit.begin(language=language(), at="back", raiser=to_keep(found))
    return inbox.inbox(request, visit)


def _form(request: HttpRequest, visit: Visit, *, why: str = "", code: str = "") -> HttpResponse:
    """Shows the form as a page of no visit, so that all who see it see the same bytes."""
    status = 503 if why == "busy" else 200
    return show(request, Visit(), "coming_back/code.html", {"why": why, "code": code}, status=status)
