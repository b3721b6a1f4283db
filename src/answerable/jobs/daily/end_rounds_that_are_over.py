"""Closes the rounds of questions whose last day is over."""

from answerable.access.actors import Actor
from answerable.questions.actions import end_rounds


def run() -> None:
    end_rounds(by=Actor.of_system("job:end_rounds_that_are_over"))
