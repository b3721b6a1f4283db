"""When an owner is reminded: some days before, the day after, and then once a month until something is said."""

import datetime as dt

BEFORE = (14, 3)
EVERY = 30


def window(due: dt.date, today: dt.date) -> dt.date | None:
    """Returns the first day of the stretch in which one reminder is due, None where none is.

    Whoever was told since that day is not told again before the next stretch.
    """
    left = (due - today).days
    if left >= 0:
        near = [lead for lead in BEFORE if left <= lead]
        return due - dt.timedelta(days=min(near)) if near else None
    return due + dt.timedelta(days=1 + EVERY * ((-left - 1) // EVERY))
