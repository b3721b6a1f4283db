"""What a handler had typed when the desk was locked: it waits in memory, sealed with what this browser alone holds.

It lies in no session and no table; whoever unlocks next in the same browser gets it back if they are the same person.
"""

import re
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from answerable.access.doors import actor_of
from answerable.access.keeping import NOT_KEPT
from answerable.vault import visits

CHOSEN = re.compile(r"[a-z0-9_:./-]*|[A-Z]{3}-[0-9]+")  # what a choice or a key looks like: nobody typed it
KIND = "desk_waiting"
TAKEN = "taken"
LONGEST = 200_000  # characters
PAGES = frozenset({"desk_deed", "desk_ties"})  # where words are written; passphrases and words of paper wait nowhere


def cookie() -> str:
    return "__Host-w" if settings.SESSION_COOKIE_SECURE else "w"


def wait(request: HttpRequest, response: HttpResponse, *, account: str) -> HttpResponse:
    """Keeps the fields of a form that could not be taken; files have to be chosen anew."""
    fields = [(name, one) for name, said in request.POST.lists() if name not in NOT_KEPT for one in said]
    at = request.resolver_match.url_name if request.resolver_match else ""
    if request.method != "POST" or at not in PAGES or not fields or sum(len(one) for _, one in fields) > LONGEST:
        return response
    token = visits.begin(KIND, {"account": account, "page": request.path_info, "fields": fields}, owner=account)
    secure = bool(settings.SESSION_COOKIE_SECURE)
    response.set_cookie(cookie(), token, httponly=True, samesite="Strict", secure=secure, path="/")
    return response


def what_waits(request: HttpRequest, *, account: str) -> dict[str, Any] | None:
    """Returns what this person had typed in this browser: `page` and `fields`."""
    token = request.COOKIES.get(cookie(), "")
    longest = settings.DESK_WAITING_HOURS * 3600
    found = visits.find(KIND, token, idle=longest, longest=longest) if token else None
    return found if found is not None and found.get("account") == account else None


def waits_for(request: HttpRequest, page: str, *, account: str) -> bool:
    """Whether what waits was typed at a page or below it."""
    found = what_waits(request, account=account)
    return found is not None and str(found.get("page", "")).startswith(page)


def shown(request: HttpRequest) -> None:
    """Notes at a page that is shown whether what waits for it was taken back into it, or it is filled in afresh."""
    account, is_taken = actor_of(request).opaque_id, "kept" in request.POST
    found = what_waits(request, account=account)
    if found is not None and found.get("page") == request.path_info and bool(found.get(TAKEN)) != is_taken:
        visits.change(KIND, request.COOKIES[cookie()], {**found, TAKEN: is_taken})


def done(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Forgets what waited for a page once it was taken back there and sent; what was not taken back waits on."""
    found = what_waits(request, account=actor_of(request).opaque_id)
    is_sent = found is not None and found.get("page") == request.path_info and bool(found.get(TAKEN))
    return drop(request, response) if is_sent else response


def drop(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Forgets it: it was shown, or is not wanted any more."""
    if token := request.COOKIES.get(cookie(), ""):
        visits.end(KIND, token)
        response.delete_cookie(cookie(), path="/", samesite="Strict")
    return response
