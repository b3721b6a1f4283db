"""A SQLite database copied while it is written to, looked at, and put in the place of another."""

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection

from .manifest import Facts
from .places import home, passing_folder
from .refusals import CannotGoOn

PART = "database.sqlite3"
BLOCK = 1024 * 1024
Ask = Callable[[str], list[tuple[Any, ...]]]
BESIDE = ("", "-wal", "-shm", "-journal")


def database() -> Path:
    return Path(str(settings.DATABASES["default"]["NAME"]))


@contextmanager
def copied() -> Iterator[tuple[Facts, Iterator[bytes]]]:
    """Yields what a copy of this moment holds, and its bytes; the copy vanishes, and has no name while it is read."""
    with passing_folder(size()) as folder:
        _see_that_room(folder, size())
        path = folder / "copy"
        copy_to(path)
        facts = facts_of(path)
        with path.open("rb") as file:
            path.unlink()
            yield facts, iter(lambda: file.read(BLOCK), b"")


def size() -> int:
    """Returns how large the database is with what was written last; 0 where it is no file."""
    found = (Path(f"{database()}{end}") for end in ("", "-wal"))
    return sum(path.stat().st_size for path in found if path.exists())


def copy_to(path: Path) -> None:
    """Writes the database as it is at this moment, without what was deleted, while others go on writing."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    with closing(sqlite3.connect(str(database()), timeout=60, isolation_level=None)) as source:
        source.execute("PRAGMA temp_store=MEMORY")
        source.execute("VACUUM INTO ?", (str(path),))
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def facts_of(path: Path) -> Facts:
    """Counts what a database file holds, without leaving anything beside it."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)) as copy:
        return read_facts(lambda words: list(copy.execute(words)), _tables(lambda words: list(copy.execute(words))))


def _tables(ask: Ask) -> list[str]:
    names = [str(row[0]) for row in ask("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    return [name for name in names if not name.startswith("sqlite_")]


def read_facts(ask: Ask, tables: list[str]) -> Facts:
    """Asks for rows, migrations and the ledger's newest entry; the tables' names are the database's own."""
    count = "SELECT count(*) FROM %s"
    rows = {name: int(ask(count % _quoted(name))[0][0]) for name in tables}
    done = ask("SELECT app, name FROM django_migrations ORDER BY app, name") if "django_migrations" in rows else []
    head = ask("SELECT n, hash FROM ledger_head") if "ledger_head" in rows else []
    n, mark = head[0] if head else (0, "")
    return Facts(rows=rows, migrations=[f"{app}.{name}" for app, name in done], ledger_n=int(n), ledger_hash=str(mark))


def _quoted(name: str) -> str:
    return '"{}"'.format(name.replace('"', '""'))


def _see_that_room(folder: Path, size: int) -> None:
    free = shutil.disk_usage(folder).free
    if free < size + settings.DISK_RESERVE:
        raise CannotGoOn("no_room_for_copy", needed=(size + settings.DISK_RESERVE) >> 20, free=free >> 20)


def is_empty() -> bool:
    """Whether nothing was ever done in the database here."""
    if not database().exists():
        return True
    try:
        facts = facts_here()
    except DatabaseError:  # what cannot be read may be all that is left of something
        return False
    return facts.ledger_n == 0


def _asked(words: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(words)
        return list(cursor.fetchall())


def facts_here() -> Facts:
    return read_facts(_asked, _tables(_asked))


def broken_pages() -> str:
    """Returns what `integrity_check` says is damaged; empty where all is whole."""
    said = [str(row[0]) for row in _asked("PRAGMA integrity_check(5)")]
    return "" if said == ["ok"] else "; ".join(said)


def broken_links() -> str:
    """Returns the tables whose rows point to rows that are not there."""
    return ", ".join(sorted({str(row[0]) for row in _asked("PRAGMA foreign_key_check")}))


@contextmanager
def standing_in(path: Path) -> Iterator[None]:
    """Lets everything in this process speak to another database file."""
    kept = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = str(path)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = kept


def put_aside(folder: Path) -> bool:
    """Moves the database and what lies beside it into a folder; returns whether there was one."""
    connection.close()
    found = [Path(f"{database()}{end}") for end in BESIDE if Path(f"{database()}{end}").exists()]
    for path in found:
        os.replace(path, folder / path.name)  # noqa: PTH105 - one call that either happens or does not
    return bool(found)


def put_in_place(path: Path) -> None:
    """Makes a file the database. What lay beside the old one must be gone: it would be read into this one."""
    connection.close()
    for end in BESIDE[1:]:
        Path(f"{database()}{end}").unlink(missing_ok=True)
    os.replace(path, database())  # noqa: PTH105 - as above
    handle = os.open(home(), os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
