"""What a body's composition is, and whether it keeps its rules, on a day and on the days to come.

Source of the standing rule: every national steering committee includes at least two women's-rights organisations.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from .terms import Span
from .words import Measure


@dataclass(frozen=True)
class Sitting:
    """One term on one seat, with what it counts towards."""

    seat: int
    span: Span
    measures: frozenset[str] = frozenset()
    organisation: int | None = None
    person: int | None = None


class Standing(StrEnum):
    KEPT = "kept"
    ENDING = "ending"
    BROKEN = "broken"


@dataclass(frozen=True)
class Verdict:
    """How one rule stands: `number` of `of` today; `on` is the first day on which it would break."""

    standing: Standing
    number: int
    of: int
    needed: int
    on: dt.date | None = None


def counted(sittings: Iterable[Sitting], measure: str, day: dt.date) -> tuple[int, int]:
    """Returns how many count towards a measure on a day, and out of how many filled seats.

    Organisations are counted once however many seats they hold; people are counted each.
    """
    present = [one for one in sittings if one.span.covers(day)]
    hits = [one for one in present if measure in one.measures]
    if measure == Measure.WOMENS_RIGHTS_ORGANISATIONS:
        return len({one.organisation for one in hits}), len(present)
    return len(hits), len(present)


def needed(of: int, *, at_least: int | None, at_least_percent: int | None) -> int:
    """How many are needed: a number, or a share of the filled seats rounded up."""
    return at_least if at_least is not None else -(-of * (at_least_percent or 0) // 100)


def judge(
    sittings: Sequence[Sitting],
    measure: str,
    *,
    at_least: int | None,
    at_least_percent: int | None,
    day: dt.date,
    horizon: int,
) -> Verdict:
    """Says how a rule stands on a day, and whether an ending term breaks it within `horizon` days."""
    number, of = counted(sittings, measure, day)
    need = needed(of, at_least=at_least, at_least_percent=at_least_percent)
    if number < need:
        return Verdict(Standing.BROKEN, number, of, need)
    for after in _days_after_endings(sittings, day, horizon):
        later, later_of = counted(sittings, measure, after)
        if later < needed(later_of, at_least=at_least, at_least_percent=at_least_percent):
            return Verdict(Standing.ENDING, number, of, need, on=after)
    return Verdict(Standing.KEPT, number, of, need)


def _days_after_endings(sittings: Iterable[Sitting], day: dt.date, horizon: int) -> list[dt.date]:
    last = day + dt.timedelta(days=horizon)
    ends = {one.span.ends for one in sittings if one.span.ends and day <= one.span.ends < last}
    return sorted(end + dt.timedelta(days=1) for end in ends)


def why_not_on_womens_rights_seat(*, women_led: bool | None, womens_rights_core: bool | None) -> str:
    """A women's-rights seat needs a women-led organisation with women's rights at its core."""
    return "" if women_led and womens_rights_core else "seat_needs_womens_rights_organisation"
