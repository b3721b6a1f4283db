"""Warns everybody of a team that is open and yet takes no concern in, since two cannot read or its roster does not hold."""

from answerable.concerns.notices import CANNOT_READ
from answerable.concerns.queries import late
from answerable.kit import clock

from ..desks import tell_today


def run() -> None:
    for team in late.desks_that_cannot_read(clock.today()):
        tell_today(CANNOT_READ, late.accounts_at(team))
