"""Ends the invitations whose last day is over."""

from answerable.access.actors import Actor
from answerable.alliance.actions.invitation_steps import expire_invitations


def run() -> None:
    expire_invitations(by=Actor.of_system("job:end_invitations_that_are_over"))
