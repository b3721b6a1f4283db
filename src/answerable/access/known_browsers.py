"""The cookie of a browser in which somebody signed in before: it opens nothing, it only keeps their tries apart.

It holds a random name and, for at most a few accounts, a keyed hash that cannot be read back. No address, no agent.
"""

import secrets
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from answerable import vault

COOKIE = "known_browser"
DAYS = 180
MOST_ACCOUNTS = 5


def of(request: HttpRequest, email: str) -> str:
    """Returns the name of this browser's own bucket for an account; empty where nobody signed in to it here."""
    known = _read(request)
    mark = _mark(email)
    return f"{known['name']} {mark}" if mark in known["for"] else ""


def remember(request: HttpRequest, response: HttpResponseBase, email: str) -> None:
    """Marks the browser as one in which this account was signed in."""
    known, mark = _read(request), _mark(email)
    marks = [mark, *(one for one in known["for"] if one != mark)][:MOST_ACCOUNTS]
    value = signing.dumps({"name": known["name"], "for": marks}, salt=COOKIE)
    response.set_cookie(
        COOKIE, value, max_age=DAYS * 86_400, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )


def _read(request: HttpRequest) -> dict[str, Any]:
    try:
        found: dict[str, Any] = signing.loads(request.COOKIES.get(COOKIE, ""), salt=COOKIE, max_age=DAYS * 86_400)
    except signing.BadSignature:
        return {"name": secrets.token_hex(16), "for": []}
    return found


def _mark(email: str) -> str:
    return vault.fingerprint(email.strip().lower().encode(), purpose="access.known_browser")[:32]
