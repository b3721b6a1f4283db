"""Much goes on at once, and hostile machines ask: those who tell are served meanwhile, and none of it is lost."""

import json
import socket
import statistics
import threading
import time

import pytest

from tests.deploy.proxy import NGINX, Proxied, proxied

from . import journey
from .conftest import many, times
from .crowd import Told, all_at_once, tell_once
from .line import FORM, ask
from .person import Person
from .site import Site

pytestmark = pytest.mark.slow
MIB = 1024 * 1024


@pytest.mark.postgres_too
@pytest.mark.parametrize("seconds", many(8, 60))
def test_busy_database_keeps_nobody_from_telling(site: Site, seconds: int) -> None:
    """B50: a long reader, eight writers and people who tell; nobody is told that it is locked, and sending takes three seconds at most."""
    beside = [site.begin("read_long", float(seconds)), *[site.begin("write_for", float(seconds)) for _ in range(8)]]
    time.sleep(4)  # until they have begun
    told, ends = Told(), time.monotonic() + seconds

    def keep_on() -> None:
        while time.monotonic() < ends:
            tell_once(site.port, told, "The gate stood open, and they saw us.")

    all_at_once([keep_on] * 2, seconds=seconds + 120)
    faults = []
    for one in beside[1:]:
        said, wrong = one.communicate(timeout=120)
        assert one.returncode == 0, wrong[-1000:]
        faults += json.loads(said)["faults"]
    beside[0].communicate(timeout=120)
    assert (told.refused, faults) == ([], [])
    assert len(told.sent) >= seconds // 4
    assert told.worst() <= times(3)
    assert "locked" not in site.said.read_text()


HOSTILE = {
    "two gigabytes are announced": b"POST /r HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 2147483648\r\n\r\ndo=send&happened=" + b"x" * 4096,
    "a chunk without end": b"POST /r HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n",
    "a chunk that is none": b"POST /r HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    "a header too long": b"GET /r HTTP/1.1\r\nHost: localhost\r\nX-A: " + b"a" * 40_000 + b"\r\n\r\n",
    "a length that is none": b"POST /r HTTP/1.1\r\nHost: localhost\r\nContent-Length: -5\r\n\r\n",
    "parts without end": b"POST /r HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 60\r\n\r\n--x\r\nContent-Disposition: form-data; name=\"do\"\r\n\r\nsend\r\n--x",
    "no boundary": b"POST /r HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data\r\nContent-Length: 4\r\n\r\nabcd",
}  # fmt: skip


def answered(port: int, request: bytes, *, seconds: float = 8) -> int:
    """Sends bytes as they are; returns the status, 0 where the line was cut or nothing came."""
    with socket.create_connection(("127.0.0.1", port), seconds) as line:
        try:
            line.sendall(request)
            first = line.recv(64)
        except OSError:
            return 0
    return int(first.split()[1]) if first.startswith(b"HTTP/") else 0


def test_rubbish_is_refused_in_its_own_words_and_nothing_falls_over(site: Site) -> None:
    """B51 without a proxy: bodies, chunks and headers that are none, ten thousand fields, words of megabytes."""
    statuses = {name: answered(site.port, request) for name, request in HOSTILE.items()}
    assert {name: one for name, one in statuses.items() if one >= 500 and one != 503} == {}
    fields = b"&".join(b"f%d=1" % one for one in range(10_000))
    many_fields = ask(site.port, "/r", method="POST", body=b"do=start&" + fields, headers={"Content-Type": FORM})
    assert many_fields.status in {400, 413}
    person = Person(site.port)
    journey.to_the_last_page(person, "Small at first.")
    long = ask(
        site.port, "/r", method="POST", body=b"do=start&happened=" + b"x" * (4 * MIB), headers={"Content-Type": FORM}
    )
    assert long.status in {400, 413, 0}  # the line may be cut before the answer is read
    journey.send(person)
    assert journey.is_sent(person)
    assert "unhandled_error" not in site.said.read_text()


@pytest.mark.skipif(NGINX is None, reason="not run: nginx is not installed")
@pytest.mark.parametrize(("slow", "asked"), [(100, 30), pytest.param(500, 200, marks=pytest.mark.soak)])
def test_slow_lines_at_the_door_keep_nobody_waiting(
    tmp_path_factory: pytest.TempPathFactory, slow: int, asked: int
) -> None:
    """B51 behind the shipped proxy: hundreds who send a letter at a time, while others open the door."""
    with proxied(tmp_path_factory.mktemp("slow")) as served:
        lines = [_slow(served, number) for number in range(slow)]
        dripping, enough = threading.Thread(target=lambda: _drip(lines, enough)), threading.Event()
        dripping.start()
        took = []
        for _ in range(asked):
            begun = time.monotonic()
            assert ask(served.port, "/r").status == 200
            took.append(time.monotonic() - begun)
        most = served.resident()
        enough.set()
        dripping.join(20)
        for line in lines:
            line.close()
        assert statistics.quantiles(took, n=20)[-1] <= times(2)
        assert most <= 1024


def _slow(served: Proxied, number: int) -> socket.socket:
    line = socket.create_connection(("127.0.0.1", served.port), 20)
    head = b"POST /r HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 100000\r\n"
    line.sendall(head + (b"\r\ndo=send&happened=" if number % 2 else b"X-A: "))
    return line


def _drip(lines: list[socket.socket], enough: threading.Event) -> None:
    while not enough.wait(2):
        for line in lines:
            try:
                line.send(b"x")
            except OSError:
                continue
