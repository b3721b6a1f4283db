"""Many at once, each over a connection of their own: on PostgreSQL in the tests' database, on SQLite in a copy of it on the disk."""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import connections

from answerable.kit import saving
from tests.beside import over_its_own_connection

ALIAS = "default"


@contextmanager
def on_the_disk(folder: Path) -> Iterator[None]:
    """Within it SQLite's database is one that several write at once, as the product's: in memory it lets nobody wait."""
    inside, name = connections[ALIAS], connections.settings[ALIAS]["NAME"]
    path, seen = folder / "at-once.sqlite3", list(saving._first_seen)
    _copy(inside, path)
    connections.settings[ALIAS]["NAME"] = str(path)
    connections[ALIAS] = connections.create_connection(ALIAS)
    try:
        yield
    finally:
        connections[ALIAS].close()
        connections.settings[ALIAS]["NAME"] = name
        connections[ALIAS] = inside
        saving._first_seen[:] = seen  # the file is none that later tests would miss


def _copy(inside: Any, path: Path) -> None:
    """Copies a database of which the test has an empty transaction open: it would be waited for, and is begun anew afterwards."""
    inside.ensure_connection()
    inside.connection.execute("ROLLBACK")
    copy = inside.Database.connect(str(path))
    inside.connection.backup(copy)
    copy.close()
    inside.connection.execute("BEGIN IMMEDIATE")
    for one in filter(None, inside.savepoint_ids):
        inside.connection.execute(f'SAVEPOINT "{one}"')


def all_at_once(acts: Sequence[Callable[[], object]]) -> list[BaseException]:
    """Begins all acts at one moment, each in a thread; returns what went wrong."""
    wrong: list[BaseException] = []
    start = threading.Barrier(len(acts))

    def done(act: Callable[[], object]) -> Callable[[], None]:
        def doing() -> None:
            try:
                start.wait(60)
                act()
            except BaseException as fault:  # whatever it is, the test is told
                wrong.append(fault)

        return over_its_own_connection(doing)

    threads = [threading.Thread(target=done(act)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(300)
    return wrong
