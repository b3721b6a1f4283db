"""What the site says about itself to machines: that it is well, its colours, its pictures."""

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from answerable.access.doors import ANYONE, opens
from answerable.access.refusals import Hidden

from ..components.context import fingerprint, profile_of, theme_of
from ..middleware.headers import KEPT_LONG


@require_safe
@opens(ANYONE)
def healthz(request: HttpRequest) -> HttpResponseBase:
    """Answers "ok" when the database does."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@require_safe
@opens(ANYONE)
def theme(request: HttpRequest) -> HttpResponseBase:
    css = theme_of(request).css()
    return _kept_long(request, HttpResponse(css, content_type="text/css; charset=utf-8"), css.encode())


@require_safe
@opens(ANYONE)
def logo(request: HttpRequest) -> HttpResponseBase:
    kept = profile_of(request)
    if kept is None or not kept.logo:
        raise Hidden
    return _kept_long(request, HttpResponse(bytes(kept.logo), content_type="image/png"), bytes(kept.logo))


@require_safe
@opens(ANYONE)
def icon(request: HttpRequest) -> HttpResponseBase:
    kept = profile_of(request)
    if kept is None or not kept.icon:
        raise Hidden
    return _kept_long(request, HttpResponse(bytes(kept.icon), content_type="image/png"), bytes(kept.icon))


def _kept_long(request: HttpRequest, response: HttpResponse, content: bytes) -> HttpResponse:
    if request.GET.get("v") == fingerprint(content):
        response["Cache-Control"] = KEPT_LONG
    return response
