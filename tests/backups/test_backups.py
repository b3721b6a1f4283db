"""Backups as an operator makes and restores them, in processes of their own."""

import json
import shutil
import stat
from pathlib import Path

import pytest

from answerable.vault import boxes, paper

from .conftest import House
from .writing_names import CANARY

pytestmark = pytest.mark.slow


def bare(house: House, tmp_path: Path, secrets: Path) -> Path:
    """A new machine with the server's keys brought back first."""
    home = tmp_path / "bare"
    done = house.restore(secrets, "--secrets", home=home)
    assert done.returncode == 0, done.stderr
    return home


def without_sessions(rows: dict[str, int]) -> dict[str, int]:
    return {name: count for name, count in rows.items() if name != "access_session"}


@pytest.mark.parametrize("count", [30, pytest.param(500, marks=pytest.mark.soak)])
def test_backup_made_while_people_write_restores_on_a_bare_machine(house: House, tmp_path: Path, count: int) -> None:
    """B16: every record opens again, files too, the ledger stands; the file alone says nothing; a wrong key is told."""
    house.work("fill", count)
    (house.home / "files").mkdir(mode=0o700)
    (house.home / "files" / "one").write_bytes(sealed := bytes(range(256)) * 4096)
    secrets = Path(house.told("backup", "--secrets", "--to", str(tmp_path / "secrets"))["file"])
    writer = house.writer("write", 20, 6)
    told = house.told("backup")
    writer.communicate(timeout=60)
    file, before = Path(told["file"]), house.show()
    assert told["seconds"] <= 300

    home = bare(house, tmp_path, secrets)
    done = house.restore(file, home=home)
    assert done.returncode == 0, done.stderr
    after = house.show(home)
    assert (len(after["people"]), after["ledger"][0]) == (told["rows"]["alliance_person"], True)
    assert {key: before["people"][key] for key in after["people"]} == after["people"]
    assert sum(name.startswith(CANARY) for name, *_ in after["people"].values()) == count
    assert (home / "files" / "one").read_bytes() == sealed
    assert [
        needle
        for needle in (CANARY.encode(), b"Rosa", b"SQLite format", b"CREATE TABLE")
        if needle in file.read_bytes()
    ] == []
    modes = {
        stat.S_IMODE(path.stat().st_mode) & 0o077 for path in [home, *home.rglob("*")] if "static" not in path.parts
    }
    assert (modes, stat.S_IMODE((home / "uploads").stat().st_mode)) == ({0}, 0o700)

    house.paper.write_text(" ".join(paper.as_words(boxes.new_secret())))
    wrong = house.restore(file, "--replace", home=home)
    assert (wrong.returncode, "THE WRONG KEY" in wrong.stderr, "Traceback" in wrong.stderr) == (1, True, False)
    assert house.show(home)["people"] == after["people"]


def test_paper_opens_a_backup_as_it_was_printed(house: House) -> None:
    house.paper.write_text(house.type("backup", "key", "--replace", "--yes").stdout)
    done = house.restore(house.back_up(), "--drill")
    assert done.returncode == 0, done.stderr


def test_nothing_clear_remains_beside_a_backup(house: House) -> None:
    """B16: neither in the data folder beyond the database, nor in memory's own folder."""
    house.work("fill", 3)
    house.back_up()
    clear = [path for path in house.home.rglob("*") if path.is_file() and CANARY.encode() in path.read_bytes()]
    assert {path.name.removesuffix("-wal") for path in clear} == {"answerable.sqlite3"}
    place = house.home.stat()
    in_memory = Path("/dev/shm")  # noqa: S108 - looked into, not written to
    assert list(in_memory.glob(f"answerable-passing-*-{place.st_dev:x}-{place.st_ino:x}-*")) == []


def test_backup_holds_none_of_the_servers_keys(house: House, tmp_path: Path) -> None:
    secrets = {path.name for path in (house.home / "secrets").iterdir()}
    file = house.back_up()
    stream = file.open("rb")
    clear = b"".join(boxes.opened(stream, paper.from_words(house.words)))
    stream.close()
    assert [name for name in secrets if (house.home / "secrets" / name).read_bytes() in clear] == []


