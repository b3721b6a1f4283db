"""Moving SQLite's log into the database: what was deleted stays in no log, and the files bear another time than the last saving."""

from django.db import connection

SHORT = 200  # milliseconds; whoever saves meanwhile waits no longer for it


def stir() -> bool:
    """Empties the log; where somebody reads at length, an hour later. PostgreSQL does so by itself. Returns whether it is empty."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        return False
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        usual = int(cursor.fetchone()[0])
        cursor.execute(f"PRAGMA busy_timeout = {SHORT}")
        try:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            is_busy = bool(cursor.fetchone()[0])
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {usual}")
    return not is_busy
