"""A disk that fills up: nothing is lost that was said to be saved, everything can be read, and it goes on by itself."""

import json
import resource
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from .browsing import Browser
from .conftest import EMAIL, PASSWORD, House

pytestmark = pytest.mark.slow
ABOUT = {"email": EMAIL, "visibility": "members", "languages": ["en"]}
MIB = 1024 * 1024
NEWER = {"DJANGO_SETTINGS_MODULE": "tests.backups.newer_settings"}


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 12 MiB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=12m,mode=700", "none", str(folder)], capture_output=True, check=False
    )
    if done.returncode:
        pytest.skip("not run: a file system of 12 MiB needs root to be mounted")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=False)


@pytest.fixture
def small_house(house: House, small_disk: Path) -> House:
    shutil.copytree(house.home, small_disk / "home")
    return House(
        small_disk / "home",
        house.words,
        house.paper,
        {"ANSWERABLE_DISK_RESERVE_MB": "3", "ANSWERABLE_BACKUP_TO": str(house.home)},
    )


def fill(disk: Path, *, leave: int) -> None:
    """Takes all but so many bytes."""
    with (disk / "ballast").open("ab") as file:
        while (free := shutil.disk_usage(disk).free) > leave:
            try:
                file.write(bytes(min(256 * 1024, free - leave)))
                file.flush()
            except OSError:
                return


def keep(browser: Browser, name: str) -> tuple[int, str]:
    answer = browser.post("/me/about", {**ABOUT, "name": name})
    return answer.status, answer.page


def names_kept(house: House) -> set[str]:
    return {name for name, *_ in json.loads(house.work("show"))["people"].values()}


