"""A request that only reads asks for the alliance's settings once, however many parts of the page need them."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from answerable.kit.once import while_reading

from . import Answering


def reading_middleware(get_response: Answering) -> Answering:
    def answer(request: HttpRequest) -> HttpResponseBase:
        if request.method not in ("GET", "HEAD"):
            return get_response(request)
        with while_reading():
            return get_response(request)

    return answer
