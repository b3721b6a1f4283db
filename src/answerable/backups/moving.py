"""Bringing everything that a SQLite file holds into PostgreSQL, when one machine's SQLite is outgrown. The file stays as it is."""

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import DatabaseError, connection, connections, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.models import Model

from answerable.ledger.verification import verify

from . import alone, journal, postgresql
from . import sqlite as before
from .manifest import Facts
from .refusals import CannotGoOn

BEFORE = "before"
VALUES_AT_ONCE = 30_000  # a statement of PostgreSQL's takes 65,535
ROWS_AT_ONCE = 2_000
Say = Callable[[str, str], None]


@dataclass
class Moved:
    """Rows by table, as counted and compared on both sides."""

    rows: dict[str, int] = field(default_factory=dict)
    ledger_n: int = 0


def move(*, file: Path, is_rehearsed: bool = False, say: Say = lambda step, about: None) -> Moved:
    """Copies every row into the empty database that is connected and compares each: all of it, or `CannotGoOn` and nothing.

    Rehearsed, all is done and taken back; only the empty tables stay.
    """
    if connection.vendor != "postgresql":
        raise CannotGoOn("not_postgresql")
    with alone.alone(), _opened(file) as facts:
        if others := postgresql.others():
            raise CannotGoOn("others_connected", count=others)
        if not postgresql.is_empty():
            raise CannotGoOn("not_empty_there")
        _see_that_same_tables(facts)
        say("migrate", "")
        call_command("migrate", interactive=False, verbosity=0)
        moved = Moved(ledger_n=facts.ledger_n)
        with transaction.atomic():
            with _guards_aside():
                for model in _kept():
                    say("copy", model._meta.db_table)
                    moved.rows[model._meta.db_table] = _copied(model)
            _count_on()
            say("check", "")
            _see_that_sound(facts, moved)
            transaction.set_rollback(is_rehearsed)
    if not is_rehearsed:
        postgresql.look_over()
        journal.note(journal.MOVED, file=file.name, rows=sum(moved.rows.values()), ledger=moved.ledger_n)
    return moved


@contextmanager
def _opened(file: Path) -> Iterator[Facts]:
    """Opens the file for reading alone, beside the database that is connected; yields what is in it."""
    own = {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(file),
        "OPTIONS": {"timeout": 20, "init_command": "PRAGMA query_only=ON;PRAGMA temp_store=MEMORY;"},
    }
    connections.databases[BEFORE] = {**connections.databases["default"], **own, "CONN_HEALTH_CHECKS": False}
    try:
        with transaction.atomic(using=BEFORE):
            yield _facts()
    except DatabaseError as fault:
        if isinstance(fault.__cause__, sqlite3.Error):
            raise CannotGoOn("unreadable_file", file=file.name) from fault
        raise
    finally:
        connections[BEFORE].close()
        del connections[BEFORE]
        del connections.databases[BEFORE]


def _facts() -> Facts:
    def ask(words: str) -> list[tuple[Any, ...]]:
        with connections[BEFORE].cursor() as cursor:
            cursor.execute(words)
            return list(cursor.fetchall())

    return before.read_facts(ask, connections[BEFORE].introspection.table_names())


def _see_that_same_tables(facts: Facts) -> None:
    """Refuses a file of an older or a newer program: its rows would not fit these tables."""
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    if unknown := sorted(set(facts.migrations) - known):
        raise CannotGoOn("newer_program", migration=unknown[0])
    if missing := sorted(known - set(facts.migrations)):
        raise CannotGoOn("older_tables", migration=missing[0])


def _kept() -> list[type[Model]]:
    return [one for one in apps.get_models(include_auto_created=True) if one._meta.managed and not one._meta.proxy]


@contextmanager
def _guards_aside() -> Iterator[None]:
    """Lets rows in that must never be added later, such as the words of a text that was adopted; links are seen to at the end."""
    _triggers("DISABLE")
    yield
    connection.check_constraints()
    _triggers("ENABLE")


def _triggers(how: str) -> None:
    with connection.cursor() as cursor:
        for model in _kept():
            cursor.execute(f"ALTER TABLE {connection.ops.quote_name(model._meta.db_table)} {how} TRIGGER USER")


def _copied(model: type[Model]) -> int:
    """Puts a table's rows in the place of what was laid there with the table; returns how many, once they are the same."""
    fields = model._meta.concrete_fields
    here, there = model._base_manager.using("default"), model._base_manager.using(BEFORE)
    if here.exists():
        here._raw_delete("default")
    rows = there.order_by().iterator(chunk_size=ROWS_AT_ONCE)
    while some := list(islice(rows, max(1, min(ROWS_AT_ONCE, VALUES_AT_ONCE // len(fields))))):
        here._insert(some, fields, using="default", raw=True)  # type: ignore[attr-defined] # as `loaddata` writes what is to stay as it was
    names = [one.attname for one in fields]
    before, after = (_told(one.order_by().values_list(*names)) for one in (there, here))
    if before != after:
        raise CannotGoOn("came_otherwise", table=model._meta.db_table)
    return after[0]


def _told(rows: Any) -> tuple[int, int]:
    """Returns how many rows there are, and a number that another value in any of them would change, whatever their order."""
    count, sums = 0, 0
    for row in rows.iterator(chunk_size=ROWS_AT_ONCE):
        said = json.dumps([_plain(value) for value in row], sort_keys=True, default=str).encode()
        sums += int.from_bytes(hashlib.blake2b(said, digest_size=16).digest())
        count += 1
    return count, sums


def _plain(value: object) -> object:
    return bytes(value).hex() if isinstance(value, bytes | memoryview) else value


def _count_on() -> None:
    """Lets the numbers that PostgreSQL gives begin behind those that came."""
    with connection.cursor() as cursor:
        for words in connection.ops.sequence_reset_sql(no_style(), _kept()):
            cursor.execute(words)


def _see_that_sound(facts: Facts, moved: Moved) -> None:
    """Counts once more by the file's own tables, and walks the ledger."""
    asked, came = _without_tables_of_its_own(facts.rows), {name: n for name, n in moved.rows.items() if n}
    if different := sorted(set(asked.items()) ^ set(came.items())):
        raise CannotGoOn("came_otherwise", table=different[0][0])
    verdict = verify()
    if not verdict.ok:
        raise CannotGoOn("ledger_broken", reason=verdict.reason)


def _without_tables_of_its_own(rows: dict[str, int]) -> dict[str, int]:
    """Leaves out what each database keeps for itself: its list of migrations, its index of terms, its cache."""
    own: Iterable[str] = ("django_migrations", "kit_searchterms", "kit_cache")
    return {name: n for name, n in rows.items() if n and not name.startswith(tuple(own))}
