"""Turns at what is costly: a few at once on the whole machine, a bounded number waiting, and a clear word to the rest.

A locked file is a turn, so that all processes of the site count together, and a turn ends with its process however that ends.
Those who wait stand in a row of such files: whoever comes goes to its back and moves up by one where the next is free, so that
the first who came has the first turn.
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
PAUSE, SHORT = 0.02, 0.004  # between two looks: far back in the row, and at its front
LOOKS = 25  # at the back of the row, where others just come, before it is held to be full


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
    number, place = WAITING - 1, _at_the_back(what)
    try:
        while True:
            while number and (ahead := _taken(what, "waits", number - 1)) is not None:
                _let_go(place)
                number, place = number - 1, ahead
            if (found := _next(what, number)) is not None:
                return found
            if time.monotonic() >= until:
                raise Busy
            _let_database_go()
            time.sleep(PAUSE if number > AT_ONCE else SHORT)
    finally:
        _let_go(place)


def _let_database_go() -> None:
    """Closes the connection of whoever waits: PostgreSQL has few of them, and others who need no turn need one."""
    if connection.vendor == "postgresql" and not connection.in_atomic_block:
        connection.close()


def _at_the_back(what: str) -> int:
    for _ in range(LOOKS if WAITING else 0):
        if (place := _taken(what, "waits", WAITING - 1)) is not None:
            return place
        time.sleep(PAUSE)
    raise Busy


def _next(what: str, number: int) -> int | None:
    """Returns a turn, for whoever stands at the front, where one is free."""
    free = (_taken(what, "has", one) for one in range(AT_ONCE)) if number == 0 else ()
    return next((one for one in free if one is not None), None)


def _taken(what: str, how: str, number: int) -> int | None:
    """Returns a handle that holds a numbered file; None where somebody else holds it."""
    handle = _opened(Path(settings.HOME) / "run" / f"{what}-{how}-{number}.lock")
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        return None
    return handle


def _let_go(handle: int) -> None:
    """Says so aloud: a process that was forked meanwhile holds the file open too."""
    fcntl.flock(handle, fcntl.LOCK_UN)
    os.close(handle)


def _opened(path: Path) -> int:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    return os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
