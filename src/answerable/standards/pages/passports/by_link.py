"""A passport for whoever has a link to it: no account, and nothing of who opens it is kept."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from answerable.access.doors import ANYONE, opens

from ...queries import passport_links as links
from .own import address_of
from .telling import Shown, as_json, as_pdf, context_of, shown


def _shown(link: str) -> Shown | None:
    found = links.by_token(link)
    return shown(found[1], found[0].ends, address_of(link)) if found else None


def _nowhere(request: HttpRequest) -> HttpResponse:
    """The same for a link that is over and for one that never was."""
    return render(request, "standards/passports/nowhere.html", status=404)


@require_safe
@opens(ANYONE)
def passport(request: HttpRequest, link: str) -> HttpResponseBase:
    """The passport as a page."""
    one = _shown(link)
    if one is None:
        return _nowhere(request)
    return render(request, "standards/passports/passport.html", {**context_of(one), "link_part": link})


@require_safe
@opens(ANYONE)
def paper(request: HttpRequest, link: str) -> HttpResponseBase:
    """The passport as PDF."""
    one = _shown(link)
    return as_pdf(request, one) if one else _nowhere(request)


@require_safe
@opens(ANYONE)
def data(request: HttpRequest, link: str) -> HttpResponseBase:
    """The passport as JSON."""
    one = _shown(link)
    return as_json(one) if one else _nowhere(request)
