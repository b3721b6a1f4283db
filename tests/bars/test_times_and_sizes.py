"""What can be learned without reading a word: when somebody was there, in which order they came, how much was said."""

import datetime as dt
import re
import time
import uuid
from pathlib import Path

import pytest

from . import journey
from .conftest import many
from .person import Person
from .scanning import files_below
from .site import Site

pytestmark = [pytest.mark.slow, pytest.mark.postgres_too]
MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)")
EPOCH = re.compile(r"\b(1[5-9]\d{8})(?:\d{3}){0,3}(?:\.\d+)?\b")
STEP = 8 * 1024
# what moves by itself, with nobody there
HOUSEKEEPING = ("django_tasks", "kit_cache", "access_session", "kit_queue", "jobs_schedulerun")


def moments(where: str, raw: bytes, since: float, until: float) -> list[str]:
    """Returns what in a value tells a moment between two others, finer than a day."""
    text, found = raw.decode("utf-8", "replace"), []
    for day, hour in MOMENT.findall(text):
        moment = dt.datetime.fromisoformat(f"{day}T{hour}").replace(tzinfo=dt.UTC)
        if hour not in {"00:00", "00:00:00"} and since <= moment.timestamp() <= until:
            found.append(f"{where}: {day} {hour}")
    found += [f"{where}: {one}" for one in EPOCH.findall(text) if since <= int(one) <= until]
    if _minted(raw, since, until):
        found.append(f"{where}: an id that tells when it was made")
    return found


def _minted(raw: bytes, since: float, until: float) -> bool:
    """Whether an id is of a kind that holds the moment of its making."""
    try:
        one = uuid.UUID(bytes=raw) if len(raw) == 16 else uuid.UUID(raw.decode("ascii", "replace"))
    except ValueError:
        return False
    if one.version == 7:
        return since <= (one.int >> 80) / 1000 <= until
    return one.version == 1 and since <= (one.time - 0x01B21DD213814000) / 1e7 <= until


@pytest.mark.parametrize("people", many(6, 100))
def test_nothing_tells_at_what_hour_somebody_was_there(site: Site, people: int) -> None:
    """B40: all columns of all tables, times of files, headers of answers, after people told, came back and added."""
    _wait_for_the_work_of_the_day(site)
    before = {(where, raw) for where, raw in site.work("every_value")}
    logged, begun = site.said.stat().st_size, time.time() - 1
    answers = []
    for number in range(people):
        person = Person(site.port)
        journey.tell(person, f"The well was closed, number {number}.")
        assert journey.is_sent(person)
        answers.append(person.last)
        back = Person(site.port)
        journey.come_back(back, person.code, words="And one thing more.")
        answers.append(back.last)
    until = time.time() + 1
    new = [(where, bytes.fromhex(raw)) for where, raw in site.work("every_value") if (where, raw) not in before]
    told = [
        one for where, raw in new if not where.startswith(HOUSEKEEPING) for one in moments(where, raw, begun, until)
    ]
    assert told == []
    assert any(where.startswith("concerns_record") for where, _ in new), "nothing was looked at"
    assert site.said.read_bytes()[logged:] == b""
    assert _touched(site, begun, until) == []
    headers = {name for one in answers for name, _ in one.headers}
    assert headers & {"ETag", "Last-Modified", "Age", "Expires", "X-Request-Id"} == set()


def _wait_for_the_work_of_the_day(site: Site, seconds: float = 120) -> None:
    """Waits for what a site does by itself soon after it was started, such as reckoning how everybody stands."""
    asked = [
        "SELECT COUNT(*) FROM jobs_schedulerun WHERE finished_at IS NOT NULL",
        "SELECT COUNT(*) FROM jobs_schedulerun WHERE finished_at IS NULL",
        "SELECT COUNT(*) FROM django_tasks_database_dbtaskresult WHERE status IN ('READY', 'RUNNING')",
    ]
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        done, waiting, due = (int(rows[0][0]) for rows in site.work("sql", given=asked))
        if done and not waiting + due:
            return
        time.sleep(1)
    raise AssertionError(f"it goes on by itself: {done} done, {waiting} begun, {due} due")


