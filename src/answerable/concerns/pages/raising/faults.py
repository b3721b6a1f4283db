"""What goes wrong before the door could answer: a page that looks like every other of this door, and needs no database."""

from csp.decorators import csp_update
from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from ...queries.raising import FIRST_LANGUAGE, raising
from . import waiting
from .again import typed
from .showing import show, speaking_plainly
from .visit import Visit

WORDS = {
    400: (_("We could not read what your browser sent"), _("Go back, load the page again and try once more. If an address was copied, see that all of it is there.")),
    403: (_("This is not open to you"), ""),
    404: (_("There is nothing here that we can show you"), _("The address may be mistyped, the page may have moved, or it may be open to others only. We answer the same in each case.")),
    413: (_("That was more than we can take in at once"), _("Send less text, fewer lines or a smaller file, in several steps if need be.")),
    500: (_("Something went wrong on our side"), _("It is written down for those who run this site, without anything you wrote. Try again in a few minutes.")),
    503: (_("This cannot be shown just now"), ""),
}  # fmt: skip


def fault_page(request: HttpRequest, status: int, *, error: str = "") -> HttpResponseBase:
    """Says what went wrong; of what was sent, that it is NOT SAVED, with everything that was typed to be sent again."""
    unsaved, sent = request.method == "POST", _sent(request)
    title, words = WORDS.get(status, WORDS[500])
    visit = Visit.of(request) if unsaved else Visit()
    with translation.override(_language(request, sent)), speaking_plainly():
        facts = {"title": title, "words": words, "error": error, "unsaved": unsaved}
        facts |= {"fields": typed(request) if sent else [], "do": sent.get("do", "")}
        response: HttpResponseBase = show(request, visit.as_seen(sent), "raising/fault.html", facts, status=status)
        response = waiting.led(request, visit, response) if visit.is_begun else response
    # An empty picture for the tab, as on every page of the door.
    csp_update({"img-src": ["data:"]})(lambda _request: response)(request)
    return response


def _sent(request: HttpRequest) -> QueryDict:
    """Returns what was sent; nothing of what cannot be read."""
    try:
        return request.POST
    except Exception:
        return QueryDict()


def _language(request: HttpRequest, sent: QueryDict) -> str:
    wanted = (sent.get("tongue", ""), translation.get_language_from_request(request))
    return next((str(one) for one in wanted if one in raising().words), FIRST_LANGUAGE)
