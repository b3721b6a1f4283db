"""Alliances to measure on, and the site as it is served."""

import gzip
import http.client
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.running import free_port, started, surroundings, wait_for_port


@dataclass
class Home:
    """One alliance: its data folder, its database, and whether it is the invented one."""

    folder: Path
    more: dict[str, str] = field(default_factory=lambda: {"ANSWERABLE_MODE": "demo"})

    def environment(self) -> dict[str, str]:
        return surroundings(self.folder, **self.more)

    def command(self, *words: str) -> float:
        """Runs a command of the operator's; returns seconds. Ends it all where the command fails."""
        begun = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-m", "answerable.site.console", *words], env=self.environment(), capture_output=True, text=True, check=False
        )  # fmt: skip
        if done.returncode:
            raise SystemExit(f"{' '.join(words)} failed:\n{done.stderr[-2000:]}")
        return time.perf_counter() - begun

    def peak(self, *words: str) -> tuple[float, int]:
        """Runs a command; returns seconds and the most megabytes it held."""
        begun = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, "-m", "answerable.site.console", *words], env=self.environment(), stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"{' '.join(words)} failed")
        return time.perf_counter() - begun, used.ru_maxrss // 1024

    def asked(self, *what: str) -> dict[str, Any]:
        """Returns what `benchmarks.inside` finds in these surroundings."""
        return self.asked_of("benchmarks.inside", *what)

    def asked_of(self, module: str, *words: str) -> dict[str, Any]:
        """Returns what a module of ours finds in these surroundings; what it says meanwhile is shown."""
        done = subprocess.run(
            [sys.executable, "-m", module, *words], env=self.environment(), stdout=subprocess.PIPE, text=True, check=False
        )  # fmt: skip
        if done.returncode:
            raise SystemExit(f"{module} failed")
        found: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
        return found


@dataclass
class Served:
    port: int
    process: "subprocess.Popen[bytes]"
    seconds_to_answer: float

    def proportional_memory(self) -> float:
        """Returns the megabytes of all processes, those shared among them counted once."""
        listed = subprocess.run(
            ["ps", "-o", "pid=", "--ppid", str(self.process.pid)], capture_output=True, text=True, check=False
        )
        pids = [self.process.pid, *(int(one) for one in listed.stdout.split())]
        rolled = [Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines() for pid in pids]
        return sum(int(line.split()[1]) for lines in rolled for line in lines if line.startswith("Pss:")) / 1024

    def transfer(self, path: str) -> tuple[int, int]:
        """Returns the bytes of a page and of all it loads, compressed as they travel, and the number of requests."""
        head, text = self.asked(path)
        parts = dict.fromkeys(re.findall(r'(?:<link[^>]+href|<script[^>]+src|<img[^>]+src)="(/[^"]+)"', text))
        loaded = [one for one in parts if not one.startswith("/n/")]
        return head + sum(self.asked(one)[0] for one in loaded), 1 + len(loaded)

    def asked(self, path: str) -> tuple[int, str]:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        line.request("GET", path, headers={"Host": "localhost", "Accept-Encoding": "gzip"})
        answer = line.getresponse()
        body = answer.read()
        line.close()
        size = len(body) + sum(len(name) + len(value) + 4 for name, value in answer.getheaders())
        if answer.getheader("Content-Encoding") == "gzip":
            return size, gzip.decompress(body).decode()
        return size, body.decode(errors="replace")


@contextmanager
def served(home: Home, *words: str) -> Iterator[Served]:
    port, begun = free_port(), time.perf_counter()
    process = started(home.folder, "serve", *words, output=home.folder / "said", **{**home.more, "PORT": str(port)})
    try:
        wait_for_port(port)
        one = Served(port, process, 0)
        one.asked("/healthz")
        one.seconds_to_answer = time.perf_counter() - begun
        yield one
    finally:
        process.terminate()
        process.wait(60)
