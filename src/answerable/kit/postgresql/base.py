"""PostgreSQL for very many at once: a process opens no more connections than it may, and whoever wants one more waits.

Each request is answered in a thread with a connection of its own. Where all threads kept theirs, two processes and those that
follow them would take more than a database lets in, and everybody else would be told that something is broken.
"""

import threading
import weakref
from typing import Any

from django.db.backends.postgresql import base
from psycopg import OperationalError

from .. import saving

MOST = 20  # of one process: deploy/postgresql.conf has room for two that answer and two that are just ending
KEPT = 8  # of these stay open between requests
SECONDS = 20.0  # how long somebody waits for one, as long as for SQLite's lock


class Places:
    """So many may be taken at once."""

    def __init__(self, most: int) -> None:
        self.most, self.taken = most, 0
        self._changed = threading.Condition()

    def take(self, seconds: float) -> bool:
        """Takes a place, and waits for one that long; says whether there was one."""
        with self._changed:
            is_free = self._changed.wait_for(lambda: self.taken < self.most, seconds)
            self.taken += is_free
        return is_free

    def give_back(self) -> None:
        with self._changed:
            self.taken -= 1
            self._changed.notify()


PLACES = Places(MOST)


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection holds its place until it is closed, or until nobody knows it any more."""

    _place: Any = None

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        if not PLACES.take(SECONDS):
            raise saving.NotKept(saving.UNREACHED)
        try:
            opened = super().get_new_connection(conn_params)
        except BaseException as fault:
            PLACES.give_back()
            if isinstance(fault, OperationalError):
                saving.note_unreached(fault)
            raise
        self._place = weakref.finalize(opened, PLACES.give_back)
        return opened

    def close(self) -> None:
        try:
            super().close()
        finally:
            if self._place is not None and self.connection is None:
                self._place()

    def close_if_unusable_or_obsolete(self) -> None:
        """Django asks this before and after each request: where many are open, this one is not kept."""
        super().close_if_unusable_or_obsolete()
        if self.connection is not None and not self.in_atomic_block and PLACES.taken > KEPT:
            self.close()
