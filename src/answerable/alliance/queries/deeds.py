"""What rooms above call their acts and things in the ledger: each says so here, and the pages of what was done ask.

provide_deeds(Deeds(words, things, named=named_things))  # in the room's own `ready`
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from django.utils.functional import Promise

from answerable.access.actors import Actor

Thing = tuple[str, str]
# (kind, ids, reader, language) -> by id, the name of what the reader may know of, and its address
Named = Callable[[str, Collection[str], Actor, str], Mapping[str, Thing]]


def nothing_named(_kind: str, _ids: Collection[str], _actor: Actor, _language: str) -> Mapping[str, Thing]:
    return {}


@dataclass(frozen=True)
class Deeds:
    """A room's acts and things in words. `own`: acts with what is somebody's alone, told of nobody."""

    words: Mapping[str, Promise]
    things: Mapping[str, Promise] = field(default_factory=dict)
    own: frozenset[str] = frozenset()
    named: Named = nothing_named


_provided: list[Deeds] = []


def provide_deeds(deeds: Deeds) -> None:
    """Called once by a room above, with its words."""
    _provided.append(deeds)


def provided() -> tuple[Deeds, ...]:
    return tuple(_provided)
