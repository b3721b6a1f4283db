"""Files kept in rows, piece by piece: SQLite's own memory stays small meanwhile, since no piece is looked at twice."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

SMALL = -2000  # kibibytes, as SQLite writes them


@contextmanager
def large_rows() -> Iterator[None]:
    """Keeps few pages of the database in memory until it is over; what was meant to be there longer is read again."""
    if connection.vendor != "sqlite":
        yield
        return
    usual = _pages()
    _set(SMALL)
    try:
        yield
    finally:
        _set(usual)


def _pages() -> int:
    connection.ensure_connection()
    return int(connection.connection.execute("PRAGMA cache_size").fetchone()[0])


def _set(pages: int) -> None:
    """Asks SQLite itself: Django's cursor refuses once a transaction is to be taken back, and hides why."""
    if connection.connection is not None:
        connection.connection.execute(f"PRAGMA cache_size = {pages}")
