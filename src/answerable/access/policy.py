"""Permissions as small predicates over (office, place): one test for an object, one filter for a list.

A predicate answers `covers(actor, path)` for one place and `filter(actor, "network__path")` for a list, and both
must always agree. They compose with `|`.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from .actors import Actor, Post

NEVER = Q(pk__in=[])
ALWAYS = ~NEVER  # an empty Q() would vanish from an `|` instead of passing everything


@dataclass(frozen=True)
class Holding:
    """True where the actor holds one of the offices at the place or above it in the tree.

    The console (`Actor.of_system`) passes where `system` is true: it already holds the machine.
    """

    offices: frozenset[str]
    exact: frozenset[str] = frozenset()  # those of them that count at the very place only
    system: bool = True

    def __or__(self, other: "Holding") -> "Holding":
        """Either of both: an office that counts below a place in one of them counts below it in the sum."""
        exact = (self.exact - (other.offices - other.exact)) | (other.exact - (self.offices - self.exact))
        return Holding(self.offices | other.offices, exact, self.system and other.system)

    def covers(self, actor: Actor, path: str) -> bool:
        """Whether the actor may act at this one place."""
        if actor.system:
            return self.system
        return any(
            path.startswith(one.path) if self._reaches_below(one) else path == one.path for one in self._held(actor)
        )

    def _held(self, actor: Actor) -> list[Post]:
        return [post for post in actor.posts if post.office in self.offices]

    def _reaches_below(self, post: Post) -> bool:
        return post.office not in self.exact and not post.path.startswith("org:")

    def covers_any(self, actor: Actor, paths: Iterable[str]) -> bool:
        return any(self.covers(actor, path) for path in paths)

    def anywhere(self, actor: Actor) -> bool:
        """Whether the actor holds one of the offices at any place."""
        return bool(actor.paths(*self.offices)) if not actor.system else self.system

    def filter(self, actor: Actor, field: str) -> Q:
        """The same test for a list: `field` leads to a place's path, for example `memberships__network__path`."""
        if actor.system:
            return ALWAYS if self.system else NEVER
        condition, held = Q(), self._held(actor)
        for post in held:
            condition |= Q(**{f"{field}__startswith" if self._reaches_below(post) else field: post.path})
        return condition if held else NEVER


def holds(*offices: str) -> Holding:
    """The office at the place itself or at any place above it."""
    return Holding(frozenset(offices))


def holds_exactly(*offices: str) -> Holding:
    """The office at this very place only."""
    return Holding(frozenset(offices), exact=frozenset(offices))
