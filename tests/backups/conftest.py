import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests import homes
from tests.running import answerable, free_port, started, surroundings, wait_for_port

from .browsing import Browser

PASSWORD = "a long enough pass phrase"
EMAIL = "rosa@example.org"
WORK = "import sys, django; django.setup(); from tests.backups import writing; writing.main(*sys.argv[1:])"


@dataclass
class House:
    """An alliance in a data folder of its own, with a backup key whose words are on paper."""

    home: Path
    words: str
    paper: Path
    more: dict[str, str] = field(default_factory=dict)

    def type(
        self, *words: str, home: Path | None = None, given: str = "", **more: str
    ) -> subprocess.CompletedProcess[str]:
        return answerable(home or self.home, *words, given=given, **{"PORT": str(free_port()), **self.more, **more})

    def told(self, *words: str, home: Path | None = None, **more: str) -> Any:
        done = self.type(*words, "--json", home=home, **more)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def back_up(self) -> Path:
        return Path(self.told("backup")["file"])

    def restore(self, file: Path, *words: str, home: Path | None = None) -> subprocess.CompletedProcess[str]:
        return self.type("restore", str(file), "--key-file", str(self.paper), "--yes", *words, home=home)

    def writer(self, *words: object, home: Path | None = None) -> "subprocess.Popen[str]":
        command = [sys.executable, "-c", WORK, *map(str, words)]
        return subprocess.Popen(
            command, env=surroundings(home or self.home, **self.more), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )  # fmt: skip

    def work(self, *words: object, home: Path | None = None) -> str:
        said, wrong = (process := self.writer(*words, home=home)).communicate(timeout=300)
        assert process.returncode == 0, wrong
        return said

    def show(self, home: Path | None = None) -> Any:
        return json.loads(self.work("show", home=home))

    @contextmanager
    def served(self, said: Path, **more: str) -> Iterator[Browser]:
        port = free_port()
        process = started(self.home, "serve", output=said, **{"PORT": str(port), **self.more, **more})
        try:
            wait_for_port(port)
            browser = Browser(port, process)
            wait_until_answered(browser)
            yield browser
        finally:
            if process.poll() is None:
                process.terminate()
                process.wait(40)


def wait_until_answered(browser: Browser, *, seconds: float = 40) -> None:
    ends = time.monotonic() + seconds
    while browser.get("/healthz").status != 200:
        assert time.monotonic() < ends, "too slow"
        time.sleep(0.05)


@pytest.fixture
def house(tmp_path: Path) -> House:
    """A copy of a house that was just set up."""
    homes.copy("house", _make, tmp_path)
    return House(tmp_path / "home", (tmp_path / "paper").read_text(), tmp_path / "paper")


def _make(folder: Path) -> None:
    folder.mkdir(mode=0o700)
    made(folder)


def made(folder: Path, **more: str) -> House:
    home, paper, password = folder / "home", folder / "paper", folder / "password"
    password.write_text(PASSWORD)
    port = {"PORT": str(free_port()), **more}
    init = ("init", "--name", "Common Thread", "--languages", "en,es,ar", "--admin-email", EMAIL)
    done = answerable(home, *init, "--admin-password-file", str(password), "--yes", **port)
    assert done.returncode == 0, done.stderr
    done = answerable(home, "backup", "key", "--yes", "--json", **port)
    assert done.returncode == 0, done.stderr
    words = " ".join(json.loads(done.stdout)["paper"])
    paper.write_text(words)
    return House(home, words, paper, more)
