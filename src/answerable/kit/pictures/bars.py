"""Bars with their numbers: `{% include "kit/pictures/bars.html" with picture=… %}` draws them as a table."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

Words = str | Promise


@dataclass(frozen=True)
class Bar:
    """A number, `of` so many where it is a part. `at` is the number a line is drawn at: a rule, or last year.

    `status` is a status of the face, with `words`.
    """

    label: Words
    number: int
    of: int | None = None
    href: str = ""
    at: int | None = None
    colour: str = ""
    status: str = ""
    words: Words = ""


@dataclass(frozen=True)
class Line:
    """A bar with its lengths as whole per cents."""

    bar: Bar
    share: int
    at: int | None


@dataclass(frozen=True)
class Bars:
    """Bars under one caption. A bar that is no part of anything is as long as its number is beside the largest."""

    caption: Words
    bars: Sequence[Bar]

    @property
    def largest(self) -> int:
        return max((one.number for one in self.bars if one.of is None), default=0)

    @property
    def lines(self) -> list[Line]:
        wholes = [(one, self.largest if one.of is None else one.of) for one in self.bars]
        return [
            Line(one, share_of(one.number, whole), None if one.at is None else share_of(one.at, whole))
            for one, whole in wholes
        ]


def share_of(number: int, whole: int) -> int:
    """Returns whole per cents: nothing only for nothing, all only for all."""
    if number <= 0 or whole <= 0:
        return 0
    return 100 if number >= whole else min(99, max(1, round(100 * number / whole)))