@pytest.mark.parametrize("count", [5, pytest.param(20, marks=pytest.mark.soak)])
def test_restored_older_backup_brings_nothing_deleted_back(house: House, tmp_path: Path, count: int) -> None:
    """B56: people, a declaration and an organisation deleted after the backup are gone again, in place and on a bare machine."""
    house.work("fill", count + 2)
    house.work("organise")
    secrets = Path(house.told("backup", "--secrets", "--to", str(tmp_path / "secrets"))["file"])
    file = house.back_up()
    house.work("forget", count)
    done = house.restore(file, "--replace", "--json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["forgotten_again"] == {"person": count, "declaration": 1, "organisation": 1}
    assert told["lost"]["alliance.forget_person"] == count
    home = bare(house, tmp_path, secrets)
    assert house.restore(file, home=home).returncode == 0  # the list lies beside the backup
    for folder in (house.home, home):
        found = house.show(folder)
        former = [name for name, since, _ in found["people"].values() if since]
        assert (former, found["organisations"], found["ledger"][0]) == ([""] * count, 0, True)
        assert sum(said is not None for *_, said in found["people"].values()) == 1
        assert found["index"] == [0, 0]


def test_deletion_whose_note_was_lost_is_read_from_the_ledger(house: House) -> None:
    """B56: a machine that died between the deletion and its note."""
    house.work("fill", 3)
    file = house.back_up()
    house.work("forget", 1)
    for path in (house.home / "forgotten", house.home / "backups" / "forgotten"):
        path.unlink()
    done = house.restore(file, "--replace", "--json")
    assert json.loads(done.stdout)["forgotten_again"] == {"person": 1}


def test_drill_changes_nothing_and_is_counted(house: House) -> None:
    file = house.back_up()
    before = (house.home / "answerable.sqlite3").read_bytes()
    done = house.restore(file, "--drill", "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["drill"] is True
    assert (house.home / "answerable.sqlite3").read_bytes() == before
    found = house.type("check", "--no-mail", "--json")
    words = [one["words"] for one in json.loads(found.stdout)["findings"] if one["about"] == "backups"]
    assert [one for one in words if "tried" in one] == []


def test_damaged_backup_is_refused_and_nothing_changes(house: House, tmp_path: Path) -> None:
    file = house.back_up()
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    for name, damaged in (("flipped", bytes(content)), ("cut", file.read_bytes()[:-40]), ("none", b"no backup")):
        (tmp_path / name).write_bytes(damaged)
        done = house.restore(tmp_path / name, "--replace")
        assert (done.returncode, "Traceback" in done.stderr, done.stdout) == (1, False, "")
    assert list(house.home.glob("before-restore-*")) == []
    assert list((house.home / "backup").glob("restoring-*")) == []


def test_backup_signed_by_another_server_is_refused(house: House, tmp_path: Path) -> None:
    """Whoever has the public key can seal; only the server can sign."""
    file = house.back_up()
    shutil.rmtree(house.home / "secrets")
    done = house.restore(file, "--replace")
    assert (done.returncode, "--secrets" in done.stderr) == (1, True)
    house.type("backup", "--secrets", "--to", str(tmp_path))  # makes new keys
    done = house.restore(file, "--replace")
    assert (done.returncode, "another server" in done.stderr) == (1, True)


def test_alliance_is_not_replaced_unasked(house: House) -> None:
    done = house.restore(house.back_up())
    assert (done.returncode, "--replace" in done.stderr) == (1, True)


def test_second_key_is_not_made_unasked(house: House) -> None:
    done = house.type("backup", "key", "--yes")
    assert (done.returncode, done.stdout) == (1, "")


def test_sessions_do_not_come_back_with_a_backup(house: House, tmp_path: Path) -> None:
    from .conftest import EMAIL, PASSWORD

    with house.served(tmp_path / "said") as browser:
        browser.sign_in(EMAIL, PASSWORD)
        file = house.back_up()
        cookies = browser.cookies
    assert house.restore(file, "--replace").returncode == 0
    with house.served(tmp_path / "said") as browser:
        browser.cookies = cookies
        assert browser.get("/me").status != 200


def test_damaged_list_of_what_was_deleted_is_not_passed_over(house: House, tmp_path: Path) -> None:
    """B56: else what was deleted would come back unnoticed; a list that is empty or cut off in its last line is read."""
    file, other = house.back_up(), tmp_path / "other-list"
    other.write_bytes(b"\xff\x00 none of ours\n")
    done = house.restore(file, "--replace", "--forgotten", str(other))
    assert (done.returncode, f"{other} cannot be read" in done.stderr) == (1, True)
    beside = file.parent / "forgotten"
    beside.write_bytes(b"none of ours\n")
    assert house.restore(file, "--drill").returncode == 1
    beside.write_bytes(b"abc")
    assert house.restore(file, "--drill").returncode == 0
