"""Leaving: at once, or after a pause; and what a browser still knows afterwards."""

from django.http import HttpRequest, HttpResponse

from ...actions import drop_draft
from .showing import show
from .steps import step
from .tale import Tale
from .visit import Visit


@step("leave", begun=False, opens=True)
def leave(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Ends the visit, has the browser clear what it kept of this site, and goes on to a page that anybody may have open."""
    forget(visit)
    response = show(request, visit, "raising/left.html")
    response["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return response


def forget(visit: Visit) -> None:
    """Ends a visit with everything in it that was not sent or kept on purpose."""
    if visit.is_begun:
        drop_draft(Tale.of(visit).beginning)
        visit.end()


@step("stay", begun=False, opens=True)
def stay(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Notes that somebody is still writing; only a script asks, and nothing is shown."""
    return HttpResponse(status=204)


@step("safe", begun=False)
def staying_safe(request: HttpRequest, visit: Visit) -> HttpResponse:
    """What stays behind on a device, said plainly."""
    return show(request, visit, "raising/safe.html")


def ended(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Says that the visit is over: left, or not touched for too long. Nothing that was sent is shown.

    A browser that is asked to go back sends a page once more, with all that stood in it: to whoever presses the button then.
    """
    return show(request, visit, "raising/ended.html")
