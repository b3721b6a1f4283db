"""Dangerous acts ask again who is there: a fresh proof, no older than STEP_UP_MINUTES."""

import time

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import urlencode

from .keeping import keep_what_was_sent

CONFIRM = "/confirm"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def is_demo() -> bool:
    return bool(settings.IS_DEMO)


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """Leads to the sign-in page and back; what a form held when its session ended is kept."""
    ended_for = getattr(request.session, "ended_for", None)
    keep_what_was_sent(request, ended_for)
    return _lead(request, settings.LOGIN_URL, {"after": "pause"} if ended_for else {})


def is_fresh(request: HttpRequest) -> bool:
    """Whether this person proved who they are within the last minutes: by signing in or at `/confirm`."""
    from allauth.account.internal.flows.login import get_authentication_records  # needs the apps to be loaded

    proofs = get_authentication_records(request, request.user)
    return bool(proofs) and time.time() - proofs[-1]["at"] < settings.STEP_UP_MINUTES * 60


def to_step_up(request: HttpRequest) -> HttpResponse:
    """Leads to `/confirm` and back; what a form held is kept."""
    keep_what_was_sent(request, request.actor.account_id)  # type: ignore[attr-defined] # set by actor_middleware
    return _lead(request, CONFIRM, {})


BY_FACTOR = frozenset({"mfa", "passkey", "app", "recovery"})  # how a second factor is noted when it was proved


def is_fresh_by_factor(request: HttpRequest) -> bool:
    """Whether this person proved a passkey, an app or a recovery code within the last minutes."""
    from allauth.account.internal.flows.login import get_authentication_records  # as above

    proofs = [one for one in get_authentication_records(request, request.user) if one["method"] in BY_FACTOR]
    return bool(proofs) and time.time() - proofs[-1]["at"] < settings.STEP_UP_MINUTES * 60


def lead_without_keeping(address: str, *, back: str, after: str = "") -> HttpResponse:
    """Leads to a page where one proves who one is, and back; nothing that was sent is kept in any session."""
    facts = {"next": back, **({"after": after} if after else {})}
    response = HttpResponseRedirect(f"{address}?{urlencode(facts)}")
    response.status_code = 303
    return response


def _lead(request: HttpRequest, address: str, facts: dict[str, str]) -> HttpResponse:
    back = request.get_full_path() if request.method in SAFE else ""
    query = urlencode({**({"next": back} if back else {}), **facts})
    response = HttpResponseRedirect(f"{address}?{query}" if query else address)
    response.status_code = 303
    return response
