"""The tables of tests, made by all migrations once a run: whoever comes later takes them as they stood then."""

import os
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, cast
from unittest import mock

import psycopg
from django.core import management
from django.db import connection

from . import among_workers

TEMPLATE = "tables_of_tests"
call_command = management.call_command


@contextmanager
def once_a_run() -> Iterator[None]:
    """Within it, a test database that is created gets the tables of this run. Outside of bin/test, each makes its own."""
    within = among_workers.folder()
    if within is None:
        yield
        return
    fill = _from_template(within) if connection.vendor == "postgresql" else _from_file(within)

    def instead(name: str, *words: Any, **named: Any) -> object:
        return fill() if name == "migrate" else call_command(name, *words, **named)

    with mock.patch.object(management, "call_command", instead):
        yield


def _migrate() -> None:
    call_command("migrate", verbosity=0, interactive=False)


def _from_file(within: Path) -> Callable[[], None]:
    """SQLite: the file that the first one kept is read into memory."""

    def make(place: Path) -> None:
        _migrate()
        place.unlink(missing_ok=True)
        with closing(_file(place)) as file:
            connection.connection.backup(file)

    def fill() -> None:
        place, is_new = among_workers.once(within, among_workers.here("tables"), make)
        if not is_new:
            connection.ensure_connection()
            with closing(_file(place)) as file:
                file.backup(connection.connection)

    return fill


def _from_template(within: Path) -> Callable[[], None]:
    """PostgreSQL copies a database that nobody is connected to, in less than a second."""

    def make(_: Path) -> None:
        with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as admin:
            admin.execute(f"DROP DATABASE IF EXISTS {TEMPLATE}")
            admin.execute(f"CREATE DATABASE {TEMPLATE} TEMPLATE template0 ENCODING 'UTF8'")
        before = connection.settings_dict["NAME"]
        connection.close()
        connection.settings_dict["NAME"] = TEMPLATE
        try:
            _migrate()
        finally:
            connection.close()
            connection.settings_dict["NAME"] = before

    among_workers.once(within, among_workers.here("tables"), make)
    connection.settings_dict["TEST"]["TEMPLATE"] = TEMPLATE
    return lambda: None


def _file(place: Path) -> Any:
    """Opens it by the very library that the product's connections are made with: others do not copy into these."""
    return cast("Any", connection).Database.connect(place)
