"""The product's own addresses, and a few that break on purpose."""

from collections.abc import Callable
from typing import ClassVar

from django import forms
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import path

from answerable.access.doors import ANYONE, opens
from answerable.access.refusals import Hidden, Unacceptable
from answerable.kit.forms import DayField, Form, Radios, Words, keep
from answerable.site.urls import handler400, handler403, handler404, handler500
from answerable.site.urls import urlpatterns as of_the_product

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

CANARY = "canary-9d1e-Rosalind"


class MeetingForm(Form):
    words: ClassVar[dict[str, Words]] = {"too_late": "The %(day)s is still to come."}

    day = DayField(label="Day of the meeting")
    place = forms.CharField(label="Place", required=False, max_length=60)
    paid = forms.ChoiceField(
        label="Paid?", choices=[("y", "Yes"), ("n", "No")], widget=Radios(hints={"n": "Not published"})
    )


def act(typed: dict[str, object]) -> str:
    place = str(typed["place"])
    if place == "late":
        raise Unacceptable("too_late", field="day", day="3rd of December")
    if place == "unknown":
        raise Unacceptable("never_heard_of")
    if place == "database":
        raise OperationalError(CANARY)
    if place == "broken":
        secret = CANARY
        raise RuntimeError(secret)
    return place


@opens(ANYONE)
def meeting(request: HttpRequest) -> HttpResponse:
    return keep(
        request, MeetingForm, act, template="form_page.html", done=lambda kept: f"/privacy?kept={len(kept)}",
        saved_message="The meeting is kept.", context={"title": "Record a meeting"},
    )  # fmt: skip


@opens(ANYONE)
def broken(request: HttpRequest) -> HttpResponse:
    local = {"name": CANARY, "body": request.POST.get("text", "")}
    raise ValueError(f"could not read {local}")


@opens(ANYONE)
def chained(request: HttpRequest) -> HttpResponse:
    try:
        raise KeyError(CANARY)
    except KeyError as fault:
        raise RuntimeError(CANARY) from fault


@opens(ANYONE)
def broken_template(request: HttpRequest) -> HttpResponse:
    def secret() -> str:
        raise ValueError(CANARY)

    return render(request, "parts/rows.html", {"rows": secret})


def raising(fault: Exception) -> Callable[..., HttpResponseBase]:
    @opens(ANYONE)
    def view(request: HttpRequest) -> HttpResponse:
        raise fault

    return view


urlpatterns = [
    path("t/meeting", meeting),
    path("t/broken", broken),
    path("t/chained", chained),
    path("t/broken-template", broken_template),
    path("t/hidden", raising(Hidden(CANARY))),
    path("t/missing", raising(Http404(CANARY))),
    path("t/denied", raising(PermissionDenied(CANARY))),
    path("t/suspicious", raising(SuspiciousOperation(CANARY))),
    path("t/too-big", raising(RequestDataTooBig(CANARY))),
    path("t/lost-database", raising(OperationalError(CANARY))),
    *of_the_product,
]
