"""Who can see a concern, as its raiser is told: how many in which task, how many of them opened it, and never a name."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from ..models import Grant, Opening
from ..rules.words import Desk, Role
from .sealed import THREAD
from .threads import Raiser, opened_by

WORDS = ("case", "file", "name", "search")  # kinds of openings behind which the words lie


@dataclass(frozen=True)
class WhoReads:
    """`people`: how many hold a key. `opened`: how many of those who ever did were shown the words, `last`: on which day last."""

    desk: Desk
    people: int
    tasks: tuple[tuple[Role, int], ...]
    opened: int
    last: dt.date | None


def who_reads(raiser: Raiser) -> WhoReads:
    """Returns who can see it now, and who opened it."""
    case, _ = opened_by(raiser)
    holders = Grant.held.filter(compartment__case=case, compartment__name=THREAD, handler__isnull=False)
    roles = [Role(one) for one in holders.values_list("handler__role", flat=True)]
    opened = Opening.held.filter(case=case, what__in=WORDS)
    days = sorted(opened.values_list("day", flat=True))
    return WhoReads(
        Desk(case.team.desk), len(roles), tuple(sorted(Counter(roles).items())),
        opened.values("handler").distinct().count(), days[-1] if days else None,
    )  # fmt: skip
