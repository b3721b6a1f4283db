"""The invented alliance, by command: never over a real one."""

import time
from pathlib import Path

import pytest

from tests import homes
from tests.running import answerable, free_port, started, wait_for_port

from .conftest import Typed

DEMO = {"ANSWERABLE_MODE": "demo"}


def test_real_alliance_is_never_taken_for_a_demo(typed: Typed, alliance: None, settings: object) -> None:
    settings.IS_DEMO = True  # type: ignore[attr-defined] # pytest-django's own settings
    said = typed("demo", "load")
    assert (said.code, "not a demo" in said.err) == (1, True)


def test_people_of_a_demo_that_is_not_loaded_are_refused(typed: Typed, settings: object) -> None:
    settings.IS_DEMO = True  # type: ignore[attr-defined] # pytest-django's own settings
    assert (typed("demo", "people").code, typed("demo", "load", "--scale", "0").code) == (1, 2)


def test_first_start_that_is_broken_off_can_go_on(tmp_path: Path) -> None:
    """Power fails while tables are made: the folder is known as a demo's from its first byte."""
    said, base = tmp_path / "said", tmp_path / "home" / "answerable.sqlite3"
    loading = started(tmp_path / "home", "demo", "load", output=said, **DEMO)
    try:
        until = time.monotonic() + 60
        while "Setting up the database" not in (said.read_text() if said.exists() else "") and time.monotonic() < until:
            time.sleep(0.02)
    finally:
        loading.kill()
        loading.wait(20)
    assert base.exists()
    assert (tmp_path / "home/this-is-a-demo").exists()


def test_folder_of_a_demo_is_never_served_as_a_real_alliance(typed: Typed, settings: object) -> None:
    """Anybody can become anybody in it: on an open address that would be everybody."""
    mark = Path(settings.HOME) / "this-is-a-demo"  # type: ignore[attr-defined] # pytest-django's own settings
    mark.touch()
    try:
        said = typed("serve", "--bind", f"127.0.0.1:{free_port()}", "--workers", "0")
    finally:
        mark.unlink()
    assert (said.code, "holds the demo" in said.err) == (1, True)


@pytest.mark.slow
def test_demo_is_loaded_once_and_starts_over_when_asked(tmp_path: Path) -> None:
    said = homes.demo(tmp_path)  # by the same command
    again = answerable(tmp_path, "demo", "load", **DEMO)
    people = answerable(tmp_path, "demo", "people", **DEMO)
    assert ([again.returncode, people.returncode], again.stdout) == ([0, 0], "")
    assert ("700 organisations" in said, "Neema Kisanga" in people.stdout) == (True, True)
    (tmp_path / "this-is-a-demo").unlink()
    assert answerable(tmp_path, "demo", "load", "--fresh", **DEMO).returncode == 1


@pytest.mark.slow
def test_alliance_that_is_not_set_up_is_served_with_a_code_to_begin(tmp_path: Path) -> None:
    port, said = free_port(), tmp_path / "said"
    site = started(tmp_path / "home", "serve", "--no-jobs", output=said, PORT=str(port))
    try:
        wait_for_port(port)
        code = (tmp_path / "home/secrets/setup_code").read_text().strip()
        assert f"/begin with the code {code}" in said.read_text()
    finally:
        site.terminate()
        site.wait(40)
