"""In the demo, the mails it would have sent."""

from csp.decorators import csp
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from answerable.access.doors import Door, opens

from .. import queries
from .mine import ON_A_PAGE

DEMO = Door("anyone, in the demo", signed_in=False, demo_only=True)
# A mail's own page: it brings its colours with it, and nothing in it may load, run, or send anything.
AS_MAIL = {
    "default-src": ["'none'"], "style-src": ["'unsafe-inline'"], "frame-ancestors": ["'none'"], "base-uri": ["'none'"],
    "form-action": ["'none'"],
}  # fmt: skip


@require_safe
@opens(DEMO)
def demo_letters(request: HttpRequest) -> HttpResponseBase:
    listed = Paginator(queries.letters(), ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "notices/demo_letters.html", {"listed": listed})


@require_safe
@opens(DEMO)
def demo_letter(request: HttpRequest, letter: int) -> HttpResponseBase:
    return render(request, "notices/demo_letter.html", {"letter": get_object_or_404(queries.letters(), pk=letter)})


@csp(AS_MAIL)
@require_safe
@opens(DEMO)
def demo_letter_look(request: HttpRequest, letter: int) -> HttpResponseBase:
    """A letter as a mail programme shows it."""
    return HttpResponse(get_object_or_404(queries.letters().exclude(html=""), pk=letter).html)
