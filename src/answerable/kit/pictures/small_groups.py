"""Numbers of people that may be shown: no group of fewer than so many can be seen, or worked out from the others."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True)
class Shares(Generic[K]):
    """What may be shown of `of` people, and which groups are not told, whether they are small or hide a small one."""

    shown: dict[K, int]
    hidden: frozenset[K]
    of: int


def shares(counts: Mapping[K, int], *, smallest: int = 5) -> Shares[K] | None:
    """Returns what may be shown of groups that do not overlap, None where people are too few to show anything.

    Where a group is small, empty ones are hidden as well, and others, the smallest first and equal ones together, until
    the hidden are `smallest` people or more and not all of their groups are small. So somebody who knows the total and this
    rule cannot tell of any hidden group that it is small. Give both sides of a yes or no.
    """
    whole = sum(counts.values())
    if whole < smallest:
        return None
    hidden: frozenset[K] = frozenset()
    if any(_is_small(number, smallest) for number in counts.values()):
        hidden = frozenset(key for key, number in counts.items() if number < smallest)
        while _tells([counts[key] for key in hidden], smallest):
            rest = [number for key, number in counts.items() if key not in hidden]
            if not rest:
                return None
            hidden |= {key for key, number in counts.items() if number == min(rest)}
    if len(hidden) == len(counts):
        return None
    return Shares({key: number for key, number in counts.items() if key not in hidden}, hidden, whole)


def _is_small(number: int, smallest: int) -> bool:
    return 0 < number < smallest


def _tells(hidden: list[int], smallest: int) -> bool:
    return sum(hidden) < smallest or all(_is_small(number, smallest) for number in hidden)
