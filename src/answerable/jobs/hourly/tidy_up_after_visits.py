"""Removes visits and drafts that nobody came back to, and writes to the database: its files bear the time of this hour, whatever else was written."""

from answerable.access.actors import Actor
from answerable.concerns.actions.ending import delete_drafts_over
from answerable.kit import stirring
from answerable.vault import visits

from ..retention.keeping import is_paused

BY = Actor.of_system("job:tidy_up_after_visits")


def run() -> None:
    visits.sweep()
    if not is_paused():  # a clock that leapt ends nothing
        delete_drafts_over(by=BY)
    stirring.stir()
