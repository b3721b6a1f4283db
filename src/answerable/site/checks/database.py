"""Whether the live connection keeps what it was given, and forgets what was deleted."""

from collections.abc import Iterable
from typing import Any

from django.core import checks
from django.core.checks import CheckMessage
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from ..settings.databases import WAL_IS_SAFE

FULL = 2


def connection_is_safe(databases: Iterable[str] | None = None, **_: Any) -> list[CheckMessage]:
    """Asks each live connection itself, since a setting that was not taken says nothing."""
    found: list[CheckMessage] = []
    for name in databases or ():
        connection = connections[name]
        if connection.vendor == "sqlite":
            found += sqlite_problems(connection)
        elif connection.vendor == "postgresql":
            found += postgresql_problems(connection)
    return found


def sqlite_problems(connection: BaseDatabaseWrapper) -> list[CheckMessage]:
    found: list[CheckMessage] = []
    if _asked(connection, "PRAGMA synchronous") < FULL:
        words = "SQLite does not wait for the disk (synchronous is not FULL): a power cut would lose saved rows."
        found.append(checks.Error(words, hint="See site/settings/databases.py.", id="answerable.E020"))
    if _asked(connection, "PRAGMA foreign_keys") != 1:
        found.append(checks.Error("SQLite does not check foreign keys.", id="answerable.E021"))
    if _asked(connection, "PRAGMA secure_delete") != 1:
        words = "SQLite leaves what was deleted in the file (secure_delete is off)."
        found.append(checks.Error(words, id="answerable.E022"))
    if not WAL_IS_SAFE and _asked(connection, "PRAGMA journal_mode") == "wal":
        words = "This SQLite can lose saved rows in WAL mode."
        found.append(checks.Error(words, hint="Use 3.51.3 or newer, or journal_mode=DELETE.", id="answerable.E023"))
    return found


def postgresql_problems(connection: BaseDatabaseWrapper) -> list[CheckMessage]:
    found: list[CheckMessage] = []
    if _asked(connection, "SHOW synchronous_commit") == "off":
        words = "PostgreSQL does not wait for the disk (synchronous_commit is off)."
        found.append(checks.Error(words, id="answerable.E024"))
    if "off" in {_asked(connection, "SHOW fsync"), _asked(connection, "SHOW full_page_writes")}:
        words = "PostgreSQL does not wait for the disk (fsync or full_page_writes is off): a power cut would lose everything."
        found.append(checks.Warning(words, hint="Switch both on in postgresql.conf.", id="answerable.W025"))
    return found


def damage(connection: BaseDatabaseWrapper) -> str:
    """Returns what the database says is damaged; empty where it answers and says nothing."""
    said = _asked(connection, "PRAGMA quick_check(1)" if connection.vendor == "sqlite" else "SELECT 'ok'")
    return "" if said == "ok" else str(said)


def _asked(connection: BaseDatabaseWrapper, question: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchone()[0]
