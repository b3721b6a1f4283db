"""The answer to a post waits to be read: so a browser keeps no page together with the words that were sent for it (bar B11)."""

import secrets

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation

from answerable.vault import visits

from .visit import LENGTH, PAGE, Visit, cookie_name

DOOR = "/r"
GOES_AS_IT_IS = ("Clear-Site-Data", "Content-Disposition")  # leaving, and a file
LARGEST = 512 * 1024  # bytes of a page that waits for somebody who is telling: no flood fills the memory
ONE_IN = 50


def led(request: HttpRequest, visit: Visit, response: HttpResponseBase) -> HttpResponseBase:
    """Lays a page into the visit and leads to where it is read; whoever has no visit and had none is answered at once."""
    if not isinstance(response, HttpResponse) or not _waits(request, visit, response):
        return response
    page = {
        "status": response.status_code, "content": response.content.decode(), "language": translation.get_language(),
        "encoding": response.get("Content-Encoding", ""),
    }  # fmt: skip
    try:
        if secrets.randbelow(ONE_IN) == 0:
            visits.sweep(PAGE)
        visit.lay_page(page)
    except OSError:  # there is no room: what was done is said all the same
        return response
    return HttpResponse(status=303, headers={"Location": DOOR})


def read(request: HttpRequest) -> HttpResponse | None:
    """Returns the page that waits for whoever asks; None where there is none, or it waited too long."""
    page = Visit.page_of(request) if request.method == "GET" else None
    if page is None:
        return None
    translation.activate(page["language"])
    request.LANGUAGE_CODE = page["language"]
    headers = {"Content-Encoding": page["encoding"]} if page["encoding"] else {}
    return HttpResponse(page["content"], status=page["status"], headers=headers)


def _waits(request: HttpRequest, visit: Visit, response: HttpResponse) -> bool:
    """Whether an answer is a page for somebody who has a visit, or had one a moment ago."""
    if not response.content or any(response.has_header(one) for one in GOES_AS_IT_IS):
        return False
    is_known = visit.is_begun or len(request.COOKIES.get(cookie_name(), "")) == LENGTH
    return is_known and ("raiser" in visit.body or len(response.content) <= LARGEST)
