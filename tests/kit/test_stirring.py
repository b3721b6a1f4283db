"""The log of SQLite goes over into the database: what was deleted is in neither, and somebody who reads keeps nobody waiting."""

import sqlite3
import time
from pathlib import Path

import pytest
from django.db import connection

from answerable.kit import stirring

NEEDLE = "needle-in-a-log"


@pytest.mark.django_db
def test_within_a_transaction_nothing_is_moved() -> None:
    assert stirring.stir() is False


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> sqlite3.Connection:
    """A database of the test's own, in the mode of the product, in place of the usual connection."""
    kept = sqlite3.connect(tmp_path / "db", isolation_level=None, timeout=5)
    for words in (
        "PRAGMA journal_mode = WAL",
        "PRAGMA secure_delete = ON",
        "PRAGMA busy_timeout = 5000",
        "CREATE TABLE t (w TEXT)",
    ):
        kept.execute(words)

    class Ours:
        vendor, in_atomic_block = "sqlite", False

        def cursor(self) -> "Ours":
            self.made = kept.cursor()
            return self

        def __enter__(self) -> sqlite3.Cursor:
            return self.made

        def __exit__(self, *_: object) -> None:
            self.made.close()

    monkeypatch.setattr(stirring, "connection", Ours())
    return kept


def holding(folder: Path) -> list[str]:
    return [one.name for one in folder.iterdir() if NEEDLE.encode() in one.read_bytes()]


def test_what_was_deleted_is_in_no_file_afterwards(own: sqlite3.Connection, tmp_path: Path) -> None:
    own.executemany("INSERT INTO t VALUES (?)", [(f"{NEEDLE} {number}",) for number in range(50)])
    own.execute("DELETE FROM t")
    assert holding(tmp_path) == ["db-wal"]
    assert stirring.stir() is True
    assert holding(tmp_path) == []
    assert own.execute("PRAGMA busy_timeout").fetchone()[0] == 5000


def test_somebody_who_reads_at_length_is_not_waited_for(own: sqlite3.Connection, tmp_path: Path) -> None:
    own.execute("INSERT INTO t VALUES ('one')")
    reader = sqlite3.connect(tmp_path / "db", isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM t").fetchall()
    own.execute("INSERT INTO t VALUES ('two')")
    begun = time.monotonic()
    assert stirring.stir() is False
    assert time.monotonic() - begun < 2
    reader.close()
    assert stirring.stir() is True
    assert connection.vendor in {"sqlite", "postgresql"}
