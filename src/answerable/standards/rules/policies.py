"""From when to when a policy counts, and when those who were asked have understood it."""

import datetime as dt
from collections.abc import Iterable

from .belonging import Stretch, Stretches, union


def in_force(
    adopted_on: dt.date, review_due: dt.date, reviews: Iterable[tuple[dt.date, dt.date, dt.date]], ended_on: dt.date | None
) -> Stretches:  # fmt: skip
    """Returns the days on which a policy counts: from its adoption until it should be looked at again, and on from each review.

    `reviews`: (day, until when it had been good, until when it is since). Days between are not made good afterwards.
    """
    told = sorted(reviews)
    firsts = [adopted_on, *(on for on, _before, _due in told)]
    lasts = [told[0][1] if told else review_due, *(due for _on, _before, due in told)]
    latest = ended_on or dt.date.max
    spans = (Stretch(first, max(first, min(last, latest))) for first, last in zip(firsts, lasts, strict=True))
    return union(one for one in spans if one.starts <= latest or one.starts == adopted_on)


def is_understood(answered: int, knew: Iterable[int], *, share: int) -> bool:
    """Whether of those who answered enough, at least, knew the answer to each question."""
    listed = list(knew)
    return answered > 0 and bool(listed) and all(100 * number >= share * answered for number in listed)
