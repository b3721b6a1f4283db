"""The safe space under load: how many concerns a second are taken in against what their derivation allows, and none lost.

The derivation of a code costs so much on purpose, and two run at a time: more than its own ceiling cannot be taken in. Other
figures are held to those of GlobaLeaks 5.0.95 on a machine like this one (`PEER`).
"""

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.bars import journey
from tests.bars.line import ask
from tests.bars.person import Person
from tests.bars.site import Site, copied, made, served

from .desk import LISTS, listing
from .lines import Line
from .peer import PEER

SECONDS, CLIENTS = 20, (1, 4, 16)
FIRST_PAGE_KB, FIRST_PAGE_REQUESTS = 15, 2
MEGABYTES, FILE_MB_A_SECOND, FILE_GROWTH_MB = 50, 50, 16
SHARE_OF_CEILING = 0.5
SLOWEST, ROWS = 1.5, 3  # seconds, and for many at once: so often what the derivations alone would have them wait
KILOBYTES_A_CONCERN = 32


@dataclass
class Sent:
    """What some clients did: codes said to be sent, seconds of each sending, and what was not taken in."""

    codes: list[str] = field(default_factory=list)
    took: list[float] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def rate(self) -> float:
        return len(self.codes) / self.seconds if self.seconds else 0.0

    def at(self, share: float) -> float:
        ordered = sorted(self.took) or [0.0]
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def intake(folder: Path) -> Iterator[Line]:
    """Everything of the safe space, on an alliance of its own with teams whose keys are real."""
    site = made(folder / "intake")
    yield from _first_page(copied(site, folder / "first"))
    yield from _load(copied(site, folder / "load"))
    yield from _file(copied(site, folder / "file"))
    for kept in LISTS:
        yield from listing(copied(site, folder / f"list-{kept.cases}"), kept)


def _first_page(site: Site) -> Iterator[Line]:
    with served(site):
        size, requests = _transfer(site.port)
    yield Line("first page of the door, all it loads", f"{size:.1f} kB", f"{PEER.first_page_kb:.0f} kB of GlobaLeaks", size / PEER.first_page_kb, FIRST_PAGE_KB / PEER.first_page_kb)  # fmt: skip
    yield Line("requests for it", f"{requests}", f"{PEER.first_page_requests} of GlobaLeaks", requests / PEER.first_page_requests, FIRST_PAGE_REQUESTS / PEER.first_page_requests)  # fmt: skip


def _transfer(port: int) -> tuple[float, int]:
    """Returns kilobytes of a page and what it loads, as they travel, and the number of requests."""
    import gzip
    import re

    packed = {"Accept-Encoding": "gzip"}
    page = ask(port, "/r", headers=packed)
    text = gzip.decompress(page.body).decode() if page.header("Content-Encoding") == "gzip" else page.text
    parts = set(re.findall(r'(?:<link[^>]+href|<script[^>]+src|<img[^>]+src)="(/[^"]+)"', text))
    answers = [page, *(ask(port, one, headers=packed) for one in parts)]
    heads = sum(len(name) + len(value) + 4 for one in answers for name, value in one.headers)
    return (sum(len(one.body) for one in answers) + heads) / 1000, len(answers)


def _load(site: Site) -> Iterator[Line]:
    """One, four and sixteen who send as fast as they are answered."""
    sent: list[str] = []
    with served(site):
        before = site.work("bytes_of_database")
        for clients in CLIENTS:
            ceiling = float(site.work("ceiling", 4.0, min(2, clients)))
            found = _crowd(site, clients, ceiling)
            sent += found.codes
            yield Line(f"concerns a second, {clients} at once", f"{found.rate:.1f}/s", f"{ceiling:.1f}/s derivations alone", ceiling / found.rate if found.rate else 99, 1 / SHARE_OF_CEILING)  # fmt: skip
            row = (
                clients / ceiling
            )  # seconds until the last of them had its turn, where nothing but derivations is done
            yield Line(f"  the middle and the slowest of twenty (p50, p95), {clients} at once", f"{found.at(0.5):.2f}, {found.at(0.95):.2f} s", f"{row:.2f} s in a row of derivations", found.at(0.95) / row, max(SLOWEST / row, ROWS))  # fmt: skip
            yield Line(f"  refused of {len(found.took)}, {clients} at once", f"{len(found.refused)}", f"{PEER.lost_at_4:.0%} lost of GlobaLeaks", len(found.refused) / max(1, len(found.took)) / PEER.lost_at_4, 0)  # fmt: skip
        opened = site.work("opened_cheaply_or_none", given=sent)
        lost = [code for code in sent if not opened.get(code)]
        yield Line("lost of all that were sent", f"{len(lost)}", f"{len(sent)} sent", len(lost) / max(1, len(sent)), 0)
        size = (site.work("bytes_of_database") - before) / max(1, len(sent)) / 1000
        yield Line("database for a concern", f"{size:.1f} kB", f"{KILOBYTES_A_CONCERN} kB", size / KILOBYTES_A_CONCERN, 1)  # fmt: skip


