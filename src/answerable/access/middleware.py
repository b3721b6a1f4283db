"""Who asks, for how long they may stay, and what a refusal looks like."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.functional import SimpleLazyObject

from answerable.kit import clock
from answerable.kit.forms import RuleSaysNo

from .actors import Actor, actor_for
from .doors import actor_of
from .models import Account
from .refusals import Refused
from .sessions import SessionStore

BY_OFFICE = frozenset({"needs_office", "needs_secretariat", "not_your_place"})
Answering = Callable[[HttpRequest], HttpResponseBase]


def actor_middleware(get_response: Answering) -> Answering:
    """Sets `request.actor`: read once a request, at first need; nobody when signed out."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        request.actor = SimpleLazyObject(lambda: _who(request))  # type: ignore[attr-defined] # declared by `ActorRequest`
        return get_response(request)

    return answer


def _who(request: HttpRequest) -> Actor:
    account = request.user
    return actor_for(account.pk, on=clock.today()) if isinstance(account, Account) else Actor.nobody()


def session_rules_middleware(get_response: Answering) -> Answering:
    """Counts the pause from each request; the rules themselves hold wherever a session is read (`sessions.is_over`).

    Where nobody is to be known (`LEAVES_NO_TRACE`), no session notes that its owner was about at that minute.
    """

    def answer(request: HttpRequest) -> HttpResponseBase:
        if isinstance(request.session, SessionStore) and request.path_info not in settings.LEAVES_NO_TRACE:
            request.session.touch()
        return get_response(request)

    return answer


def refusal_middleware(get_response: Answering) -> Answering:
    """Turns `Refused` into a page with the reason and the next step; `Hidden` is Django's own 404.

    A rule's no that no form is there to show comes of a page that was open too long: it says so, and is no fault.
    """

    def answer(request: HttpRequest) -> HttpResponseBase:
        return get_response(request)

    answer.process_exception = refusal_page  # type: ignore[attr-defined] # how Django finds it
    return answer


def refusal_page(request: HttpRequest, exception: Exception) -> HttpResponse | None:
    unsaved = request.method not in {"GET", "HEAD", "OPTIONS"}
    if isinstance(exception, RuleSaysNo):
        return render(request, "access/as_things_stand.html", {"unsaved": unsaved}, status=409)
    if not isinstance(exception, Refused):
        return None
    rests = exception.reason in BY_OFFICE and bool(actor_of(request).resting)
    reason = "needs_second_factor" if rests else exception.reason
    return render(request, "access/refused.html", {"reason": reason, "unsaved": unsaved}, status=403)
