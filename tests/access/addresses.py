"""The addresses of sign-in, and made-up pages behind doors of every kind."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from answerable.access.doors import ANYONE, SIGNED_IN, Door, actor_of, office, opens
from answerable.access.refusals import Hidden, Refused
from answerable.site.faults import bad_request as handler400
from answerable.site.faults import broken as handler500
from answerable.site.faults import not_found as handler404
from answerable.site.faults import refused as handler403

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


def who(request: HttpRequest) -> HttpResponse:
    return HttpResponse(actor_of(request).opaque_id)


def wrote(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"wrote {request.POST.get('text', '')}")


def refuse(request: HttpRequest) -> HttpResponse:
    raise Refused("not_your_place")


def hide(request: HttpRequest) -> HttpResponse:
    raise Hidden


urlpatterns = [
    path("", opens(ANYONE)(who)),
    path("me", opens(SIGNED_IN)(who)),
    path("t/who", opens(ANYONE)(who)),
    path("t/desk", opens(office("secretariat"))(who)),
    path("t/secret-desk", opens(office("secretariat", secret=True))(who)),
    path("t/danger", opens(Door("proved", step_up=True))(wrote)),
    path("t/write", opens(SIGNED_IN)(wrote)),
    path("t/refused", opens(ANYONE)(refuse)),
    path("t/hidden", opens(ANYONE)(hide)),
    path("", include("answerable.access.pages.urls")),
]
