"""Turns away what no page could read, before any page tries."""

import codecs

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from ..faults import bad_request, not_found
from . import Answering

LONGEST_QUERY = 8_000
NUL = "\x00"


def faults_middleware(get_response: Answering) -> Answering:
    def answer(request: HttpRequest) -> HttpResponseBase:
        if NUL in request.path_info:
            return not_found(request, Http404())
        if not is_readable(request):
            return bad_request(request, ValueError())
        return get_response(request)

    return answer


def is_readable(request: HttpRequest) -> bool:
    """Whether the query and the declared encoding can be read; pages of ours only ever send UTF-8."""
    query = request.META.get("QUERY_STRING", "")
    if len(query) > LONGEST_QUERY or "%00" in query or NUL in query:
        return False
    try:
        return codecs.lookup((request.content_params or {}).get("charset", "utf-8")).name == "utf-8"
    except (LookupError, ValueError):
        return False
