"""Asks whoever has not signed a text that awaits them, once for every version."""

from answerable.access.actors import Actor
from answerable.conduct.actions.asking_again import ask_for_signatures


def run() -> None:
    ask_for_signatures(by=Actor.of_system("job:ask_for_signatures"))
