"""Makes a sealed backup when its hour has come; ANSWERABLE_BACKUP_EVERY_HOURS says how often, 0 never."""

from answerable.access.actors import Actor
from answerable.backups import making, standing
from answerable.kit import clock


def run() -> None:
    if standing.is_due(clock.now()):
        making.back_up(by=Actor.of_system("job:back_up"))
