"""What the site tells about itself: privacy, accessibility, languages."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from answerable.access.doors import ANYONE, opens


@require_safe
@opens(ANYONE)
def privacy(request: HttpRequest) -> HttpResponseBase:
    return render(request, "site/privacy.html")


@require_safe
@opens(ANYONE)
def accessibility(request: HttpRequest) -> HttpResponseBase:
    return render(request, "site/accessibility.html")


@require_safe
@opens(ANYONE)
def languages(request: HttpRequest) -> HttpResponseBase:
    return render(request, "site/languages.html")
