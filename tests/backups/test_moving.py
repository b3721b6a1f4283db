"""From SQLite to PostgreSQL with everything: every row the same, every sealed word opens, and nothing where it is refused."""

import json
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from django.db import connection

from tests.older.test_older_databases import KEPT, brought_back

from .confiding import WORDS
from .conftest import House
from .test_safe_space import confided

pytestmark = [pytest.mark.slow, pytest.mark.postgres_too]
DATABASE = "answerable.sqlite3"
of_postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="of PostgreSQL: bin/test --slow runs it there"
)


@pytest.fixture
def there() -> Iterator[str]:
    """The address of an empty database."""
    url, name = os.environ["DATABASE_URL"], f"moved_{os.urandom(4).hex()}"
    with psycopg.connect(url, autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")
    try:
        yield urlunsplit(urlsplit(url)._replace(path=f"/{name}"))
    finally:
        with psycopg.connect(url, autocommit=True) as admin:
            admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


def moved_to(house: House, there: str) -> House:
    return House(house.home, house.words, house.paper, {"DATABASE_URL": there})


@of_postgresql
def test_alliance_moves_with_every_row_and_goes_on(house: House, there: str) -> None:
    """B71 from one database to the other: what was sealed opens, the ledger stands, numbers go on, guards stand."""
    house.work("fill", 5)
    house.work("organise")
    made, before = confided(house, "tell"), house.show()
    file = (house.home / DATABASE).read_bytes()
    now = moved_to(house, there)
    rehearsed = now.told("move", "--yes", "--dry-run")
    assert (rehearsed["taken_back"], rehearsed["rows"]["alliance_person"], now.show()["people"]) == (True, 6, {})
    with psycopg.connect(there) as database:
        asked = database.execute("SELECT count(*) FROM django_tasks_database_dbtaskresult").fetchone()
    assert asked == (0,), "where it was only rehearsed, nothing is asked of the queue"
    told = now.told("move", "--yes")
    assert (told["rows"], told["taken_back"], told["ledger"]) == (rehearsed["rows"], False, before["ledger"][1])
    assert now.show() == before
    assert (house.home / DATABASE).read_bytes() == file
    assert json.loads((house.home / "backup" / "journal").read_text().splitlines()[-1])["what"] == "moved"
    found = confided(now, "open", made["receipt"], made["account"], made["handler"])
    assert (found["told"], found["reads"]) == (WORDS, WORDS)
    now.work("fill", 2)
    assert len(now.show()["people"]) == len(before["people"]) + 2
    with psycopg.connect(there) as database, pytest.raises(psycopg.Error):
        database.execute("UPDATE ledger_entry SET act = 'other'")
    again = now.type("move", "--yes")
    assert (again.returncode, "already" in again.stderr) == (1, True)


@of_postgresql
def test_nothing_moves_while_the_site_runs(house: House, there: str, tmp_path: Path) -> None:
    """B54."""
    with house.served(tmp_path / "said"):
        refused = moved_to(house, there).type("move", "--yes")
    assert (refused.returncode, "is running" in refused.stderr) == (1, True)


@of_postgresql
def test_file_of_another_program_or_of_none_is_refused(house: House, there: str, tmp_path: Path) -> None:
    older = brought_back(KEPT[0], tmp_path / "older") / DATABASE
    torn, newer = tmp_path / "torn.sqlite3", tmp_path / "newer.sqlite3"
    torn.write_bytes(b"SQLite format 3\0" + b"canary" * 2000)
    shutil.copy(house.home / DATABASE, newer)
    with closing(sqlite3.connect(newer)) as database, database:
        database.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('kit', '9999_later', '2030-01-01')"
        )
    now = moved_to(house, there)
    for file, word in ((older, "older program"), (torn, "cannot be read"), (newer, "newer program")):
        said = now.type("move", str(file), "--yes")
        assert (said.returncode, word in said.stderr, "canary" in said.stderr) == (1, True, False), said.stderr
    with psycopg.connect(there) as empty:
        assert empty.execute("SELECT to_regclass('alliance_person')").fetchall() == [(None,)]


@of_postgresql
def test_row_that_does_not_come_over_takes_everything_back(house: House, there: str) -> None:
    """A rule of the database's that swallows rows stands for whatever may go wrong on the way."""
    house.work("fill", 3)
    now = moved_to(house, there)
    assert now.told("move", "--yes", "--dry-run")["taken_back"]
    with psycopg.connect(there) as database:
        database.execute("CREATE RULE swallow AS ON INSERT TO alliance_selfdeclaration DO INSTEAD NOTHING")
    said = now.type("move", "--yes")
    assert (said.returncode, "Not every row" in said.stderr, now.show()["people"]) == (1, True, {})


def test_move_asks_for_somewhere_to_go(house: House) -> None:
    said = House(house.home, house.words, house.paper, {"DATABASE_URL": ""}).type("move", "--yes")
    assert (said.returncode, "DATABASE_URL" in said.stderr) == (1, True)
