"""Chance without chance: every pick follows from a label, so the same alliance is invented each time."""

import hashlib
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")
SEED = "common thread"


class Picker:
    """A row of picks of its own for one label, whatever is picked elsewhere."""

    def __init__(self, *label: object) -> None:
        self._label = "\x1f".join(map(str, (SEED, *label))).encode()
        self._count = 0

    def number(self, below: int) -> int:
        """Returns the next number, from 0 up to but not including `below`."""
        self._count += 1
        digest = hashlib.blake2b(self._label, digest_size=8, salt=self._count.to_bytes(8, "big")).digest()
        return int.from_bytes(digest, "big") % below

    def between(self, least: int, most: int) -> int:
        return least + self.number(most - least + 1)

    def chance(self, percent: float) -> bool:
        return self.number(10_000) < percent * 100

    def one(self, choices: Sequence[T]) -> T:
        return choices[self.number(len(choices))]

    def weighted(self, choices: Sequence[tuple[T, int]]) -> T:
        """Returns a choice as often as its weight says."""
        rest = self.number(sum(weight for _, weight in choices))
        for choice, weight in choices:
            rest -= weight
            if rest < 0:
                return choice
        raise AssertionError("the weights add up")

    def shuffled(self, choices: Sequence[T]) -> list[T]:
        left = list(choices)
        return [left.pop(self.number(len(left))) for _ in range(len(left))]
