"""Writing past the triggers, as somebody does who holds the database."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from answerable.conduct.migrations._guards import GUARDS


@contextmanager
def past_the_guards() -> Iterator[None]:
    """On SQLite they are gone for the rest of the test; a test's transaction brings them back."""
    is_postgresql = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        if is_postgresql:
            cursor.execute("SET session_replication_role = replica")
        else:
            for name, *_rest in GUARDS:
                cursor.execute(f"DROP TRIGGER IF EXISTS conduct_{name}")
    yield
    if is_postgresql:
        with connection.cursor() as cursor:
            cursor.execute("SET session_replication_role = DEFAULT")


def guards_there() -> set[str]:
    """Returns the triggers that the database has on this room's tables."""
    asked = (
        "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(asked)
        return {str(row[0]) for row in cursor.fetchall() if str(row[0]).startswith("conduct_")}
