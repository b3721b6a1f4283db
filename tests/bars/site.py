"""The site as operators run it, over a data folder of its own, with a team whose keys are real."""

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg

from tests.running import free_port, surroundings

from .line import ask

INSIDE = "import sys, django; django.setup(); from tests.bars import inside; inside.main(*sys.argv[1:])"
CONSOLE = "answerable.site.console"
MEMORY = Path("/dev/shm")  # noqa: S108 - as the product does it: a folder in it that is closed to others


@dataclass
class Site:
    """A data folder, what is known of who lives in it, and the processes that serve it."""

    home: Path
    said: Path
    known: dict[str, Any] = field(default_factory=dict)
    more: dict[str, str] = field(default_factory=dict)
    port: int = 0
    process: "subprocess.Popen[bytes] | None" = None

    @property
    def database(self) -> Path:
        return self.home / "answerable.sqlite3"

    def environment(self, **more: str) -> dict[str, str]:
        address = {"PORT": str(self.port or 1), "TMPDIR": str(self.temporary), "ANSWERABLE_VISITS": str(self.visits)}
        return surroundings(self.home, **{**address, **self.more, **more})

    @property
    def temporary(self) -> Path:
        folder = self.home.parent / "tmp"
        folder.mkdir(exist_ok=True)
        return folder

    @property
    def visits(self) -> Path:
        """Returns where visits lie: in memory, where this machine has a file system for it, in a folder of this site's own."""
        ours = hashlib.blake2b(str(self.home).encode(), digest_size=8).hexdigest()
        return (MEMORY if MEMORY.is_dir() else self.temporary) / f"answerable-bars-{ours}"

    def work(self, *words: object, given: object = None, **more: str) -> Any:
        """Returns what a function of `tests.bars.inside` says, in the site's own surroundings."""
        done = subprocess.run(
            [sys.executable, "-c", INSIDE, *map(str, words)], env=self.environment(**more), input=json.dumps(given),
            capture_output=True, text=True, timeout=1800, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr[-3000:]
        return json.loads(done.stdout)

    def begin(self, *words: object, given: object = None, **more: str) -> "subprocess.Popen[str]":
        """Starts the same beside what follows; `told` waits for it."""
        command = [sys.executable, "-c", INSIDE, *map(str, words)]
        process = subprocess.Popen(
            command, env=self.environment(**more), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )  # fmt: skip
        assert process.stdin is not None
        process.stdin.write(json.dumps(given))
        process.stdin.close()
        process.stdin = None
        return process

    def start(self, *before: str, settings: str = "", seconds: float = 60) -> float:
        """Serves, behind the words of another program where some are given; returns the seconds until it answers."""
        self.port = self.port or free_port()
        more = {"DJANGO_SETTINGS_MODULE": settings} if settings else {}
        begun = time.monotonic()
        with self.said.open("ab") as file:
            self.process = subprocess.Popen(
                [*before, sys.executable, "-m", CONSOLE, "serve"], env=self.environment(**more), stdin=subprocess.DEVNULL,
                stdout=file, stderr=subprocess.STDOUT, start_new_session=True,
            )  # fmt: skip
        while ask(self.port, "/healthz").status != 200:
            assert self.process.poll() is None, f"it does not start: {self.said.read_text()[-2000:]}"
            assert time.monotonic() - begun < seconds, self.said.read_text()[-2000:]
            time.sleep(0.05)
        return time.monotonic() - begun

    def stop(self) -> None:
        """Asks it to end, as an operator does."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(40)
            ends = time.monotonic() + 10
            while self.processes() and time.monotonic() < ends:  # a tracer writes down the end
                time.sleep(0.05)
        self.kill()

    def kill(self) -> None:
        """Kills everything at once, as a machine that falls over."""
        if self.process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(20)
            self.process = None

    def processes(self) -> list[int]:
        """Returns all processes of the site that live."""
        assert self.process is not None
        group = str(self.process.pid)
        listed = subprocess.run(["ps", "-o", "pid=,stat=", "-g", group], capture_output=True, text=True, check=False)
        rows = (line.split() for line in listed.stdout.splitlines())
        return [int(pid) for pid, state in rows if not state.startswith("Z")]

    def web_workers(self) -> list[int]:
        """Returns the processes that answer requests: those below the master that listen at the site's port."""
        assert self.process is not None
        return [pid for pid in self.processes() if pid != self.process.pid and _listens(pid, self.port)]

    def resident(self) -> int:
        """Returns the megabytes that all its processes hold, shared ones counted once each."""
        return sum(_proportional(pid) for pid in self.processes()) // 1024

    def folders(self) -> list[Path]:
        """Returns every folder the site may have written to."""
        return [self.home, self.temporary, self.visits]


def _proportional(pid: int) -> int:
    with suppress(OSError):
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return 0


def _listens(pid: int, port: int) -> bool:
    """Whether one of a process's sockets listens at a port of this machine."""
    marks = set()
    for line in Path("/proc/net/tcp").read_text().splitlines()[1:]:
        parts = line.split()
        if parts[3] == "0A" and int(parts[1].rpartition(":")[2], 16) == port:
            marks.add(f"socket:[{parts[9]}]")
    with suppress(OSError):
        for handle in Path(f"/proc/{pid}/fd").iterdir():
            with suppress(OSError):
                if str(handle.readlink()) in marks:
                    return True
    return False


def new_database() -> dict[str, str]:
    """Returns surroundings with a database of one's own where the tests run on PostgreSQL; else none."""
    url = os.environ.get("DATABASE_URL", "")
    if not url:
        return {}
    name = f"bars_{os.urandom(4).hex()}"
    with psycopg.connect(url, autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")
    return {"DATABASE_URL": urlunsplit(urlsplit(url)._replace(path=f"/{name}"))}


def made(folder: Path, *, readers: int = 3) -> Site:
    """Returns a small alliance with teams that are open."""
    folder.mkdir(parents=True, exist_ok=True)
    site = Site(folder / "home", folder / "said", more=new_database())
    site.known = site.work("found", readers)
    return site


def made_once(folder: Path) -> Site:
    """Returns the alliance that is kept in a folder; makes it where there is none."""
    known = folder / "known.json"
    if not known.exists():
        site = made(folder)
        known.write_text(json.dumps({"known": site.known, "more": site.more}))
    return Site(folder / "home", folder / "said", **json.loads(known.read_text()))


def copied(site: Site, folder: Path) -> Site:
    """Returns the same alliance in another folder and another database."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copytree(site.home, folder / "home")
    other = Site(folder / "home", folder / "said", site.known, dict(site.more))
    if url := site.more.get("DATABASE_URL", ""):
        before = urlsplit(url).path.strip("/")
        name = f"bars_{os.urandom(4).hex()}"
        with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as admin:
            admin.execute(f"CREATE DATABASE {name} TEMPLATE {before}")
        other.more["DATABASE_URL"] = urlunsplit(urlsplit(url)._replace(path=f"/{name}"))
    return other


@contextmanager
def served(site: Site, *before: str, settings: str = "") -> Iterator[Site]:
    """Serves a site for as long as this lasts; whatever happens, none of its processes stays."""
    try:
        site.start(*before, settings=settings)
        yield site
    finally:
        site.stop()
        shutil.rmtree(site.visits, ignore_errors=True)
