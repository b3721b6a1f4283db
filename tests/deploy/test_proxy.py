"""Behind the proxy that is shipped: hostile clients wait alone, and nobody writes down who asked."""

import http.client
import secrets
import socket
import stat
import statistics
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from .proxy import NGINX, Proxied, proxied

pytestmark = [pytest.mark.slow, pytest.mark.skipif(NGINX is None, reason="not run: nginx is not installed")]
CANARY = "canary-agent-9X"
FORM = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": "csrftoken=" + "a" * 32}


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Proxied]:
    with proxied(tmp_path) as one:
        yield one


def ask(port: int, path: str = "/networks", *, method: str = "GET", body: bytes | None = None, **headers: str) -> int:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        line.request(method, path, body, {"Host": "localhost", **headers})
        answer = line.getresponse()
        answer.read()
        return answer.status
    finally:
        line.close()


def raw(port: int, request: bytes) -> int:
    """Sends bytes as they are; returns the status, or 0 where the line was cut."""
    with socket.create_connection(("127.0.0.1", port), 60) as line:
        try:
            line.sendall(request)
            first = line.recv(64)
        except OSError:
            return 0
    return int(first.split()[1]) if first.startswith(b"HTTP/") else 0


def slow_ones(port: int, number: int) -> list[socket.socket]:
    """Opens lines that never end their request."""
    lines = []
    for _ in range(number):
        line = socket.create_connection(("127.0.0.1", port), 20)
        line.sendall(b"POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\nX-A: ")
        lines.append(line)
    return lines


def endless_body(port: int, megabytes: int) -> int:
    """Sends a body of unsaid length in chunks until somebody has had enough; returns the status, 0 where cut."""
    head = b"POST /sign-in HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
    with socket.create_connection(("127.0.0.1", port), 60) as line:
        try:
            line.sendall(head)
            for _ in range(megabytes):
                line.sendall(b"100000\r\n" + b"x" * 0x100000 + b"\r\n")
            line.sendall(b"0\r\n\r\n")
            first = line.recv(64)
        except OSError:
            return 0
    return int(first.split()[1]) if first.startswith(b"HTTP/") else 0


@pytest.mark.parametrize(
    ("slow", "megabytes", "asked"), [(100, 64, 30), pytest.param(500, 2048, 200, marks=pytest.mark.soak)]
)
def test_hostile_clients_keep_nobody_else_waiting(served: Proxied, slow: int, megabytes: int, asked: int) -> None:
    """B51: lines that never end, bodies without end, thousands of fields, chunk bombs, headers of 8 KB."""
    lines, refused = slow_ones(served.port, slow), []
    hostile = [
        lambda: refused.append(("body", endless_body(served.port, megabytes))),
        lambda: refused.append(("length", raw(served.port, b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2147483648\r\n\r\n"))),
        lambda: refused.append(("fields", ask(served.port, "/sign-in", method="POST", body=b"&".join(b"f%d=1" % one for one in range(10_000)), **FORM))),
        lambda: refused.append(("chunk", raw(served.port, b"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n"))),
        lambda: refused.append(("header", raw(served.port, b"GET / HTTP/1.1\r\nHost: localhost\r\nX-A: " + b"a" * 40_000 + b"\r\n\r\n"))),
    ]  # fmt: skip
    threads = [threading.Thread(target=one) for one in hostile]
    for one in threads:
        one.start()
    times = []
    for _ in range(asked):
        begun = time.monotonic()
        assert ask(served.port) == 200
        times.append(time.monotonic() - begun)
    most = served.resident()
    for one in threads:
        one.join(300)
    for line in lines:
        line.close()
    assert statistics.quantiles(times, n=20)[-1] <= 2
    assert most <= 1024
    said = dict(refused)
    assert (said["length"], said["fields"], said["chunk"], said["header"]) == (413, 413, 400, 400)
    assert said["body"] in {413, 0}  # the line may be cut before the answer is read
    assert ask(served.port) == 200


def test_proxy_and_site_write_down_nobody(served: Proxied) -> None:
    """B12 behind the proxy: no address, browser or path in any file of the two, also where a request cannot be read."""
    sources = [f"127.{one[0] | 1}.{one[1]}.{one[2] | 1}" for one in (secrets.token_bytes(3) for _ in range(20))]
    for at, source in enumerate(sources * 3):
        broken = b"GET /%s HTTP/9\r\n\r\n" % CANARY.encode()
        good = (
            b"GET /nowhere/%(c)s HTTP/1.1\r\nHost: localhost\r\nUser-Agent: %(c)s\r\nX-Forwarded-For: %(s)s\r\n"
            b"Connection: close\r\n\r\n" % {b"c": CANARY.encode(), b"s": source.encode()}
        )
        with socket.create_connection(("127.0.0.1", served.port), 20, source_address=(source, 0)) as line:
            line.sendall(broken if at % 4 == 0 else good)
            line.recv(100)
    needles = [one.encode() for one in (CANARY, *sources)]
    told = [
        (path.name, needle)
        for path in [*served.written(), served.said, served.folder.parent / "proxy-said"]
        for needle in needles
        if needle in path.read_bytes()
    ]
    assert told == []


def test_only_the_sites_own_group_reaches_it(served: Proxied) -> None:
    """The socket is its owner's and its group's, so that the proxy may enter and others may not."""
    assert stat.S_IMODE(served.bind.stat().st_mode) == 0o660
