"""Tells of rounds of questions that came to have results: once a day, so that nobody learns at which hour somebody answered."""

from answerable.access.actors import Actor
from answerable.questions.actions import tell_of_rounds


def run() -> None:
    tell_of_rounds(by=Actor.of_system("job:tell_of_rounds_with_results"))
