"""`python -m benchmarks`: everything in one run, on SQLite and then on a PostgreSQL of its own.

Prints for each line what was measured, what it is compared with in the same run, the ratio, the limit, and whether it
holds; ends with 1 where one does not. `--only` names one database; `--parts` some of what is measured; `--scale` and
`--rows` make it smaller while something is being written; `--keep FOLDER` keeps the alliances made on SQLite, takes those
that are there already, and moves them where they are measured on PostgreSQL; `--named search` measures only pages with that word.
"""

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from unittest.mock import patch

import psycopg

from tests.postgres import cluster

from .intake import intake
from .lines import HEADINGS, Line, told
from .parts import Homes, crowds, importing, pages, serving
from .running import Home
from .standings import standing

SQLITE, POSTGRESQL = "sqlite", "postgresql"
DATABASE = "answerable.sqlite3"
PARTS = ("pages", "serving", "crowds", "standing", "intake", "import")


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def main() -> None:
    chosen = _chosen()
    lines: list[Line] = []
    compiled = tempfile.TemporaryDirectory(prefix="answerable-compiled-")
    os.environ["PYTHONPYCACHEPREFIX"] = compiled.name  # a second start reads what the first one compiled
    for database in [chosen.only] if chosen.only else [SQLITE, POSTGRESQL]:
        print(f"\n{database}\n{HEADINGS}", flush=True)
        with ExitStack() as stack:
            folder = chosen.keep or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="answerable-bench-")))
            homes = _homes(folder.resolve() / database, stack, database)
            for line in _measured(homes, folder, chosen):
                print(line, flush=True)
                lines.append(line)
    print(f"\n{told(lines)}")
    sys.exit(any(not line.holds for line in lines))


def _chosen() -> argparse.Namespace:
    asked = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    asked.add_argument("--only", choices=(SQLITE, POSTGRESQL))
    asked.add_argument("--parts", nargs="+", choices=PARTS, default=PARTS)
    asked.add_argument("--scale", type=int, default=100, help="the large alliance, in times 700")
    asked.add_argument("--rows", type=int, default=70_000, help="of the import; its limit is in proportion")
    asked.add_argument("--keep", type=Path)
    asked.add_argument(
        "--named", nargs="+", default=[], help="of the pages only those in whose names one of these stands"
    )
    return asked.parse_args()


def _measured(homes: Homes, folder: Path, chosen: argparse.Namespace) -> Iterator[Line]:
    if set(chosen.parts) - {"import", "intake"}:
        _made(homes, chosen.scale)
    for name, part in (("pages", partial(pages, named=chosen.named)), ("serving", serving), ("crowds", crowds)):
        if name in chosen.parts:
            yield from part(homes)
    if "standing" in chosen.parts:
        yield from standing(homes.small, homes.large)
    if "intake" in chosen.parts:
        yield from intake(folder)
    if "import" in chosen.parts:
        yield from importing(homes.empty, folder, chosen.rows)


def _made(homes: Homes, scale: int) -> None:
    """Has both alliances made beside each other."""
    with ThreadPoolExecutor() as both:
        for told in both.map(_make, (homes.small, homes.large), (1, scale)):
            say(told)


def _make(home: Home, scale: int) -> str:
    begun = time.perf_counter()
    _there(home, scale)
    return f"the alliance × {scale} is there after {time.perf_counter() - begun:.0f} s"


def _there(home: Home, scale: int) -> None:
    """Makes an alliance, unless it was kept; what was kept on SQLite is moved into PostgreSQL."""
    kept = home.folder.parent.parent / SQLITE / home.folder.name
    if not (kept / DATABASE).exists():
        home.command("demo", "load", "--scale", str(scale))
    elif kept == home.folder:
        home.command("upgrade", "--yes")
    else:
        shutil.copytree(kept, home.folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns(f"{DATABASE}*"))
        home.command("move", str(kept / DATABASE), "--yes")


def _homes(folder: Path, stack: ExitStack, database: str) -> Homes:
    """Returns data folders; each with a database of its own, where that is another program."""
    homes = Homes(Home(folder / "small"), Home(folder / "large"), Home(_new(folder / "empty"), {"ANSWERABLE_MODE": "production"}))  # fmt: skip
    url = stack.enter_context(cluster()) if database == POSTGRESQL else ""
    if url:
        stack.enter_context(patch.dict(os.environ, DATABASE_URL=url))  # where the safe space makes databases of its own
    for one in (homes.small, homes.large, homes.empty):
        one.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if url:
            with psycopg.connect(url, autocommit=True) as line:
                line.execute(f"CREATE DATABASE {one.folder.name}")
            one.more["DATABASE_URL"] = _database(url, one.folder.name)
    return homes


def _new(folder: Path) -> Path:
    """Returns a folder that is not there yet: the empty one of a kept run is not empty any more."""
    return next(one for one in (folder, *(folder.with_name(f"{folder.name}{at}") for at in range(1000))) if not one.exists())  # fmt: skip


def _database(url: str, name: str) -> str:
    head, _, query = url.partition("?")
    return f"{head.rpartition('/')[0]}/{name}" + (f"?{query}" if query else "")


if __name__ == "__main__":
    main()
