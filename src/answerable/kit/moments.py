"""Reading at length as of one moment: what others save meanwhile is not seen, and nobody waits who need not."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def as_of_one_moment() -> Iterator[None]:
    """Whatever is read within it is of one moment; nothing may be written. Within a transaction that one says what is seen."""
    if connection.in_atomic_block:
        yield
        return
    if connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
        return
    with connection.cursor() as cursor:
        cursor.execute("BEGIN DEFERRED")  # it only reads: a transaction of Django's would lock out whoever writes
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")
