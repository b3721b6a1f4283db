"""How those behind a network stand together: one picture out of how many stand how.

Laws: whoever is excused or has nothing to do is not counted; twice as many of each make the same picture; that one more reports
never makes it worse; silence weighs for nothing and against nothing. A picture is not a number, and two are not compared.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from .words import State, Together


@dataclass(frozen=True)
class Shares:
    """From how many in a hundred of those who are asked a picture is in place, partly, or shown as overdue."""

    in_place: int = 80
    partly: int = 33
    overdue: int = 34


DEFAULT = Shares()


@dataclass(frozen=True)
class Rolled:
    """`asked`: of how many it is asked now. `state` is None where nobody is there of whom it could be asked."""

    state: State | None
    asked: int
    counts: Mapping[State, int]
    why: Together


def roll_up(counts: Mapping[State, int], shares: Shares = DEFAULT) -> Rolled:
    """Returns the picture of those behind a network."""
    there = {state: counts[state] for state in State if counts.get(state)}
    asked = sum(there.values()) - there.get(State.NOT_APPLICABLE, 0)
    state, why = _picture(there, asked, shares) if asked else _nobody(there)
    return Rolled(state, asked, there, why)


def _nobody(there: Mapping[State, int]) -> tuple[State | None, Together]:
    if there:
        return State.NOT_APPLICABLE, Together.NOT_ASKED_NOW
    return None, Together.NOBODY_ASKED


def _picture(there: Mapping[State, int], asked: int, shares: Shares) -> tuple[State, Together]:
    def reaches(share: int, *states: State) -> bool:
        number = sum(there.get(state, 0) for state in states)
        return number > 0 and number * 100 >= share * asked

    pictures = (
        (reaches(100, State.IN_PLACE), State.IN_PLACE, Together.ALL_IN_PLACE),
        (reaches(shares.in_place, State.IN_PLACE), State.IN_PLACE, Together.MOST_IN_PLACE),
        (reaches(shares.overdue, State.OVERDUE), State.OVERDUE, Together.MANY_OVERDUE),
        (reaches(shares.partly, State.IN_PLACE, State.PARTLY), State.PARTLY, Together.SOME_IN_PLACE),
        (reaches(0, State.IN_PLACE, State.PARTLY, State.STARTED), State.STARTED, Together.FIRST_STEPS),
        (reaches(100, State.NOT_REPORTED), State.NOT_REPORTED, Together.NOBODY_REPORTED),
        (True, State.NOT_REPORTED, Together.MOST_NOT_REPORTED),
    )
    return next((state, why) for fits, state, why in pictures if fits)