@pytest.mark.parametrize("requests", [60, pytest.param(400, marks=pytest.mark.soak)])
def test_full_disk_loses_nothing_and_goes_on_by_itself(
    small_house: House, small_disk: Path, tmp_path: Path, requests: int
) -> None:
    """B15: below the reserve, at the last byte, and with room again; in the reader's language, with what was typed."""
    with small_house.served(tmp_path / "said") as browser:
        browser.sign_in(EMAIL, PASSWORD)
        browser.get("/me/about")
        assert keep(browser, "Rosa first")[0] == 303
        acked, refused = ["Rosa first"], 0

        filling = threading.Thread(target=fill, args=(small_disk,), kwargs={"leave": 2 * MIB})
        filling.start()
        for number in range(requests // 4):
            status, _ = keep(browser, name := f"Rosa {number}")
            assert status in {303, 503}
            acked += [name] if status == 303 else []
            refused += status == 503
        filling.join()
        assert names_kept(small_house) == {acked[-1]}

        browser.cookies["language"] = "es"
        status, page = keep(browser, "Rosa Llama Canaria")
        assert (status, "NO SE GUARDÓ" in page or "NOT SAVED" in page, "Rosa Llama Canaria" in page) == (
            503,
            True,
            True,
        )
        assert 'lang="es"' in page
        assert 'href="/networks"' in page
        fresh = Browser(browser.port, browser.process)
        fresh.sign_in(EMAIL, PASSWORD)  # whoever wants to read comes in, out of the reserve
        assert fresh.get("/me").status == 200

        fill(small_disk, leave=0)
        read = [
            browser.get(("/me", "/networks", "/me/notices", "/organisations")[at % 4]).status for at in range(requests)
        ]
        assert set(read) == {200}
        sent = [keep(browser, f"Rosa full {at}") for at in range(requests // 4)]
        assert {status for status, _ in sent} == {503}
        assert all(f"Rosa full {at}" in page for at, (_, page) in enumerate(sent))
        assert names_kept(small_house) == {acked[-1]}
        assert browser.process.poll() is None

        (small_disk / "ballast").unlink()
        assert keep(browser, "Rosa again")[0] == 303
        assert names_kept(small_house) == {"Rosa again"}
    told = (tmp_path / "said").read_text()
    assert ("Llama Canaria" in told, "unhandled_error" in told) == (False, False)
    assert refused


def test_write_that_fails_in_the_middle_is_told_as_a_full_disk(house: House, tmp_path: Path) -> None:
    """B15: where free space says nothing (a quota): the database's own no, in the same words, and nothing half done."""
    with house.served(tmp_path / "said") as browser:
        browser.sign_in(EMAIL, PASSWORD)
        browser.get("/me/about")
        assert keep(browser, "Rosa first")[0] == 303
        with largest_file(browser, 16 * 1024):
            sent = [keep(browser, f"Rosa Quota {number}") for number in range(10)]
            assert {status for status, _ in sent} == {503}
            assert all("NOT SAVED" in page and f"Rosa Quota {at}" in page for at, (_, page) in enumerate(sent))
            assert {browser.get(address).status for address in ("/me", "/networks", "/me/notices")} == {200}
            assert names_kept(house) == {"Rosa first"}
        assert keep(browser, "Rosa again")[0] == 303
    assert names_kept(house) == {"Rosa again"}
    assert "unhandled_error" not in (tmp_path / "said").read_text()


@contextmanager
def largest_file(browser: Browser, size: int) -> Iterator[None]:
    """Lets the web workers write nothing beyond so many bytes of a file, as a quota does."""
    listed = subprocess.run(["pgrep", "-P", str(browser.process.pid)], capture_output=True, text=True, check=True)
    workers = [int(pid) for pid in listed.stdout.split()]
    for limit in (size, resource.RLIM_INFINITY):
        for pid in workers:
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
        if limit == size:
            yield


def test_backup_does_not_fill_the_disk(small_house: House, small_disk: Path) -> None:
    fill(small_disk, leave=MIB)
    done = small_house.type("backup", "--to", str(small_disk / "backups"))
    assert (done.returncode, "not enough room" in done.stderr, list((small_disk / "backups").glob("*"))) == (
        1,
        True,
        [],
    )


def test_check_says_that_nothing_is_saved(small_house: House, small_disk: Path) -> None:
    fill(small_disk, leave=MIB)
    done = small_house.type("check", "--no-mail", "--json")
    found = {one["about"]: one["state"] for one in json.loads(done.stdout)["findings"]}
    assert (done.returncode, found["room on the disk"]) == (1, "fault")


def test_site_starts_on_a_full_disk_to_be_read(small_house: House, small_disk: Path, tmp_path: Path) -> None:
    fill(small_disk, leave=2 * MIB)
    with small_house.served(tmp_path / "said") as browser:
        assert browser.get("/networks").status == 200


def test_restore_and_upgrade_say_that_a_disk_is_full_and_leave_nothing_behind(
    small_house: House, small_disk: Path
) -> None:
    """Neither a half opened backup nor a half clear copy stays, and what is there is as it was."""
    file = Path(small_house.told("backup")["file"])
    before = small_house.show()
    newer = House(small_house.home, small_house.words, small_house.paper, {**small_house.more, **NEWER})
    (small_house.home / "backup" / "key").rename(small_house.home / "kept-key")
    fill(small_disk, leave=MIB // 4)
    for done in (small_house.restore(file, "--replace"), newer.type("upgrade", "--yes")):
        assert (done.returncode, "not enough room" in done.stderr, "Something is broken" in done.stderr) == (
            1,
            True,
            False,
        )
    left = [path.name for path in small_house.home.glob("*") if path.name.startswith("before-")]
    assert (left, list((small_house.home / "backup").glob("restoring-*")), small_house.show()) == ([], [], before)


def test_keys_that_find_no_room_leave_no_half_file(house: House, small_disk: Path) -> None:
    fill(small_disk, leave=0)
    done = house.type("backup", "--secrets", "--to", str(small_disk))
    assert (done.returncode, "not enough room" in done.stderr) == (1, True)
    assert [path.name for path in small_disk.iterdir()] == ["ballast"]
