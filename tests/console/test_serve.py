"""The site as it is really served: its processes, and what they write down of those who ask (nothing)."""

import os
import secrets
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests import homes
from tests.running import answerable, free_port, started, wait_for_port

CANARY = "canary-agent-7Q"
FORWARDED = "203.0.113.77"
BROKEN = (
    b"%(canary)s\r\n\r\n",
    b"GET /%(canary)s\r\n\r\n",
    b"GET /%(canary)s HTTP/9.9\r\nHost: localhost\r\n\r\n",
    b"GET /\x00%(canary)s HTTP/1.1\r\nHost: localhost\r\nUser-Agent: %(canary)s\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nUser-Agent %(canary)s\r\n\r\n",
    b"POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: %(canary)s\r\n\r\n",
    b"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n%(canary)s\r\n",
    b"GET / HTTP/1.1\r\nHost: %(canary)s.example.org\r\n\r\n",
    b"PROXY TCP4 %(forwarded)s 127.0.0.1 1 2\r\nGET / HTTP/1.1\r\n\r\n",
    b"GET /" + b"a" * 9000 + b"%(canary)s HTTP/1.1\r\nHost: localhost\r\n\r\n",
)
GOOD = (
    b"GET / HTTP/1.1", b"GET /organisations?q=%(canary)s HTTP/1.1", b"GET /nowhere/%(canary)s HTTP/1.1",
    b"GET /healthz HTTP/1.1", b"GET /sign-in HTTP/1.1", b"HEAD /networks HTTP/1.1", b"POST /sign-in HTTP/1.1",
)  # fmt: skip


@dataclass
class Site:
    home: Path
    port: int
    said: Path
    process: "subprocess.Popen[bytes]"

    def children(self) -> dict[int, str]:
        listed = subprocess.run(
            ["ps", "-o", "pid=,args=", "--ppid", str(self.process.pid)], capture_output=True, text=True, check=False
        )
        pairs = (line.split(None, 1) for line in listed.stdout.splitlines())
        return {int(pid): words for pid, words in pairs}

    def jobs_worker(self) -> int | None:
        """The copy of the master that does not listen at the site's address."""
        ours = sockets_of(self.process.pid)
        return next((pid for pid in self.children() if is_alive(pid) and not sockets_of(pid) & ours), None)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    home, port, said = tmp_path / "home", free_port(), tmp_path / "said"
    homes.initialised(home)
    process = started(home, "serve", output=said, PORT=str(port))
    try:
        wait_for_port(port)
        served = Site(home, port, said, process)
        wait_until(lambda: len(served.children()) == 3)
        yield served
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait(40)


def ask(port: int, request: bytes, *, source: str = "127.0.0.1") -> bytes:
    """Sends bytes from an address of this machine; returns the answer."""
    with socket.create_connection(("127.0.0.1", port), 20, source_address=(source, 0)) as line:
        line.sendall(request)
        try:
            line.shutdown(socket.SHUT_WR)
            return b"".join(iter(lambda: line.recv(65536), b""))
        except OSError:  # refused while we still spoke
            return b""


def wait_until(what: object) -> None:
    ends = time.monotonic() + 40
    while not what():  # type: ignore[operator] # always a question
        assert time.monotonic() < ends, "too slow"
        time.sleep(0.1)


def sockets_of(pid: int) -> set[str]:
    """Returns what a process listens at or speaks through; one that ended meanwhile, nothing."""
    found = set()
    with suppress(OSError):
        for handle in Path(f"/proc/{pid}/fd").iterdir():
            with suppress(OSError):
                found.add(str(handle.readlink()))
    return {one for one in found if one.startswith("socket:")}


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"


