"""Tells writing groups of what waits for an answer, and everybody who takes part of new answers; counts what showed no name.

Once a day and to all alike: neither the hour of a notice nor who gets it may tell who spoke without a name.
"""

from answerable.access.actors import Actor
from answerable.conduct.actions.local_codes.telling import tell_of_local_codes


def run() -> None:
    tell_of_local_codes(by=Actor.of_system("job:tell_of_what_was_said_and_answered"))
