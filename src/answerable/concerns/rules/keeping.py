"""How long a concern is kept once it has ended: every number in one place, told to whoever raised it as a day."""

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum


class Keep(StrEnum):
    """Why it is kept for so long. `WITHDRAWN` and `USUAL` follow by themselves; the others are chosen when it is closed."""

    FEEDBACK = "feedback"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    USUAL = "usual"
    SERIOUS = "serious"


# These are the program's proposals; the law of a country may ask for others.
DAYS: Mapping[Keep, int] = {
    Keep.FEEDBACK: 90,
    Keep.DECLINED: 183,
    Keep.WITHDRAWN: 183,
    Keep.USUAL: 365,
    Keep.SERIOUS: 3652,
}


def keep_of(said: str) -> Keep:
    """Returns how long what was said means; what nobody knows here is kept as is usual."""
    return Keep(said) if said in set(Keep) else Keep.USUAL


def kept_until(ended_on: dt.date, keep: Keep) -> dt.date:
    """Returns the last day on which what ended can be opened again."""
    return ended_on + dt.timedelta(days=DAYS[keep])
