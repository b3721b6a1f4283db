"""The headers of every answer: errors, redirects and static files included."""

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from . import Answering

ALWAYS = {
    "Referrer-Policy": "same-origin",  # with no-referrer browsers send `Origin: null` and every form is refused
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
KEPT_LONG = "public, max-age=31536000, immutable"


def headers_middleware(get_response: Answering) -> Answering:
    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        for name, value in ALWAYS.items():
            response[name] = value
        if not may_be_kept(request, response):
            response["Cache-Control"] = "no-store"
        if request.path_info != "/" or response.status_code != 200:
            response["X-Robots-Tag"] = "noindex, noarchive"
        del response["Server"]
        return response

    return answer


def may_be_kept(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Static files, and what says of itself that it never changes at its address; everything else is kept nowhere."""
    if response.status_code not in (200, 304):
        return False
    return (
        request.path_info.startswith(f"/{str(settings.STATIC_URL).strip('/')}/")
        or response.get("Cache-Control") == KEPT_LONG
    )
