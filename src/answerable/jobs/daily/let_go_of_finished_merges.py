"""Lets go of what undoing a merge would need, once it can no longer be undone."""

from answerable.access.actors import Actor
from answerable.alliance.actions.merging import finish_merges


def run() -> None:
    finish_merges(by=Actor.of_system("job:let_go_of_finished_merges"))
