"""How backups stand, for whoever looks after the machine: codes and what fills their words."""

import datetime as dt
from collections.abc import Iterator

from django.conf import settings

from answerable.kit import clock

from . import journal, keys, places

ASIDE = ("before-restore-*", "before-upgrade-*", "secrets-before-restore-*")


def standing() -> Iterator[tuple[str, dict[str, object]]]:
    """Yields what is to be said: `well` at the end where nothing else is."""
    if keys.kept() is None:
        yield "no_key", {}
        return
    found = [*_of_age(), *_of_drill(), *_of_secrets(), *_of_what_lies_aside()]
    yield from found
    if not found:
        yield "well", {}


def is_due(now: dt.datetime) -> bool:
    """Whether a backup is to be made by itself now."""
    if not settings.BACKUP_EVERY_HOURS or keys.kept() is None:
        return False
    last = journal.latest(journal.MADE)
    return last is None or now - last >= dt.timedelta(hours=settings.BACKUP_EVERY_HOURS) - dt.timedelta(minutes=5)


def _of_age() -> Iterator[tuple[str, dict[str, object]]]:
    last = journal.latest(journal.MADE)
    if last is None:
        yield "never", {}
    elif (hours := int((clock.now() - last).total_seconds() // 3600)) >= settings.BACKUP_WARN_HOURS:
        yield "old", {"hours": hours}


def _of_drill() -> Iterator[tuple[str, dict[str, object]]]:
    last = journal.latest(journal.DRILL)
    if last is None:
        yield "no_drill", {}
    elif (days := (clock.now() - last).days) >= settings.DRILL_WARN_DAYS:
        yield "old_drill", {"days": days}


def _of_secrets() -> Iterator[tuple[str, dict[str, object]]]:
    if journal.latest(journal.SECRETS) is None:
        yield "no_secrets", {}


def _of_what_lies_aside() -> Iterator[tuple[str, dict[str, object]]]:
    for pattern in ASIDE:
        for folder in sorted(places.home().glob(pattern)):
            yield "aside", {"folder": folder}
