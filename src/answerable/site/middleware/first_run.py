"""Until the alliance is set up, every page leads to the one that sets it up."""

from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase

from ..components.context import profile_of
from . import Answering

BEGIN = "/begin"
OPEN = ("/healthz", "/theme.css", "/logo.png", "/icon.png")


def first_run_middleware(get_response: Answering) -> Answering:
    def answer(request: HttpRequest) -> HttpResponseBase:
        if request.path_info in OPEN or request.path_info.startswith(BEGIN) or profile_of(request) is not None:
            return get_response(request)
        response = HttpResponseRedirect(BEGIN)
        response.status_code = 303
        return response

    return answer
