"""Every view says who may open it: `@opens(...)`. A test walks the URLs and fails on one that does not."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse, HttpResponseBase

from .actors import Actor
from .refusals import Hidden, Refused

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


class ActorRequest(HttpRequest):
    """A request after `actor_middleware`: `request.actor` is always there."""

    actor: Actor


def actor_of(request: HttpRequest) -> Actor:
    """Returns who asks: set on every request by `actor_middleware`."""
    actor: Actor = request.actor  # type: ignore[attr-defined] # set by actor_middleware
    return actor


@dataclass(frozen=True)
class Door:
    """Who may open a page. `offices` empty and `signed_in` true means every account.

    The view still asks about the object itself (`may_…(actor, thing)`); the door is the first, coarse question.
    """

    name: str
    signed_in: bool = True
    offices: frozenset[str] = frozenset()
    step_up: bool = False
    secret: bool = False
    demo_only: bool = False


ANYONE = Door("anyone", signed_in=False)
SIGNED_IN = Door("signed in")


def office(*offices: str, step_up: bool = False, secret: bool = False) -> Door:
    """A door for those who hold one of these offices anywhere; the view narrows it to the place."""
    return Door(" or ".join(sorted(offices)), offices=frozenset(offices), step_up=step_up, secret=secret)


def opens(door: Door) -> Callable[[Callable[..., HttpResponseBase]], Callable[..., HttpResponseBase]]:
    """Declares and enforces who may open a view; the wrapped view carries `.door`."""

    def wrap(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            answer = _knock(request, door)
            return answer if answer is not None else view(request, *args, **kwargs)

        guarded.door = door  # type: ignore[attr-defined] # read by tests/house and by the access matrix
        return guarded

    return wrap


def _knock(request: HttpRequest, door: Door) -> HttpResponse | None:
    from . import stepping_up  # needs settings, which are not there when views are declared

    actor = actor_of(request)
    if door.demo_only and not stepping_up.is_demo():
        raise Hidden
    if not door.signed_in:
        return None
    if not actor.is_known:
        if door.secret:
            raise Hidden
        return stepping_up.to_sign_in(request)
    if door.offices and not actor.offices & door.offices:
        rests = any(post.office in door.offices for post in actor.resting)
        raise Hidden if door.secret else Refused("needs_second_factor" if rests else "needs_office")
    return proof_asked(request) if door.step_up else None


def proof_asked(request: HttpRequest) -> HttpResponse | None:
    """Asks again who is there, keeping what was sent, unless they proved it within the last minutes."""
    from . import stepping_up  # as above

    return None if stepping_up.is_fresh(request) else stepping_up.to_step_up(request)
