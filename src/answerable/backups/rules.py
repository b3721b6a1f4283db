"""What must be true of backups: their names, and for how long they are kept."""

import datetime as dt
import re
from collections.abc import Iterable

LONGEST_DAYS = 35
NAME = re.compile(r"^answerable-(?P<moment>\d{8}T\d{6}Z)-[0-9a-f]{4}\.sealed$")
SECRETS_NAME = re.compile(r"^answerable-secrets-\d{8}T\d{6}Z-[0-9a-f]{4}\.sealed$")
STAMP = "%Y%m%dT%H%M%SZ"
PART = re.compile(
    r"^(database\.(sqlite3|pgdump)|forgotten|backup_key|manifest|signature|secrets/[a-z_]{1,40}|(files|uploads)(/[A-Za-z0-9_-][A-Za-z0-9._-]{0,199}){1,6})$"
)


def stamp(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).strftime(STAMP)


def name_of(kind: str, moment: dt.datetime, chance: str) -> str:
    """Returns the file name of a backup, or of a copy of the secrets; `chance` is 4 hex digits."""
    return f"answerable-{'secrets-' if kind == 'secrets' else ''}{stamp(moment)}-{chance}.sealed"


def made_at(name: str) -> dt.datetime | None:
    """Returns when a backup was made, by its name; nothing for any other file."""
    found = NAME.match(name)
    return dt.datetime.strptime(found["moment"], STAMP).replace(tzinfo=dt.UTC) if found else None


def too_old(names: Iterable[str], *, now: dt.datetime, days: int) -> list[str]:
    """Returns the backups that are kept no longer. Copies of the secrets are not among them: nothing of anybody is in them."""
    oldest = now - dt.timedelta(days=min(days, LONGEST_DAYS))
    return sorted(name for name in names if (made := made_at(name)) is not None and made < oldest)


def is_part(name: str) -> bool:
    """Whether something may be written under this name: nothing that leads out of the folder."""
    return PART.fullmatch(name) is not None and ".." not in name
