"""A PostgreSQL database copied by its own programs, looked at, and put in the place of another."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from .manifest import Facts
from .refusals import CannotGoOn
from .sqlite import read_facts

PART = "database.pgdump"
BLOCK = 1024 * 1024
VARIABLES = {
    "NAME": "PGDATABASE", "USER": "PGUSER", "PASSWORD": "PGPASSWORD", "HOST": "PGHOST", "PORT": "PGPORT",
    "host": "PGHOST", "port": "PGPORT", "sslmode": "PGSSLMODE", "sslrootcert": "PGSSLROOTCERT",
    "sslcert": "PGSSLCERT", "sslkey": "PGSSLKEY",
}  # fmt: skip


def program(name: str) -> str:
    """Returns the newest of PostgreSQL's client programs on this machine, or says how it comes here."""
    folders = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda one: int(one.parts[-3]))
    found = str(folders[-1]) if folders else shutil.which(name)
    if found is None:
        raise CannotGoOn("no_client", program=name, command="sudo apt-get install postgresql-client")
    return found


def surroundings(database: str = "") -> dict[str, str]:
    """Returns the environment by which a program finds the database: a password in its arguments could be seen by all."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    told = {**connection.settings_dict, **connection.settings_dict["OPTIONS"]}
    own = {variable: str(told[name]) for name, variable in VARIABLES.items() if told.get(name)}
    return {**kept, **own, **({"PGDATABASE": database} if database else {})}


@contextmanager
def copied() -> Iterator[tuple[Facts, Iterator[bytes]]]:
    """Yields what the database holds at this moment, and its dump as it comes out of `pg_dump`: no file is written."""
    command = [program("pg_dump"), "--format=custom", "--no-owner", "--no-privileges"]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SELECT pg_export_snapshot(), current_schema()")
        snapshot, schema = cursor.fetchone()
        facts = facts_here()
        process = subprocess.Popen(  # noqa: S603 - PostgreSQL's own program
            [*command, f"--snapshot={snapshot}", f"--schema={schema}"],
            env=surroundings(), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        with process:
            yield facts, _read(process)


def _read(process: "subprocess.Popen[bytes]") -> Iterator[bytes]:
    assert process.stdout is not None  # noqa: S101 - for the type checker: it was asked for above
    yield from iter(lambda: process.stdout.read(BLOCK), b"")  # type: ignore[union-attr] # as above
    if process.wait():
        raise CannotGoOn("program_failed", program="pg_dump")


def facts_here() -> Facts:
    return read_facts(_asked, sorted(connection.introspection.table_names()))


def _asked(words: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(words)
        return list(cursor.fetchall())


def is_empty() -> bool:
    """Whether nothing was ever done in the database here."""
    return facts_here().ledger_n == 0


def others() -> int:
    """Returns how many others are connected to this database, from whatever machine."""
    words = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
    return int(_asked(words)[0][0])


def read_in(dump: Path) -> None:
    """Reads a dump into the empty schema of the database that is connected, all of it or nothing."""
    connection.close()
    done = subprocess.run(  # noqa: S603 - PostgreSQL's own program
        [program("pg_restore"), "--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges",
         f"--schema={_schema()}", f"--dbname={connection.settings_dict['NAME']}", str(dump)],
        env=surroundings(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False,
    )  # fmt: skip
    if done.returncode:
        raise CannotGoOn("program_failed", program="pg_restore")


def look_over() -> None:
    """Has the database look at rows that were read in: until then it knows nothing of them, and reads whole tables."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")


def _schema() -> str:
    found = str(_asked("SELECT current_schema()")[0][0])
    connection.close()
    return found


def put_aside(name: str) -> None:
    """Keeps all tables under another schema's name, and begins an empty one."""
    schema = _schema()
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER SCHEMA {_quoted(schema)} RENAME TO {_quoted(name)}")
        cursor.execute(f"CREATE SCHEMA {_quoted(schema)}")


def take_back(name: str) -> None:
    """Drops what was read in, and gives the schema that was put aside its name again."""
    schema = _schema()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DROP SCHEMA {_quoted(schema)} CASCADE")
        cursor.execute(f"ALTER SCHEMA {_quoted(name)} RENAME TO {_quoted(schema)}")


def drop(name: str) -> None:
    """Drops a schema that was put aside."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP SCHEMA IF EXISTS {_quoted(name)} CASCADE")


@contextmanager
def standing_in(name: str) -> Iterator[None]:
    """Makes a database of its own for a drill, lets everything in this process speak to it, and drops it again."""
    kept = settings.DATABASES["default"]["NAME"]
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {_quoted(name)} TEMPLATE template0 ENCODING 'UTF8'")
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = kept
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {_quoted(name)}")


def _quoted(name: str) -> str:
    return str(connection.ops.quote_name(name))