@pytest.mark.slow
def test_site_answers_with_its_jobs_beside(site: Site) -> None:
    answer = ask(site.port, b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    assert (answer.split(b"\r\n")[0], answer.endswith(b"ok\n")) == (b"HTTP/1.1 200 OK", True)
    assert site.jobs_worker() is not None


@pytest.mark.slow
def test_jobs_worker_that_dies_is_started_again(site: Site) -> None:
    first = site.jobs_worker()
    assert first is not None
    os.kill(first, signal.SIGKILL)
    wait_until(lambda: site.jobs_worker() not in (None, first))


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_site_ends_cleanly_with_all_its_processes(site: Site, number: int) -> None:
    children = site.children()
    site.process.send_signal(number)
    assert (site.process.wait(40), [pid for pid in children if is_alive(pid)]) == (0, [])


@pytest.mark.slow
def test_jobs_worker_does_not_outlive_a_killed_site(site: Site) -> None:
    worker = site.jobs_worker()
    assert worker is not None
    site.process.kill()
    site.process.wait(20)
    wait_until(lambda: not is_alive(worker))


@pytest.mark.slow
def test_second_site_at_the_same_port_is_refused_in_words(site: Site) -> None:
    done = answerable(site.home, "serve", PORT=str(site.port))
    assert (done.returncode, "already listens" in done.stderr, "Traceback" in done.stderr) == (1, True, False)


@pytest.mark.slow
def test_demo_is_served_to_this_machine_only(tmp_path: Path) -> None:
    done = answerable(tmp_path, "serve", "--bind", "0.0.0.0:1", ANSWERABLE_MODE="demo")
    assert (done.returncode, "this machine only" in done.stderr) == (1, True)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("good", "broken", "addresses"),
    [(70, 20, 20), pytest.param(1000, 200, 200, marks=pytest.mark.soak)],
)
def test_nothing_of_who_asked_is_written_anywhere(site: Site, good: int, broken: int, addresses: int) -> None:
    """B12: readable and unreadable requests from many addresses, with marked user agents and forwarding headers."""
    sources = [f"127.{one[0]}.{one[1]}.{one[2] | 1}" for one in (secrets.token_bytes(3) for _ in range(addresses))]
    for at in range(good):
        ask(site.port, _readable(GOOD[at % len(GOOD)]), source=sources[at % len(sources)])
    for at in range(broken):
        marked = (
            BROKEN[at % len(BROKEN)]
            .replace(b"%(canary)s", CANARY.encode())
            .replace(b"%(forwarded)s", FORWARDED.encode())
        )
        ask(site.port, marked, source=sources[at % len(sources)])
    assert site.process.poll() is None
    site.process.terminate()
    site.process.wait(40)
    written = [site.said.read_bytes(), *(path.read_bytes() for path in site.home.rglob("*") if path.is_file())]
    told = {needle: sum(text.count(needle) for text in written) for needle in _needles(sources)}
    assert {needle: count for needle, count in told.items() if count} == {}
    packed = [source for source in sources if any(socket.inet_aton(source) in text for text in written)]
    assert len(packed) <= len(sources) // 10  # four bytes may turn up among ciphers by chance, not each time


def _readable(first: bytes) -> bytes:
    body = b"email=rosa%%40example.org&password=%s" % CANARY.encode() if first.startswith(b"POST") else b""
    lines = [
        first.replace(b"%(canary)s", CANARY.encode()), b"Host: localhost", b"Connection: close",
        b"User-Agent: " + CANARY.encode(), b"X-Forwarded-For: " + FORWARDED.encode(), b"X-Real-IP: " + FORWARDED.encode(),
        b"Forwarded: for=" + FORWARDED.encode(), b"Referer: http://localhost/" + CANARY.encode(),
        b"Content-Type: application/x-www-form-urlencoded", b"Content-Length: %d" % len(body),
    ]  # fmt: skip
    return b"\r\n".join([*lines, b"", body])


def _needles(sources: list[str]) -> list[bytes]:
    texts = [CANARY, FORWARDED, *sources]
    return [text.encode() for text in texts] + [socket.inet_aton(one).hex().encode() for one in (FORWARDED, *sources)]
