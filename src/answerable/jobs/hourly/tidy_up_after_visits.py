"""Removes visits that nobody came back to, and writes to the database: its files bear the time of this hour, whatever else was written."""

from answerable.kit import stirring
from answerable.vault import visits


def run() -> None:
    visits.sweep()
    stirring.stir()
