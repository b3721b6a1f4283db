"""The list of people one can become with a click: in the demo, on this very machine, and nowhere else."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.views.decorators.http import require_http_methods

from answerable.access.actions import sign_in_as_demo
from answerable.access.doors import Door, opens
from answerable.access.refusals import Hidden
from answerable.access.signing_in import is_demo_here

from .people import account_of, people_to_become

DEMO_DOOR = Door("demo", signed_in=False, demo_only=True)


@require_http_methods(["GET", "HEAD", "POST"])
@opens(DEMO_DOOR)
def become(request: HttpRequest) -> HttpResponse:
    """Shows who is there; whoever is chosen is signed in at once."""
    if not is_demo_here(request):
        raise Hidden
    if request.method != "POST":
        return render(request, "demo/become.html", {"people": people_to_become()})
    account = account_of(request.POST.get("key", ""))
    if account is None:
        return render(request, "demo/become.html", {"people": people_to_become(), "unknown": True}, status=400)
    return sign_in_as_demo(request, account)


def drawn_list(request: HttpRequest) -> SafeString:
    """Draws the list for the side of the sign-in page."""
    return render_to_string("demo/become_list.html", {"people": people_to_become()}, request)
