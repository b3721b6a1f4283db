"""The door of the response desk. Who is no handler is answered as if nothing were there; who is one unlocks their keys first.

    @at_the_desk()
    def inbox(request: DeskRequest) -> HttpResponse: ...

`handlers_only()` is for the pages before unlocking. What was typed when the desk was locked waits in memory: see `waiting`.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse

from answerable.access import stepping_up
from answerable.access.actors import Actor
from answerable.access.doors import Door, actor_of
from answerable.access.models import Account
from answerable.access.refusals import Hidden

from ...models import Handler
from ...queries.cases import AtTheDesk
from ...queries.handlers import handlers_of
from ...queries.legible import LACKING, is_torn
from . import unlocked, waiting
from .asking import desk_of
from .illegible import told

DESK = Door("a handler", secret=True)
READ, BOTH, SEND = ("GET", "HEAD"), ("GET", "HEAD", "POST"), ("POST",)
View = Callable[..., HttpResponseBase]


class DeskRequest(HttpRequest):
    """A request that passed the door: `desk` is there at the desk itself, `handlers` on every page of it."""

    actor: Actor
    desk: AtTheDesk
    handlers: list[Handler]


def handlers_only(methods: tuple[str, ...] = BOTH) -> Callable[[View], View]:
    """Declares a page that only handlers know of, unlocked or not."""
    return _door(methods, _whoever_is_a_handler)


def at_the_desk(methods: tuple[str, ...] = BOTH, *, back: str = "") -> Callable[[View], View]:
    """Declares a page of the desk: `request.desk` holds the keys of whoever asks, for this request alone.

    `back`: where whoever asks for a page that is only sent to is led, as by a change of language on what it answered.
    """
    return _door(methods, _whoever_has_unlocked, back)


def _door(
    methods: tuple[str, ...], knock: Callable[[HttpRequest], HttpResponse | None], back: str = ""
) -> Callable[[View], View]:
    def wrap(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            account = _account(request)
            handlers = handlers_of(str(account)) if account else []
            if not handlers:
                raise Hidden
            request.handlers = handlers  # type: ignore[attr-defined] # declared by `DeskRequest`
            if request.method not in methods:
                return _back(back, kwargs) if back and request.method in READ else HttpResponseNotAllowed(methods)
            if not actor_of(request).is_known:
                asked = stepping_up.lead_without_keeping(settings.LOGIN_URL, back=reverse("desk"), after="pause")
                return waiting.wait(request, asked, account=str(account))
            answer = knock(request)
            return answer if answer is not None else _seen(view, request, args, kwargs)

        guarded.door = DESK  # type: ignore[attr-defined] # read by tests/house and by the access matrix
        return guarded

    return wrap


def _seen(view: View, request: HttpRequest, args: tuple[Any, ...], about: dict[str, Any]) -> HttpResponseBase:
    """Shows a page; of a case whose rows were altered it says so to those who hold a key of it, and to nobody else."""
    try:
        return view(request, *args, **about)
    except (Hidden, *LACKING):
        if "case" not in about or not is_torn(desk_of(request), about["case"]):
            raise
    return told(request, about["case"])


def _back(name: str, about: dict[str, Any]) -> HttpResponse:
    response = HttpResponseRedirect(reverse(name, kwargs={one: about[one] for one in about if one == "case"}))
    response.status_code = 303
    return response


def _account(request: HttpRequest) -> UUID | None:
    """Returns whose session this is, or was until a moment ago."""
    actor = actor_of(request)
    ended: UUID | None = None if actor.is_known else getattr(request.session, "ended_for", None)
    if ended is not None and not Account.objects.filter(pk=ended, is_active=True).exists():
        return None
    return actor.account_id or ended


def _whoever_is_a_handler(request: HttpRequest) -> HttpResponse | None:
    return None


def _whoever_has_unlocked(request: HttpRequest) -> HttpResponse | None:
    found = unlocked.find(request)
    if found is None:
        response = HttpResponseRedirect(reverse("desk_enter"))
        response.status_code = 303
        return waiting.wait(request, response, account=actor_of(request).opaque_id)
    request.desk = found  # type: ignore[attr-defined] # declared by `DeskRequest`
    return None
