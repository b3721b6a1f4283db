"""The first page: what will happen, what cannot be promised, and help that needs nothing told."""

from django.http import HttpRequest, HttpResponse

from .showing import offered, show
from .steps import step
from .visit import Visit


def first_page(request: HttpRequest, visit: Visit) -> HttpResponse:
    return show(request, visit, "raising/start.html", {"tongues": offered()})


@step("start", begun=False)
def start(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Shows the first page again: in another language, or after a pause."""
    return first_page(request, visit)
