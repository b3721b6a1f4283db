"""What a team promises of its own: never more time than the alliance gives; and how a concern keeps the promise it was given."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from .promises import Calendar, Promises

# Each number with the least it may be; none may be more than the alliance's.
NUMBERS: Mapping[str, int] = {
    "acknowledge_workdays": 1,
    "acknowledge_days": 1,
    "danger_hours": 24,
    "safety_hours": 24,
    "first_answer_workdays": 1,
    "feedback_days": 7,
    "extended_days": 7,
    "update_days": 1,
    "quiet_update_days": 1,
    "idle_days": 1,
}
# Of each pair the first may not be more than the second.
IN_ORDER = (("danger_hours", "safety_hours"), ("feedback_days", "extended_days"))
MOST_WEEKEND, MOST_HOLIDAYS = 2, 60
NEAR = dt.timedelta(days=90)  # for so long after it came, days of work matter to a concern


@dataclass(frozen=True)
class Own:
    """What a team set: its numbers by name, and which days it works."""

    numbers: Mapping[str, int] = field(default_factory=dict)
    may_extend: bool = True
    weekend: frozenset[int] = frozenset({5, 6})
    holidays: frozenset[dt.date] = frozenset()


def wrong_with(own: Own, ceiling: Promises) -> dict[str, str]:
    """Returns what is wrong, a code by the field; nothing where it can be promised."""
    found = {name: code for name in NUMBERS if (code := _wrong_number(name, own, ceiling))}
    for less, more in IN_ORDER:
        if not {less, more} & set(found) and _number(less, own, ceiling) > _number(more, own, ceiling):
            found[less] = "not_in_order"
    if len(own.weekend) > MOST_WEEKEND:
        found["weekend"] = "weekend_too_long"
    if len(own.holidays) > MOST_HOLIDAYS:
        found["holidays"] = "too_many_holidays"
    return found


def _wrong_number(name: str, own: Own, ceiling: Promises) -> str:
    value = _number(name, own, ceiling)
    if value < NUMBERS[name]:
        return "too_short"
    return "longer_than_the_alliance" if value > getattr(ceiling, name) else ""


def _number(name: str, own: Own, ceiling: Promises) -> int:
    return int(own.numbers.get(name, getattr(ceiling, name)))


def stricter(own: Own, ceiling: Promises) -> Promises:
    """Returns what a team promises: its own numbers, and where the alliance has since come to promise more, those."""
    numbers: dict[str, Any] = {
        name: max(least, min(_number(name, own, ceiling), getattr(ceiling, name))) for name, least in NUMBERS.items()
    }
    may_extend = own.may_extend and ceiling.may_extend
    return replace(ceiling, calendar=Calendar(own.weekend, own.holidays), may_extend=may_extend, **numbers)


def as_given(promises: Promises, day: dt.date) -> dict[str, Any]:
    """Returns a promise as it is sealed with a concern that came on a day."""
    near = sorted(one.isoformat() for one in promises.calendar.holidays if day <= one <= day + NEAR)
    return {
        **{name: getattr(promises, name) for name in NUMBERS},
        "may_extend": promises.may_extend, "weekend": sorted(promises.calendar.weekend), "holidays": near,
    }  # fmt: skip


def given(raw: object, usual: Promises) -> Promises:
    """Returns the promise that was sealed with a concern; what is not said there is as usual."""
    if not isinstance(raw, Mapping):
        return usual
    numbers: dict[str, Any] = {name: int(raw[name]) for name in NUMBERS if isinstance(raw.get(name), int)}
    weekend = frozenset(int(one) for one in raw.get("weekend", ()))
    holidays = frozenset(dt.date.fromisoformat(one) for one in raw.get("holidays", ()))
    may_extend = bool(raw.get("may_extend", usual.may_extend))
    return replace(usual, calendar=Calendar(weekend, holidays), may_extend=may_extend, **numbers)
