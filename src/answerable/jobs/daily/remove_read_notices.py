"""Removes notices that were read long ago."""

from answerable.access.actors import Actor
from answerable.notices.actions import forget_old


def run() -> None:
    forget_old(by=Actor.of_system("job:remove_read_notices"))
