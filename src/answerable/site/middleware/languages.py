"""Which language an answer speaks.

First what was chosen in this session or, before signing in, in this visit; then the account's, the cookie's, the
browser's, the alliance's first.
"""

from collections.abc import Iterable

from django.conf import settings
from django.contrib.auth.middleware import get_user
from django.db import Error as DatabaseFault
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.http import escape_leading_slashes
from django.utils.translation.trans_real import parse_accept_lang_header

from answerable.alliance.queries.languages import LANGUAGE_TRIED, words_version
from answerable.kit import own_texts

from ..components.context import languages_offered, profile_of
from . import Answering

COOKIE_AGE = 365 * 24 * 3600
VISIT_COOKIE = (
    "language_now"  # ends with the visit, so that a choice made before signing in is not dropped for the account's
)


def language_middleware(get_response: Answering) -> Answering:
    def answer(request: HttpRequest) -> HttpResponseBase:
        speak(request, without_account(request, settings.SHIPPED_LANGUAGES))
        own_texts.lay_over(words_version(profile_of(request)))
        offered = languages_offered(request)
        chosen = request.GET.get("lang", "") if request.method in {"GET", "HEAD"} else ""
        if chosen in offered:
            return remember(request, chosen)
        speak(request, of_session(request, offered) or without_account(request, offered))
        response = get_response(request)
        response.headers.setdefault("Content-Language", translation.get_language() or settings.LANGUAGE_CODE)
        return response

    return answer


def speak(request: HttpRequest, language: str) -> None:
    translation.activate(language)
    request.LANGUAGE_CODE = language


def of_session(request: HttpRequest, offered: Iterable[str]) -> str:
    """Returns what was chosen in this session, else the account's language; a broken session says nothing."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return ""
    try:
        tried = str(request.session.get(LANGUAGE_TRIED) or "")
        chosen = _match(str(request.session.get("language") or ""), offered)
        account = getattr(get_user(request), "language", "")
    except DatabaseFault:
        return ""
    return tried or chosen or _match(request.COOKIES.get(VISIT_COOKIE, ""), offered) or _match(account, offered)


def without_account(request: HttpRequest, offered: tuple[str, ...]) -> str:
    """Returns the cookie's language, else the best the browser asks for, else the first one offered."""
    cookie = _match(request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, ""), offered)
    if cookie:
        return cookie
    for wanted, _weight in parse_accept_lang_header(request.META.get("HTTP_ACCEPT_LANGUAGE", "")):
        if found := _match(wanted, offered):
            return found
    return offered[0]


def remember(request: HttpRequest, language: str) -> HttpResponseRedirect:
    """Keeps the choice and leads back to the same address without it."""
    rest = request.GET.copy()
    del rest["lang"]
    query = f"?{rest.urlencode()}" if rest else ""
    speak(request, language)
    response = HttpResponseRedirect(escape_leading_slashes(f"{request.get_full_path().partition('?')[0]}{query}"))
    for name, age in ((settings.LANGUAGE_COOKIE_NAME, COOKIE_AGE), (VISIT_COOKIE, None)):
        response.set_cookie(
            name, language, max_age=age, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
        )
    if settings.SESSION_COOKIE_NAME in request.COOKIES:
        request.session["language"] = language
        request.session.pop(LANGUAGE_TRIED, None)
    return response


def _match(wanted: str, offered: Iterable[str]) -> str:
    wanted = wanted.lower()
    known = {one.lower(): one for one in offered}
    return known.get(wanted) or known.get(wanted.split("-")[0], "")
