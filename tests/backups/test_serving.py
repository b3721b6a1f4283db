"""The site in hard times: killed, copied while busy, its database exchanged under it."""

import contextlib
import json
import os
import signal
import sqlite3
import time
from pathlib import Path

import pytest

from tests.running import started, wait_for_port

from .browsing import Browser
from .conftest import EMAIL, PASSWORD, House, wait_until_answered

pytestmark = pytest.mark.slow
ABOUT = {"email": EMAIL, "visibility": "members", "languages": ["en"]}


def keep_name(browser: Browser, name: str) -> int:
    return browser.post("/me/about", {**ABOUT, "name": name}).status


def test_restore_is_refused_while_the_site_runs(house: House, tmp_path: Path) -> None:
    """B54: by the lock, whatever port is asked; and by whatever answers at the site's own."""
    file = house.back_up()
    before = (house.home / "answerable.sqlite3").stat().st_ino
    with house.served(tmp_path / "said") as browser:
        elsewhere = house.restore(file, "--replace")
        here = house.type(
            "restore", str(file), "--key-file", str(house.paper), "--yes", "--replace", PORT=str(browser.port)
        )
        assert (elsewhere.returncode, "is running" in elsewhere.stderr) == (1, True)
        assert (here.returncode, "still answers" in here.stderr) == (1, True)
        assert house.restore(file, "--drill").returncode == 0
    assert (house.home / "answerable.sqlite3").stat().st_ino == before
    assert house.restore(file, "--replace").returncode == 0


def test_database_exchanged_by_hand_stops_all_saving(house: House, tmp_path: Path) -> None:
    """B54: within ten seconds, for forms and jobs; what was typed is given back; a new start goes on."""
    database, other = house.home / "answerable.sqlite3", tmp_path / "other.sqlite3"
    with house.served(tmp_path / "said") as browser:
        browser.sign_in(EMAIL, PASSWORD)
        browser.get("/me/about")
        assert keep_name(browser, "Rosa Quispe") == 303
        browser.get("/me")
        with contextlib.closing(sqlite3.connect(database)) as source:
            source.execute("VACUUM INTO ?", (str(other),))
        os.replace(other, database)  # noqa: PTH105 - as somebody would by hand
        begun = time.monotonic()
        browser.get("/me/about")
        answer = browser.post("/me/about", {**ABOUT, "name": "Rosa Llama Canaria"})
        assert (answer.status, "NOT SAVED" in answer.page, "Rosa Llama Canaria" in answer.page) == (503, True, True)
        assert time.monotonic() - begun < 10
        answers = [browser.get("/networks") for _ in range(12)]  # by those who read before, and by those who never did
        assert {one.status for one in answers} <= {200, 503}
        assert all(one.status == 200 or "This cannot be shown just now" in one.page for one in answers)
        written = _writes_of_jobs(database, seconds=7)
        assert written == 0
        assert "database_exchanged" in (tmp_path / "said").read_text()
    for end in ("-wal", "-shm"):
        Path(f"{database}{end}").unlink(missing_ok=True)
    with house.served(tmp_path / "said") as browser:
        browser.sign_in(EMAIL, PASSWORD)
        browser.get("/me/about")
        assert keep_name(browser, "Rosa again") == 303


def _writes_of_jobs(database: Path, *, seconds: float) -> int:
    """Counts changes of the exchanged file while nobody asks anything."""
    before = database.read_bytes()
    time.sleep(seconds)
    return int(database.read_bytes() != before)


@pytest.mark.parametrize(
    ("megabytes", "rate", "seconds"), [(20, 20, 6), pytest.param(100, 50, 20, marks=pytest.mark.soak)]
)
def test_backup_of_a_busy_database_is_quick_and_whole(house: House, megabytes: int, rate: int, seconds: int) -> None:
    """B55: while another process writes; the copy itself takes at most five seconds."""
    house.work("pad", megabytes)
    writer = house.writer("write", rate, seconds)
    time.sleep(2)
    told = house.told("backup")
    said, _ = writer.communicate(timeout=120)
    assert json.loads(said)["faults"] == []
    assert told["seconds"] <= 5
    assert house.restore(Path(told["file"]), "--drill").returncode == 0


@pytest.mark.parametrize("seconds", [6, pytest.param(60, marks=pytest.mark.soak)])
def test_busy_database_never_says_that_it_is_locked(house: House, seconds: int) -> None:
    """B50: one long reader, backups, eight writers at human pace."""
    reader = house.writer("read_long", seconds)
    writers = [house.writer("write", 2, seconds, f"Writer{number}") for number in range(8)]
    while reader.poll() is None:
        house.back_up()
    told = [json.loads(one.communicate(timeout=120)[0]) for one in writers]
    reader.communicate()
    took = sorted(second for one in told for second in one["took"])
    assert [fault for one in told for fault in one["faults"]] == []
    assert took[int(len(took) * 0.95)] <= 3


def start(house: House, port: int, said: Path) -> "tuple[Browser, float]":
    begun = time.monotonic()
    process = started(house.home, "serve", output=said, PORT=str(port))
    wait_for_port(port)
    browser = Browser(port, process)
    wait_until_answered(browser)
    return browser, time.monotonic() - begun


def test_killed_site_is_back_at_once_with_its_sessions(house: House, tmp_path: Path) -> None:
    """B58: kill -9 of the master; its workers let go of the address, and whoever was signed in still is.

    Five seconds on a machine that has nothing else to do; as much longer as it has.
    """
    with house.served(tmp_path / "said") as browser:
        browser.sign_in(EMAIL, PASSWORD)
        assert browser.get("/me").status == 200
        took = []
        for _ in range(3):
            browser.process.send_signal(signal.SIGKILL)
            browser.process.wait(10)
            time.sleep(0.5)
            again, seconds = start(house, browser.port, tmp_path / "said")
            took.append(seconds)
            browser.process = again.process
            assert browser.get("/me").status == 200
        browser.process.terminate()
        browser.process.wait(40)
    assert min(took) <= 5 * max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))


def test_site_does_not_start_during_a_restore(house: House) -> None:
    import fcntl

    handle = os.open(house.home / "serving.lock", os.O_CREAT | os.O_RDWR, 0o600)
    fcntl.flock(handle, fcntl.LOCK_EX)
    done = house.type("serve")
    os.close(handle)
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
