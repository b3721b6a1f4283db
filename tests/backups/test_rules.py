"""Names, ages and parts of backups; what `check` says of them."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
import time_machine

from answerable.backups import forgotten, journal, keys, making, parts, rules, sqlite, standing
from answerable.backups.refusals import CannotGoOn
from answerable.kit import saving
from answerable.vault import Unreadable, boxes

NOW = dt.datetime(2026, 11, 21, 9, 0, tzinfo=dt.UTC)


@pytest.fixture
def home(tmp_path: Path, settings: Any) -> Path:
    settings.HOME, settings.BACKUP_TO = tmp_path, str(tmp_path / "backups")
    (tmp_path / "backups").mkdir()
    return tmp_path


def test_backup_is_named_after_its_moment() -> None:
    name = rules.name_of("backup", NOW, "00ff")
    assert (name, rules.made_at(name)) == ("answerable-20261121T090000Z-00ff.sealed", NOW)


def test_backups_are_kept_thirty_five_days_at_most() -> None:
    names = [rules.name_of("backup", NOW - dt.timedelta(days=days), "00ff") for days in (0, 34, 36, 400)]
    secrets = rules.name_of("secrets", NOW - dt.timedelta(days=400), "00ff")
    assert rules.too_old([*names, secrets, "notes.txt"], now=NOW, days=35) == sorted(names[2:])
    assert rules.too_old(names, now=NOW, days=9000) == sorted(names[2:])
    assert rules.too_old(names, now=NOW, days=7) == sorted(names[1:])


@pytest.mark.parametrize(
    ("name", "may"),
    [
        ("database.sqlite3", True), ("files/ab/cd.sealed", True), ("manifest", True), ("secrets/sealing_key", True),
        ("../etc/passwd", False), ("files/../x", False), ("/etc/passwd", False), ("files/..", False), ("files/.hidden", False),
        ("secrets/../x", False), ("other", False), ("files/" + "a/" * 9 + "a", False), ("", False),
    ],
)  # fmt: skip
def test_part_leads_nowhere_else(name: str, may: bool) -> None:
    assert rules.is_part(name) is may


def test_parts_that_name_another_place_are_not_read() -> None:
    head = json.dumps("../../escape").encode()
    with pytest.raises(Unreadable):
        next(parts.read(iter([len(head).to_bytes(4, "big") + head + bytes(4)])))


def test_key_is_read_back_as_it_was_written() -> None:
    public = boxes.public_of(bytes(20))
    assert keys.read(f" {keys.written(public)}\n") == public
    for wrong in ("", "answerable-backup-key-1:", "00" * 32, "ab" * 31, "zz" * 32):
        with pytest.raises(CannotGoOn):
            keys.read(wrong)


def codes() -> list[str]:
    return [code for code, _ in standing.standing()]


def test_standing_of_backups_is_told_step_by_step(home: Path) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        assert codes() == ["no_key"]
        keys.keep(boxes.public_of(bytes(20)))
        assert codes() == ["never", "no_drill", "no_secrets"]
        for what in (journal.MADE, journal.DRILL, journal.SECRETS):
            journal.note(what, file="x")
        assert codes() == ["well"]
        clock.shift(dt.timedelta(hours=30))
        assert codes() == ["old"]
        clock.shift(dt.timedelta(days=101))
        assert codes() == ["old", "old_drill"]
        (home / "before-restore-20261121T090000Z").mkdir()
        assert codes() == ["old", "old_drill", "aside"]


def test_backup_by_itself_is_due_when_its_hours_have_passed(home: Path, settings: Any) -> None:
    settings.BACKUP_EVERY_HOURS = 24
    assert not standing.is_due(NOW)
    keys.keep(boxes.public_of(bytes(20)))
    assert standing.is_due(NOW)
    with time_machine.travel(NOW, tick=False):
        journal.note(journal.MADE, file="x")
    assert [standing.is_due(NOW + dt.timedelta(hours=hours)) for hours in (1, 23, 24)] == [False, False, True]
    settings.BACKUP_EVERY_HOURS = 0
    assert not standing.is_due(NOW + dt.timedelta(days=9))


def test_line_of_the_journal_that_was_cut_is_passed_over(home: Path) -> None:
    journal.note(journal.MADE, file="x")
    with (home / "backup" / "journal").open("a") as file:
        file.write('{"when": "2026-')
    assert [one["what"] for one in journal.lines()] == ["made"]


def test_old_backups_are_removed_and_noted(home: Path, settings: Any) -> None:
    old, new = (rules.name_of("backup", NOW - dt.timedelta(days=days), "00ff") for days in (36, 1))
    for name in (old, new, "answerable-notes.sealed", "letter.txt"):
        (home / "backups" / name).touch()
    with time_machine.travel(NOW, tick=False):
        assert making.remove_old(home / "backups") == [old]
    left = {path.name for path in (home / "backups").iterdir()}
    assert left == {new, "answerable-notes.sealed", "letter.txt"}
    assert [(one["what"], one["file"]) for one in journal.lines()] == [("removed", old)]


def test_what_was_forgotten_says_nothing_without_the_key(home: Path) -> None:
    forgotten.keep_all(["a" * 64, "b" * 64])
    forgotten.keep_all(["b" * 64])
    assert (
        (home / "forgotten").read_text() == (home / "backups" / "forgotten").read_text() == f"{'a' * 64}\n{'b' * 64}\n"
    )
    assert forgotten.remembered() == {"a" * 64, "b" * 64}


@pytest.mark.django_db(transaction=True)
def test_deletion_is_remembered_once_it_has_happened(home: Path) -> None:
    from django.db import transaction

    try:
        with transaction.atomic():
            forgotten.remember("person", "undone")
            raise ValueError
    except ValueError:
        pass
    assert forgotten.remembered() == set()
    with transaction.atomic():
        forgotten.remember("person", "1234")
    (line,) = forgotten.remembered()
    assert "1234" not in line


def test_question_to_count_a_table_quotes_its_name() -> None:
    asked: list[str] = []

    def ask(words: str) -> list[tuple[Any, ...]]:
        asked.append(words)
        return [(0,)]

    sqlite.read_facts(ask, ['a"; DROP TABLE b; --'])
    assert asked == ['SELECT count(*) FROM "a""; DROP TABLE b; --"']


@pytest.mark.parametrize(
    ("sql", "table"),
    [
        ('INSERT INTO "access_session" ("id")', "access_session"), ("UPDATE alliance_person SET", "alliance_person"),
        ('  delete from "x"', "x"), ("INSERT OR IGNORE INTO ledger_head", "ledger_head"), ("SELECT * FROM x", None),
        ("SAVEPOINT a", None), ("PRAGMA quick_check", None), ("WITH a AS (SELECT 1) INSERT INTO b SELECT 1", ""),
        ('REPLACE INTO "y"', "y"), ("CREATE TABLE z (a)", ""),
    ],
)  # fmt: skip
def test_writing_is_told_from_reading(sql: str, table: str | None) -> None:
    found = saving.WRITING.match(sql)
    assert (found is None) is (table is None)
    if found and table:
        assert found["table"] == table


def test_line_that_was_half_written_spoils_no_later_one(home: Path) -> None:
    """B56: a machine that died while it wrote down what was deleted."""
    for path in (home / "forgotten", home / "backups" / "forgotten"):
        path.write_text(f"{'a' * 64}\n{'b' * 20}")
    forgotten.keep_all(["c" * 64])
    assert {"a" * 64, "c" * 64} == forgotten.remembered()


@pytest.mark.parametrize(
    ("held", "is_damaged"),
    [
        (b"", False), (b"a" * 64 + b"\n", False), (b"a" * 64 + b"\n" + b"b" * 9, False), (b"a" * 64 + b"\n" + b"b" * 9 + b"\n", True),
        (bytes(range(256)), True), (b"no such list", True), (b"A" * 64 + b"\n", True), (b"\n\n", True),
    ],
)  # fmt: skip
def test_list_that_cannot_be_read_is_told_from_one_that_was_cut_off(home: Path, held: bytes, is_damaged: bool) -> None:
    (home / "list").write_bytes(held)
    assert forgotten.is_damaged(home / "list") is is_damaged
