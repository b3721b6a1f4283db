"""Parts of one whole side by side, and a row of statuses: `kit/pictures/mix.html` and `kit/pictures/strip.html`."""

from collections.abc import Sequence
from dataclasses import dataclass

from .bars import Words

COLOURS = ("", "gold", "grey")  # told apart by everybody; a fourth part is better a bar


@dataclass(frozen=True)
class Part:
    label: Words
    number: int


@dataclass(frozen=True)
class Piece:
    """A part with its length in whole per cents and the colour of its key."""

    part: Part
    share: int
    colour: str


@dataclass(frozen=True)
class Mix:
    """Up to three parts that make a whole."""

    caption: Words
    parts: Sequence[Part]

    def __post_init__(self) -> None:
        if len(self.parts) > len(COLOURS):
            raise ValueError("a mix has three parts at most")

    @property
    def pieces(self) -> list[Piece]:
        lengths = to_a_hundred([one.number for one in self.parts])
        return [Piece(*one) for one in zip(self.parts, lengths, COLOURS, strict=False)]


@dataclass(frozen=True)
class Strip:
    """Statuses of the face in a row, each with its word; the same words stand in the list beside it."""

    cells: Sequence[tuple[str, Words]]


def to_a_hundred(numbers: Sequence[int]) -> list[int]:
    """Returns whole per cents that make a hundred together: what rounding leaves goes to the largest remainders."""
    whole = sum(numbers)
    if whole <= 0:
        return [0 for _ in numbers]
    lengths = [100 * one // whole for one in numbers]
    by_remainder = sorted(range(len(numbers)), key=lambda at: (-(100 * numbers[at] % whole), at))
    for at in by_remainder[: 100 - sum(lengths)]:
        lengths[at] += 1
    return lengths
