"""What a commitment came from: rooms above say what their own things are called and where they stand."""

from collections.abc import Callable
from dataclasses import dataclass

from answerable.access.actors import Actor

from ..models import Commitment


@dataclass(frozen=True)
class Named:
    """What something is called, and its page."""

    words: str
    href: str = ""


Resolve = Callable[[str, Actor, str], Named | None]
_known: dict[str, Resolve] = {}


def provide_origin(kind: str, resolve: Resolve) -> None:
    """Called once by the room that keeps things of a kind: `resolve(id, actor, language)` names one for a reader.

    It returns None where this reader may not know of it.
    """
    _known[kind] = resolve


def named_origin(kind: str, origin_id: str, actor: Actor, language: str) -> Named | None:
    """Returns what something of a room above is called, for one who may know of it."""
    resolve = _known.get(kind)
    return resolve(origin_id, actor, language) if resolve and origin_id else None


def origin_of(commitment: Commitment, actor: Actor, language: str) -> Named | None:
    """Returns what a commitment came from, as this reader may know it."""
    return named_origin(commitment.origin, commitment.origin_id, actor, language)
