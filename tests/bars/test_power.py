"""The power goes: what was said to be sent was on the disk before, sector by sector."""

import random
import shutil
from pathlib import Path

import pysqlite3 as sqlite3
import pytest
from django.db import connection

from . import journey
from .conftest import many
from .person import Person
from .power import cuts, written
from .site import Site, served
from .tracing import STRACE, Call, Reply, calls_in, replies, tracing

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(STRACE is None, reason="not run: strace is not installed"),
    pytest.mark.skipif(
        connection.vendor != "sqlite", reason="of SQLite: PostgreSQL is asked for its own setting below"
    ),
]
HEADER = "X-Bar"


def traced(
    site: Site, folder: Path, *, count: int, settings: str = ""
) -> tuple[list[Call], dict[str, str], dict[str, bytes]]:
    """Has some people tell under a trace; returns its calls, the codes by their marks, and the files it began with."""
    site.work("health")  # an empty log to begin with
    begun_with = {str(site.database): site.database.read_bytes(), f"{site.database}-wal": b""}
    wal = Path(f"{site.database}-wal")
    if wal.exists():
        begun_with[str(wal)] = wal.read_bytes()
    codes = {}
    trace = folder / "trace"
    with served(site, *tracing(trace), settings=settings):
        for number in range(count):
            person = Person(site.port)
            journey.to_the_last_page(person, f"It was on the stairs, number {number}.")
            journey.send(person, mark=f"telling-{number}")
            assert journey.is_sent(person), person.words[:400]
            codes[f"telling-{number}"] = person.code
            journey.come_back(Person(site.port), person.code, words="And one thing more.", mark=f"adding-{number}")
    return calls_in(trace), codes, begun_with


def unsynced(reply: Reply, calls: list[Call], database: Path) -> list[str]:
    """Returns the files of the database with something written before a reply, and for it, that no sync followed in time."""
    since, until = reply.asked.ended, reply.call.begun
    left = {}
    for one in calls:
        if not one.path.startswith(str(database)) or one.path.endswith("-shm"):
            continue
        if one.pid == reply.pid and one.name == "pwrite64" and since < one.begun < until:
            left[one.path] = one.ended
        elif (
            one.name in {"fsync", "fdatasync"}
            and one.result == 0
            and one.ended < until
            and left.get(one.path, until) < one.begun
        ):
            left.pop(one.path)
    return sorted(Path(path).name for path in left)


@pytest.mark.parametrize("count", many(4, 40))
def test_disk_has_it_before_anybody_is_told_that_it_is_sent(unserved: Site, tmp_path: Path, count: int) -> None:
    """B05, B06: the log is synced before each answer that says “sent”, and no power cut after it loses anything."""
    calls, codes, begun_with = traced(unserved, tmp_path, count=count)
    said = replies(calls, HEADER)
    assert {one.mark for one in said} >= set(codes)
    assert {one.mark: unsynced(one, calls, unserved.database) for one in said} == {one.mark: [] for one in said}
    assert all(_wrote(one, calls, unserved.database) for one in said), "an answer without a write proves nothing"
    lost, corrupt, acked = _after_cuts(unserved, tmp_path, calls, codes, begun_with, places=15 * count)
    assert (lost, corrupt) == (0, 0)
    assert acked > count


def _wrote(reply: Reply, calls: list[Call], database: Path) -> bool:
    return any(
        one.pid == reply.pid and one.name == "pwrite64" and one.path.startswith(str(database)) and reply.asked.ended < one.begun < reply.call.begun
        for one in calls
    )  # fmt: skip


def _after_cuts(
    site: Site, folder: Path, calls: list[Call], codes: dict[str, str], begun_with: dict[str, bytes], *, places: int
) -> tuple[int, int, int]:
    """Returns how many sent tellings are lost over many power cuts, how many databases are broken, and how many were asked for."""
    look_ups = site.work("look_ups", given=list(codes.values()))
    acked_at = {look_ups[codes[one.mark]]: one.call.begun for one in replies(calls, HEADER) if one.mark in codes}
    chance = random.Random(places)
    last = max(one.ended for one in calls)
    some = [chance.randrange(min(acked_at.values()), last + 1) for _ in range(places)]
    right_after = [place + 1 for place in acked_at.values()]
    lost, corrupt, asked = 0, 0, 0
    for place, files in cuts(calls, begun_with, [*some, *right_after], seed=places):
        image = written(files, folder / "image")
        found, is_whole = _found(image / site.database.name)
        due = {one for one, at in acked_at.items() if at <= place}
        lost, corrupt, asked = lost + len(due - found), corrupt + (not is_whole), asked + len(due)
        shutil.rmtree(image)
    return lost, corrupt, asked


def _found(database: Path) -> tuple[set[str], bool]:
    """Returns the look-ups of all receipts with a case and its words behind them, and whether the database is whole."""
    line = sqlite3.connect(str(database))
    try:
        whole = line.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        whole = whole and not line.execute("PRAGMA foreign_key_check").fetchall()
        rows = line.execute(
            "SELECT DISTINCT hex(r.look_up) FROM concerns_receipt r JOIN concerns_compartment c ON c.case_id = r.case_id"
            " JOIN concerns_record w ON w.compartment_id = c.id WHERE c.name = 'thread'"
        ).fetchall()
        return {str(one).lower() for (one,) in rows}, whole
    except sqlite3.DatabaseError:
        return set(), False
    finally:
        line.close()
