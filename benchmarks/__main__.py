"""`python -m benchmarks`: everything in one run; `--postgres` the same on a PostgreSQL of its own, `--keep FOLDER` keeps what was built.

Prints, for each line, what was measured, what it is compared with in the same run, the ratio, and the limit it is held to.
"""

import argparse
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import psycopg

from tests.postgres import cluster

from .running import Home, Served, served
from .spreadsheets import write

SCALE, ROWS = 100, 70_000
PAGE_KB = 100.0  # public reading; half of it is aimed at


@dataclass(frozen=True)
class Line:
    """One comparison; `limit` is what the ratio is held to."""

    what: str
    measured: str
    against: str
    ratio: float
    limit: float

    def __str__(self) -> str:
        verdict = "" if self.ratio <= self.limit else "  ← over"
        return f"{self.what:58} {self.measured:>14} {self.against:>24}  {self.ratio:5.2f} (≤ {self.limit:.1f}){verdict}"


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def pages(small: Home, large: Home) -> Iterator[Line]:
    """Each page at 700 and at 70,000 organisations, and against a bare view that asks the same."""
    few, many = small.inside(), large.inside()
    for who, found in many["pages"].items():
        for name, cost in found.items():
            before = few["pages"][who][name]
            yield Line(
                f"page: {name}, for {who}",
                f"{cost['ms']:.1f} ms",
                f"{before['ms']:.1f} ms at {few['organisations']}",
                cost["ms"] / before["ms"],
                1.5,
            )
            if cost["bare"]:
                yield Line(f"processor: {name}, for {who}", f"{cost['cpu']:.1f} ms", f"{cost['bare']:.1f} ms bare", cost["cpu"] / cost["bare"], 2)  # fmt: skip


def importing(home: Home, folder: Path) -> Iterator[Line]:
    sheet = folder / "organisations.csv"
    write(sheet, ROWS)
    home.command(
        "init",
        "--name",
        "Common Thread",
        "--languages",
        "en",
        "--time-zone",
        "UTC",
        "--admin-email",
        "rosa@example.org",
        "--yes",
    )
    seconds, most = home.peak("import", "directory", str(sheet), "--yes")
    yield Line(f"import of {ROWS:,} rows", f"{seconds:.0f} s", f"120 s ({ROWS / seconds:.0f} rows/s)", seconds / 120, 1)
    yield Line("memory of that import", f"{most} MB", "300 MB", most / 300, 1)


def serving(home: Home) -> Iterator[Line]:
    with served(home):
        pass
    with served(home) as again:
        yield Line(
            "second start until it answers", f"{again.seconds_to_answer:.2f} s", "2 s", again.seconds_to_answer / 2, 1
        )
        time.sleep(3)
        idle = again.proportional_memory()
        yield Line("memory when idle: two web processes and jobs", f"{idle:.0f} MB", "150 MB", idle / 150, 1)
        for path in ("/", "/networks", "/organisations", "/networks/tanzania"):
            size, requests = again.transfer(path)
            yield Line(f"transfer of {path}, all it loads ({requests} requests)", f"{size / 1024:.1f} kB", f"{PAGE_KB:.0f} kB", size / 1024 / PAGE_KB, 1)  # fmt: skip


def crowds(small: Home, large: Home) -> Iterator[Line]:
    """Eight readers at once before two web processes."""
    rates = []
    for home in (small, large):
        with served(home) as one:
            rates.append(_rate(one))
    yield Line(
        "pages a second with two web processes",
        f"{rates[1]:.0f}/s",
        f"{rates[0]:.0f}/s at a hundredth",
        rates[0] / rates[1],
        1.5,
    )


def _rate(site: Served, *, readers: int = 8, seconds: float = 10) -> float:
    done, ends = [0] * readers, time.monotonic() + seconds

    def read(at: int) -> None:
        while time.monotonic() < ends:
            site._asked(("/", "/organisations", "/networks/tanzania")[done[at] % 3])
            done[at] += 1

    for path in ("/", "/organisations", "/networks/tanzania") * 2:
        site._asked(path)
    threads = [threading.Thread(target=read, args=(at,)) for at in range(readers)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return sum(done) / seconds


def homes(folder: Path, stack: ExitStack, *, postgres: bool) -> list[Home]:
    """Returns an alliance of 700, one of 70,000, and one still to be set up."""
    named = [Home(folder / "small"), Home(folder / "large"), Home(folder / "empty", {"ANSWERABLE_MODE": "production"})]
    for one in named:
        one.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if postgres:
        url = stack.enter_context(cluster())
        with psycopg.connect(url, autocommit=True) as line:
            for one in named:
                line.execute(f"CREATE DATABASE {one.folder.name}")
                one.more["DATABASE_URL"] = _database(url, one.folder.name)
    return named


def _database(url: str, name: str) -> str:
    head, _, query = url.partition("?")
    return f"{head.rpartition('/')[0]}/{name}" + (f"?{query}" if query else "")


def main() -> None:
    asked = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    asked.add_argument("--postgres", action="store_true")
    asked.add_argument("--keep", type=Path)
    chosen = asked.parse_args()
    with ExitStack() as stack:
        folder = chosen.keep or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="answerable-bench-")))
        small, large, empty = homes(folder.resolve(), stack, postgres=chosen.postgres)
        for home, scale in ((small, 1), (large, SCALE)):
            say(f"loading the alliance × {scale} …")
            say(f"  {home.command('demo', 'load', '--scale', str(scale)):.0f} s")
        print(f"{'':58} {'measured':>14} {'against':>24}  ratio (limit)")
        for part in (pages(small, large), serving(large), crowds(small, large), importing(empty, folder)):
            for line in part:
                print(line, flush=True)


if __name__ == "__main__":
    main()
