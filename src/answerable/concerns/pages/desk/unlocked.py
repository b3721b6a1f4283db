"""The keys of whoever unlocked the desk, between two requests: a part in the cookie, one in memory, one in the session's row.

None of the three opens without the two others. What lies in memory ends by itself after a pause, and after a working day.
"""

import secrets

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from answerable.access.doors import actor_of
from answerable.vault import visits
from answerable.vault.halves import Halves

from ...actions import at_the_desk, unlock
from ...actions.teams import NotYours
from ...models import Handler
from ...queries.cases import AtTheDesk
from ...queries.handlers import handler_at

KIND = "desk"
IN_SESSION = "desk"


def cookie() -> str:
    """Returns what the cookie is called: nothing of what it opens."""
    return "__Host-k" if settings.SESSION_COOKIE_SECURE else "k"


def begin(request: HttpRequest, handler: Handler, passphrase: str) -> tuple[str, AtTheDesk]:
    """Unlocks somebody's keys; returns what the cookie is to hold. `NotYours`, `Busy`, `Unreadable`."""
    actor, session = actor_of(request), secrets.token_hex(16)
    halves = unlock(by=actor, handler=handler, passphrase=passphrase, session=session)
    found = at_the_desk(by=actor, handler=handler, halves=halves, session=session)
    end(request)
    body = {"handler": str(handler.pk), "session": session, "server": halves.server.hex()}
    token = visits.begin(KIND, body, owner=str(handler.pk))
    request.session[IN_SESSION] = halves.blob.hex()
    return f"{token}.{halves.client.hex()}", found


def keep(response: HttpResponse, value: str) -> HttpResponse:
    """Lays the browser's part into a cookie that ends with the browser."""
    secure = bool(settings.SESSION_COOKIE_SECURE)
    response.set_cookie(cookie(), value, httponly=True, samesite="Strict", secure=secure, path="/")
    return response


def find(request: HttpRequest) -> AtTheDesk | None:
    """Returns whoever has unlocked the desk in this browser; None where it is locked, for every reason. Notes the use."""
    token, _, client = request.COOKIES.get(cookie(), "").partition(".")
    if not client:
        return None
    body = visits.find(KIND, token, idle=settings.DESK_IDLE_MINUTES * 60, longest=settings.DESK_HOURS * 3600)
    if body is None:
        return None
    try:
        blob = bytes.fromhex(str(request.session.get(IN_SESSION, "")))
        halves = Halves(bytes.fromhex(client), bytes.fromhex(str(body["server"])), blob)
        handler = handler_at(str(body["handler"]))
        if handler is None:
            return None
        return at_the_desk(by=actor_of(request), handler=handler, halves=halves, session=str(body["session"]))
    except (ValueError, NotYours):
        return None


def end(request: HttpRequest) -> None:
    """Locks the desk in this browser: what lay in memory is gone, and so is the session's part."""
    token = request.COOKIES.get(cookie(), "").partition(".")[0]
    if token:
        visits.end(KIND, token)
    request.session.pop(IN_SESSION, None)
