"""Long work of which one runs at a time, in whatever process and on whatever machine; whoever comes second waits.

    with alone("standards.reckoning"):
        ...

However a process ends, what it held is let go of. On SQLite the system's own lock on a file says who holds it, since all that
work on it are on one machine; on PostgreSQL the database does.
"""

import fcntl
import hashlib
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from django.conf import settings
from django.db import connection

MOMENT = 0.05  # seconds
_held: ContextVar[frozenset[str]] = ContextVar("alone", default=frozenset())


@contextmanager
def alone(name: str) -> Iterator[None]:
    """Waits until nobody else does the work of this name, and keeps others waiting; within itself it waits for nobody."""
    if name in _held.get():
        yield
        return
    with _in_database(name) if connection.vendor == "postgresql" else _in_folder(name):
        token = _held.set(_held.get() | {name})
        try:
            yield
        finally:
            _held.reset(token)


def give_way() -> None:
    """Rests between two portions of long work: SQLite's waiting writers try again after a tenth of a second, and would find it busy for ever."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        time.sleep(MOMENT)


@contextmanager
def _in_database(name: str) -> Iterator[None]:
    """Within a transaction the lock ends with it, since one that failed takes no more commands; else it is let go of."""
    key = int.from_bytes(hashlib.blake2s(name.encode(), digest_size=8).digest(), "big", signed=True)
    if connection.in_atomic_block:
        _ask("SELECT pg_advisory_xact_lock(%s)", key)
        yield
        return
    _ask("SELECT pg_advisory_lock(%s)", key)
    try:
        yield
    finally:
        _ask("SELECT pg_advisory_unlock(%s)", key)


def _ask(words: str, key: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(words, [key])


@contextmanager
def _in_folder(name: str) -> Iterator[None]:
    folder = Path(settings.HOME) / "locks"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(
        folder / name, os.O_CREAT | os.O_RDWR, 0o600
    )  # it stays: a file that is removed could be locked twice
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
