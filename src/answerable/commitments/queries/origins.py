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


def origin_of(commitment: Commitment, actor: Actor, language: str) -> Named | None:
    """Returns what a commitment came from, as this reader may know it."""
    resolve = _known.get(commitment.origin)
    if resolve is None or not commitment.origin_id:
        return None
    return resolve(commitment.origin_id, actor, language)
