"""The same on PostgreSQL, with its own programs; run by `bin/test`, which brings a cluster."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from django.db import connection

from .conftest import House, made

pytestmark = [
    pytest.mark.slow,
    pytest.mark.postgres_too,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="of PostgreSQL: bin/test --slow runs it there"),
]


@pytest.fixture
def pg_house(tmp_path: Path) -> Iterator[House]:
    """An alliance in a database of its own."""
    url = os.environ["DATABASE_URL"]
    name = f"house_{os.urandom(4).hex()}"
    with psycopg.connect(url, autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")
    parts = urlsplit(url)
    house = made(tmp_path, DATABASE_URL=urlunsplit(parts._replace(path=f"/{name}")))
    try:
        yield house
    finally:
        with psycopg.connect(url, autocommit=True) as admin:
            admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


def test_backup_of_postgresql_comes_back_and_brings_nothing_deleted_back(pg_house: House, tmp_path: Path) -> None:
    """B16, B56."""
    pg_house.work("fill", 8)
    pg_house.work("organise")
    writer = pg_house.writer("write", 20, 5)
    told = pg_house.told("backup")
    writer.communicate(timeout=60)
    file = Path(told["file"])
    assert b"Canaria" not in file.read_bytes()
    drill = pg_house.restore(file, "--drill", "--json")
    assert drill.returncode == 0, drill.stderr
    pg_house.work("forget", 3)
    refused = pg_house.restore(file)
    assert (refused.returncode, "--replace" in refused.stderr) == (1, True)
    done = pg_house.restore(file, "--replace", "--json")
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert said["forgotten_again"] == {"person": 3, "declaration": 1, "organisation": 1}
    assert said["aside"].startswith("schema before_restore_")
    found = pg_house.show()
    assert (len(found["people"]), found["organisations"], found["ledger"][0]) == (
        told["rows"]["alliance_person"],
        0,
        True,
    )


def test_damaged_backup_leaves_postgresql_as_it_was(pg_house: House, tmp_path: Path) -> None:
    pg_house.work("fill", 3)
    before = pg_house.show()
    file = pg_house.back_up()
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    (tmp_path / "flipped").write_bytes(content)
    done = pg_house.restore(tmp_path / "flipped", "--replace")
    assert (done.returncode, pg_house.show()["people"]) == (1, before["people"])


def test_restore_into_postgresql_is_refused_while_the_site_runs(pg_house: House, tmp_path: Path) -> None:
    """B54."""
    file = pg_house.back_up()
    with pg_house.served(tmp_path / "said"):
        done = pg_house.restore(file, "--replace")
    assert (done.returncode, "is running" in done.stderr) == (1, True)


def test_failed_upgrade_of_postgresql_goes_back(pg_house: House) -> None:
    pg_house.work("fill", 3)
    before = pg_house.show()
    newer = {"DJANGO_SETTINGS_MODULE": "tests.backups.newer_settings", "NEWER_FAILS": "yes"}
    done = House(pg_house.home, pg_house.words, pg_house.paper, {**pg_house.more, **newer}).type("upgrade", "--yes")
    assert (done.returncode, "back to where it was" in done.stderr) == (1, True), done.stderr
    assert pg_house.show()["people"] == before["people"]
    with psycopg.connect(pg_house.more["DATABASE_URL"]) as asked:
        tables = {row[0] for row in asked.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")}
        schemas = {row[0] for row in asked.execute("SELECT nspname FROM pg_namespace")}
    assert ("newer_novelty" in tables, "alliance_person" in tables) == (False, True)
    assert [name for name in schemas if "answerable" in name] == []
