"""A round on paper: the questions to tick, and the link as a picture where whoever prints it still has it."""

import io
from uuid import UUID

import segno
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from answerable.access.doors import SIGNED_IN, opens
from answerable.access.refusals import Hidden

from .finding import asked_in, held, name_of
from .holding import link_of, way_to


@require_safe
@opens(SIGNED_IN)
def paper(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """One page to print, in the language in which it is read."""
    this, _actor = held(request, key)
    context = {
        "round": this, "asked": asked_in(this), "name": name_of(this), "way": way_to(this), "link": link_of(request, this),
        "number": len(asked_in(this).questions),
    }  # fmt: skip
    return render(request, "questions/paper.html", context)


@require_safe
@opens(SIGNED_IN)
def picture(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """The link as a picture, for a telephone's camera."""
    this, _actor = held(request, key)
    link = link_of(request, this)
    if not link:
        raise Hidden
    drawn = io.BytesIO()
    segno.make(link, error="m").save(drawn, kind="png", scale=5, border=4)
    return HttpResponse(drawn.getvalue(), content_type="image/png")
