"""An upgrade that succeeds, and one that fails and leaves everything as it was."""

import gzip
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from answerable.backups import sqlite
from tests.older.test_older_databases import FOLDER, KEPT
from tests.running import answerable

from .conftest import House

pytestmark = pytest.mark.slow
NEWER = {"DJANGO_SETTINGS_MODULE": "tests.backups.newer_settings"}
FAILS = {"NEWER_FAILS": "yes"}


def newer(house: House, **more: str) -> House:
    """The same data, with a newer program."""
    return House(house.home, house.words, house.paper, {**NEWER, **more})


def tables(house: House) -> set[str]:
    with closing(sqlite3.connect(house.home / "answerable.sqlite3")) as database:
        return {row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def journal(house: House) -> list[str]:
    return [json.loads(line)["what"] for line in (house.home / "backup" / "journal").read_text().splitlines()]


def test_upgrade_makes_a_backup_migrates_and_looks(house: House) -> None:
    done = newer(house).type("upgrade", "--yes", "--json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["migrations"] == ["newer.0001_add_a_table", "newer.0002_fail"]
    assert told["steps"] == ["backup", "copy", "migrate", "check"]
    assert Path(told["backup"]).exists()
    assert ("newer_novelty" in tables(house), list(house.home.glob("before-upgrade-*"))) == (True, [])
    again = newer(house).type("upgrade", "--yes", "--json")
    assert (again.returncode, json.loads(again.stdout)["migrations"]) == (0, [])


def test_upgrade_that_fails_goes_back_to_where_it_was(house: House) -> None:
    house.work("fill", 3)
    before, facts = house.show(), sqlite.facts_of(house.home / "answerable.sqlite3")
    done = newer(house, **FAILS).type("upgrade", "--yes")
    assert (done.returncode, "back to where it was" in done.stderr, "canary" in done.stderr) == (1, True, False)
    assert ("newer_novelty" in tables(house), house.show()) == (
        False,
        {**before, "ledger": [True, before["ledger"][1] + 1]},
    )
    assert set(sqlite.facts_of(house.home / "answerable.sqlite3").migrations) == set(facts.migrations)
    assert (list(house.home.glob("before-upgrade-*")), journal(house)[-1]) == ([], "returned")


def test_site_is_not_served_where_its_upgrade_fails(house: House) -> None:
    done = newer(house, **FAILS).type("serve")
    assert (done.returncode, "newer_novelty" in tables(house), "Traceback" in done.stderr) == (1, False, False)


def test_trial_of_an_upgrade_changes_nothing(house: House) -> None:
    before = (house.home / "answerable.sqlite3").read_bytes()
    told = newer(house).told("upgrade", "--dry-run")
    assert told["migrations"] == ["newer.0001_add_a_table", "newer.0002_fail"]
    assert (house.home / "answerable.sqlite3").read_bytes() == before


def test_upgrade_asks_first(house: House) -> None:
    done = newer(house).type("upgrade")
    assert (done.returncode, "newer_novelty" in tables(house), "--yes" in done.stderr) == (2, False, True)


def test_upgrade_is_refused_while_the_site_runs(house: House, tmp_path: Path) -> None:
    with house.served(tmp_path / "said"):
        done = newer(house).type("upgrade", "--yes")
    assert (done.returncode, "newer_novelty" in tables(house)) == (1, False)


def test_backup_of_a_newer_program_is_refused_by_an_older_one(house: House) -> None:
    newer(house).type("upgrade", "--yes")
    done = house.restore(house.back_up(), "--replace")
    assert (done.returncode, "newer program" in done.stderr) == (1, True)


@pytest.mark.parametrize("name", KEPT)
def test_database_of_an_earlier_version_is_upgraded(name: str, tmp_path: Path) -> None:
    """B71: as an operator would."""
    home = tmp_path / "home"
    (home / "secrets").mkdir(mode=0o700, parents=True)
    for key, value in json.loads((FOLDER / f"{name}.keys.json").read_text(encoding="utf-8")).items():
        (home / "secrets" / key).write_bytes(bytes.fromhex(value))
        (home / "secrets" / key).chmod(0o600)
    with closing(sqlite3.connect(home / "answerable.sqlite3")) as database:
        database.executescript(gzip.decompress((FOLDER / f"{name}.sql.gz").read_bytes()).decode())
    done = answerable(home, "upgrade", "--yes", "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["steps"] == ["copy", "migrate", "check"]
