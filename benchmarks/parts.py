"""What is measured: pages, the site as it is served, a crowd before it, and an import."""

import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .lines import Line
from .running import Home, Served, served
from .spreadsheets import write

IMPORT_SECONDS, IMPORT_ROWS, IMPORT_MB = 120, 70_000, 300
START_SECONDS, IDLE_MB = 2, 150
PAGE_KB = 100  # public reading; half of it is aimed at
TURNS = 3  # each alliance is asked so often in turn; the quietest moment counts
READ = ("/", "/organisations", "/networks/tanzania")
Costs = dict[str, dict[str, dict[str, float]]]


@dataclass(frozen=True)
class Homes:
    """An alliance as it is, one a hundred times as large, and one still to be set up."""

    small: Home
    large: Home
    empty: Home


def pages(homes: Homes, named: Sequence[str] = ()) -> Iterator[Line]:
    """Each page in the small and in the large alliance, and against a bare view that asks the same."""
    few, many = homes.small.asked("pages", *named), homes.large.asked("pages", *named)
    before, now = few["pages"], many["pages"]
    for _ in range(TURNS - 1):
        _keep_quietest(before, homes.small.asked("pages", *named)["pages"])
        _keep_quietest(now, homes.large.asked("pages", *named)["pages"])
    for who, found in now.items():
        for name, cost in found.items():
            once = before[who][name]["ms"]
            yield Line(f"page: {name}, for {who}", f"{cost['ms']:.1f} ms", f"{once:.1f} ms at {few['organisations']:,}", cost["ms"] / once, 1.5)  # fmt: skip
            if cost["bare"]:
                yield Line(f"processor: {name}, for {who}", f"{cost['cpu']:.1f} ms", f"{cost['bare']:.1f} ms bare", cost["cpu"] / cost["bare"], 2)  # fmt: skip


def _keep_quietest(kept: Costs, other: Costs) -> None:
    for who, found in other.items():
        for name, cost in found.items():
            kept[who][name] = {what: min(number, cost[what]) for what, number in kept[who][name].items()}


def serving(homes: Homes) -> Iterator[Line]:
    """How soon the large alliance answers, what it holds when nobody asks, and what travels."""
    starts = []
    for _ in range(TURNS):
        with served(homes.large) as one:
            starts.append(one.seconds_to_answer)
    with served(homes.large) as again:
        seconds = min(again.seconds_to_answer, *starts[1:])
        yield Line("second start until it answers", f"{seconds:.2f} s", f"{START_SECONDS} s", seconds / START_SECONDS, 1)  # fmt: skip
        time.sleep(3)
        idle = again.proportional_memory()
        yield Line("memory when idle: two web processes and jobs", f"{idle:.0f} MB", f"{IDLE_MB} MB", idle / IDLE_MB, 1)  # fmt: skip
        for path in ("/", "/networks", "/organisations", "/networks/tanzania", "/search?q=women"):
            size, requests = again.transfer(path)
            yield Line(f"transfer of {path}, all it loads ({requests} requests)", f"{size / 1024:.1f} kB", f"{PAGE_KB} kB", size / 1024 / PAGE_KB, 1)  # fmt: skip


def crowds(homes: Homes) -> Iterator[Line]:
    """Eight readers at once before two web processes; what a new alliance still catches up with in the background waits."""
    rates = []
    for home in (homes.small, homes.large):
        with served(home, "--no-jobs") as one:
            rates.append(_rate(one))
    yield Line("pages a second, two web processes, eight readers", f"{rates[1]:.0f}/s", f"{rates[0]:.0f}/s in the small one", rates[0] / rates[1], 1.5)  # fmt: skip


def _rate(site: Served, *, readers: int = 8, seconds: float = 10) -> float:
    done, ends = [0] * readers, time.monotonic() + seconds

    def read(at: int) -> None:
        while time.monotonic() < ends:
            site.asked(READ[done[at] % len(READ)])
            done[at] += 1

    for path in READ * 2:
        site.asked(path)
    threads = [threading.Thread(target=read, args=(at,)) for at in range(readers)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return sum(done) / seconds


def importing(home: Home, folder: Path, rows: int) -> Iterator[Line]:
    """A long list brought in by a command, from the file to the last row of the search index."""
    sheet = folder / f"organisations-{rows}.csv"
    write(sheet, rows)
    home.command(
        "init", "--name", "Common Thread", "--languages", "en", "--time-zone", "UTC", "--admin-email", "rosa@example.org", "--yes"
    )  # fmt: skip
    seconds, most = home.peak("import", "directory", str(sheet), "--yes")
    allowed = IMPORT_SECONDS * rows / IMPORT_ROWS
    yield Line(f"import of {rows:,} rows", f"{seconds:.0f} s", f"{allowed:.0f} s ({rows / seconds:.0f} rows/s)", seconds / allowed, 1)  # fmt: skip
    yield Line("memory of that import", f"{most} MB", f"{IMPORT_MB} MB", most / IMPORT_MB, 1)
    there: Any = home.asked("index")
    missing = there["organisations"] - there["indexed"]
    yield Line("organisations of it that search does not find", f"{missing:,}", f"{there['organisations']:,} recorded", missing / there["organisations"], 0)  # fmt: skip
