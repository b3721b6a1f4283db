"""Deletes invitations and requests to join that ended long ago."""

from answerable.access.actors import Actor
from answerable.alliance.actions.admitting import forget_old_requests


def run() -> None:
    forget_old_requests(by=Actor.of_system("job:forget_old_requests"))
