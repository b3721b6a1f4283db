"""Reminds handlers of what is due by tomorrow or late, and those above of what is late: once a day, the same for one thing and for nine."""

from answerable.concerns.notices import LATE_BELOW, WAITS
from answerable.concerns.queries import late
from answerable.kit import clock

from ..desks import tell_today


def run() -> None:
    today = clock.today()
    tell_today(WAITS, late.waiting_for(today))
    tell_today(LATE_BELOW, late.above_the_late(today))
