"""Turns at what is costly: a few at once on the whole machine, a bounded number waiting, and a clear word to the rest.

A locked file is a turn, so that all processes of the site count together, and a turn ends with its process however that ends.
"""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection

AT_ONCE = 2
WAITING = 32
SECONDS = 20.0  # how long somebody waits for a turn, where the settings do not say otherwise
PAUSE = 0.02


class Busy(Exception):  # noqa: N818 - it says how it is
    """Too many ask at once; nothing was tried, and the same may be asked again in a moment."""


@contextmanager
def turn(what: str) -> Iterator[None]:
    """Holds one of the few turns at something; raises `Busy` where too many wait, or for too long.

    `TURN_SECONDS` in the settings says how long is too long.
    """
    handle = _waited_for(what, getattr(settings, "TURN_SECONDS", SECONDS))
    try:
        yield
    finally:
        _let_go(handle)


def _waited_for(what: str, seconds: float) -> int:
    until = time.monotonic() + seconds
    place = _first_free(what, "waits", WAITING)
    if place is None:
        raise Busy
    try:
        while (handle := _first_free(what, "has", AT_ONCE)) is None:
            if time.monotonic() >= until:
                raise Busy
            _let_database_go()
            time.sleep(PAUSE)
    finally:
        _let_go(place)
    return handle


def _let_database_go() -> None:
    """Closes the connection of whoever waits: PostgreSQL has few of them, and others who need no turn need one."""
    if connection.vendor == "postgresql" and not connection.in_atomic_block:
        connection.close()


def _first_free(what: str, how: str, count: int) -> int | None:
    """Returns a handle that holds the first of some numbered files nobody else holds; None where all are held."""
    for number in range(count):
        handle = _opened(Path(settings.HOME) / "run" / f"{what}-{how}-{number}.lock")
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(handle)
        else:
            return handle
    return None


def _let_go(handle: int) -> None:
    """Says so aloud: a process that was forked meanwhile holds the file open too."""
    fcntl.flock(handle, fcntl.LOCK_UN)
    os.close(handle)


def _opened(path: Path) -> int:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    return os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
