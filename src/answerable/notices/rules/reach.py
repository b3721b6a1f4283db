"""When an address counts as one that does not work."""

import datetime as dt

HARD_MOST = 3  # three mails that a server calls undeliverable for good
SOFT_MOST = 10  # ten in a row not taken for lesser reasons: a box that stays full
FORGOTTEN_AFTER = dt.timedelta(days=45)


def fails_now(*, hard: int, soft: int) -> bool:
    return hard >= HARD_MOST or soft >= SOFT_MOST


def begins_anew(last: dt.date, today: dt.date) -> bool:
    """Whether what came back lies so long ago that the address has worked since."""
    return today - last > FORGOTTEN_AFTER