def _touched(site: Site, since: float, until: float) -> list[str]:
    """Returns files on the disk that were touched meanwhile, but for the database itself: that is told in the docs."""
    own = (site.database.name, f"{site.database.name}-wal", f"{site.database.name}-shm")
    beating = re.compile(r"run/(wgunicorn|\.?w)[^/]*$")
    found = []
    for path in files_below([site.home]):
        short = str(path.relative_to(site.home))
        if path.name in own or beating.match(short):
            continue
        if since <= path.stat().st_mtime <= until:
            found.append(short)
    return found


@pytest.mark.parametrize("cases", many(60, 1000))
def test_ids_tell_nothing_of_the_order(unserved: Site, cases: int) -> None:
    """B41: random ids without gaps that somebody could count, whatever one sorts by."""
    codes = unserved.work("raise_some", cases)
    found = unserved.work("opened_cheaply", given=codes)
    ids = [uuid.UUID(found[code]) for code in codes]
    assert len(set(ids)) == cases
    assert {one.version for one in ids} == {4}
    assert abs(_correlation([one.int for one in ids])) < (0.35 if cases < 200 else 0.1)
    for table, column in unserved.work("numbers_in_clear"):
        raise AssertionError(f"{table}.{column} counts")
    rows = unserved.work("sql", given=["SELECT id FROM concerns_case"])[0]
    stored = [uuid.UUID(str(row[0])) for row in rows]
    if not unserved.more.get("DATABASE_URL"):  # PostgreSQL keeps its own order of rows: it is said in the docs
        assert stored != ids
        assert abs(_correlation([ids.index(one) for one in stored])) < (0.35 if cases < 200 else 0.1)


def _correlation(values: list[int]) -> float:
    """Returns how far values rise with their places, from -1 to 1, by their ranks."""
    ranks = {value: at for at, value in enumerate(sorted(values))}
    count, middle = len(values), (len(values) - 1) / 2
    both = sum((at - middle) * (ranks[value] - middle) for at, value in enumerate(values))
    return both / (count * (count * count - 1) / 12)


def test_inbox_is_as_long_whatever_is_in_it(site: Site) -> None:
    """B39: with no, one and five answers the page has one length on the line, and is not packed."""
    codes = site.work("raise_some", 3)
    for code, number in zip(codes, (0, 1, 5), strict=True):
        site.work(
            "answer_one",
            given={"team": site.known["teams"]["country"], "code": code, "words": "We read it.", "times": number},
        )
    sizes, shown, led = [], [], []
    for code in codes:
        person = Person(site.port)
        journey.ask_for_the_code(person)
        journey.type_code(person, code)
        assert journey.is_in(person), person.words[:300]
        sizes.append(len(person.last.body) + sum(len(name) + len(value) for name, value in person.last.headers))
        led.append(len(person.led.body) + sum(len(name) + len(value) for name, value in person.led.headers))
        shown.append(person.page.count("We read it."))
        assert person.last.header("Content-Encoding") in {"", "identity"}
        assert len(person.last.body) % STEP == 0
    assert shown == [0, 1, 5]
    assert len(set(sizes)) == 1, sizes
    assert len(set(led)) == 1, led


def test_files_that_wait_in_memory_are_all_alike(site: Site) -> None:
    """B37 for visits: how much somebody has written so far is seen in classes of sizes alone."""
    sizes = set()
    for words in ("Short.", "Longer words. " * 60):
        person = Person(site.port)
        journey.to_the_last_page(person, words)
        sizes |= {path.stat().st_size for path in _largest(site)}
        journey.leave(person)
    assert all(size < 70_000 for size in sizes)
    assert _largest(site) == []


def _largest(site: Site) -> list[Path]:
    return sorted(
        (path for path in files_below([site.visits]) if path.stat().st_size > 100), key=lambda path: path.stat().st_size
    )[-1:]
