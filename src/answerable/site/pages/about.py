"""What the site tells about itself: privacy, accessibility, languages."""

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from answerable.access.doors import ANYONE, opens
from answerable.alliance.queries.languages import unread

from ..components.context import languages_offered, profile_of
from .privacy import telling


@require_safe
@opens(ANYONE)
def privacy(request: HttpRequest) -> HttpResponseBase:
    """Written out of what is kept and of the settings in force; the alliance may add to it."""
    kept = profile_of(request)
    language = get_language() or settings.LANGUAGE_CODE
    context = {
        "groups": telling.kept_things(kept), "in_force": telling.in_force(kept), "cookies": telling.cookies(),
        "own": telling.own_words(kept, language),
    }  # fmt: skip
    return render(request, "site/privacy.html", context)


@require_safe
@opens(ANYONE)
def accessibility(request: HttpRequest) -> HttpResponseBase:
    return render(request, "site/accessibility.html")


@require_safe
@opens(ANYONE)
def languages(request: HttpRequest) -> HttpResponseBase:
    return render(request, "site/languages.html", {"unread": unread(languages_offered(request))})