def _crowd(site: Site, clients: int, ceiling: float) -> Sent:
    """Prepares as many as could be sent at most, and has them sent."""
    found, waiting = Sent(), _prepared(site, int(ceiling * SECONDS) + 2 * clients)
    ends, lock = time.perf_counter() + SECONDS, threading.Lock()

    def send() -> None:
        while time.perf_counter() < ends:
            with lock:
                person = waiting.pop() if waiting else None
            if person is None:
                return
            begun = time.perf_counter()
            journey.send_by_the_short_way(person)
            found.took.append(time.perf_counter() - begun)
            if journey.is_sent(person):
                found.codes.append(person.code)
            else:
                found.refused.append(person.words[:200])

    begun = time.perf_counter()
    _all([threading.Thread(target=send) for _ in range(clients)])
    found.seconds = time.perf_counter() - begun
    return found


def _prepared(site: Site, count: int) -> list[Person]:
    people = [Person(site.port, seconds=120) for _ in range(count)]
    waiting = list(people)

    def answer() -> None:
        while waiting:
            journey.by_the_short_way(waiting.pop(), "It was by the water, and somebody else was there.")

    _all([threading.Thread(target=answer) for _ in range(4)])
    return [one for one in people if one.last_form]


def _all(threads: list[threading.Thread]) -> None:
    for one in threads:
        one.start()
    for one in threads:
        one.join()


def _file(site: Site) -> Iterator[Line]:
    """A large file up, kept just as it is, and down again at the desk."""
    content = (b"Pages of a diary, one after another.\n" * (MEGABYTES * 28_000))[: MEGABYTES * 1_000_000]
    with served(site):
        for _ in range(4):  # both processes have what they need to read a file
            journey.tell(Person(site.port), "A small one first.", files=[("a.txt", "text/plain", b"small")])
        person = Person(site.port, seconds=300)
        journey.to_the_files(person, "There is a diary.")
        fields, name = journey.file_request(person)
        before, most, enough = site.resident(), [0], threading.Event()
        watching = threading.Thread(target=lambda: _watch(site, most, enough))
        watching.start()
        begun = time.perf_counter()
        person.send(fields, [(name, ("diary.txt", "text/plain", content))])
        up = MEGABYTES / (time.perf_counter() - begun)
        journey.go_on_and_send(person)
        down = _down(site, person.code)
        enough.set()
        watching.join()
    growth = max(0, most[0] - before)
    yield Line(f"a file of {MEGABYTES} MB up", f"{up:.0f} MB/s", f"{FILE_MB_A_SECOND} MB/s", FILE_MB_A_SECOND / up, 1)
    if down:
        yield Line("  and down", f"{down:.0f} MB/s", f"{FILE_MB_A_SECOND} MB/s", FILE_MB_A_SECOND / down, 1)
    yield Line("  memory meanwhile", f"{growth} MB more", f"{FILE_GROWTH_MB} MB", growth / FILE_GROWTH_MB, 1)


def _down(site: Site, code: str) -> float:
    """Returns megabytes a second of whoever raised it saving their file; nothing where it cannot be had."""
    back = Person(site.port, seconds=300)
    journey.come_back(back, code)
    begun = time.perf_counter()
    size = journey.save_first_file(back)
    return size / 1e6 / (time.perf_counter() - begun) if size else 0.0


def _watch(site: Site, most: list[int], enough: threading.Event) -> None:
    while not enough.wait(0.2):
        most[0] = max(most[0], site.resident())
