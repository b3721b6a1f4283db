"""Where places of the tree stand now that are known by a path they had once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..models import NetworkMerge, PathLeft
from ..rules.tree import where_now


@dataclass(frozen=True)
class Ways:
    """The paths that were left, and which network became part of which, by their paths of today."""

    left: tuple[tuple[str, str], ...] = ()
    joined: Mapping[str, str] | None = None

    def now(self, paths: Iterable[str]) -> tuple[str, ...]:
        """Returns where some places stand now, in their order; after one that became part of another comes the other."""
        return tuple(dict.fromkeys(found for path in paths for found in self._now(path)))

    def _now(self, path: str) -> list[str]:
        found: list[str] = []
        at = where_now(path, self.left)
        while at and at not in found:
            found.append(at)
            at = (self.joined or {}).get(at, "")
        return found


def ways() -> Ways:
    """Returns what leads from every path there ever was to where its network stands."""
    left = tuple(PathLeft.objects.order_by("pk").values_list("before", "after"))
    return Ways(left, dict(NetworkMerge.objects.values_list("gone__path", "kept__path")))
