"""The web server itself: what it says of itself, and what it writes down."""

import logging
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("gunicorn")


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@pytest.fixture
def served(tmp_path: Path) -> Iterator[int]:
    """The port of a web server whose tiny application breaks at /broken."""
    (tmp_path / "tiny.py").write_text(
        "def application(environ, start):\n"
        "    if environ['PATH_INFO'] == '/broken': raise ValueError('canary in the words')\n"
        "    start('200 OK', [('Content-Length', '2')]); return [b'ok']\n"
    )
    port = free_port()
    (tmp_path / "conf.py").write_text(
        "from answerable.site.wire import quieten\nquieten()\n"
        f"control_socket_disable = True\nbind = '127.0.0.1:{port}'\n"
    )
    paths = os.pathsep.join([*(one for one in sys.path if one), str(tmp_path)])
    command = [sys.executable, "-m", "gunicorn", "-c", str(tmp_path / "conf.py"), "tiny:application"]
    server = subprocess.Popen(command, env={**os.environ, "PYTHONPATH": paths}, stderr=subprocess.DEVNULL)
    try:
        yield port
    finally:
        server.terminate()
        server.wait(20)


def asked(port: int, request: bytes) -> str:
    for _ in range(100):
        try:
            with socket.create_connection(("127.0.0.1", port), 5) as line:
                line.sendall(request)
                return b"".join(iter(lambda: line.recv(4096), b"")).decode("latin-1")
        except ConnectionRefusedError:
            time.sleep(0.1)
    raise AssertionError("the web server did not start")


def test_web_server_never_names_itself_or_echoes_what_it_cannot_read(served: int) -> None:
    """B20, B28: no `Server` header; what cannot be parsed is answered with our headers and none of its words."""
    answers = [
        asked(served, b"GET /privacy?canary HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"),
        asked(served, b"GET /broken?canary HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"),
        asked(served, b"canary nonsense\r\n\r\n"),
        asked(served, b"GET / HTTP/1.1\r\nHost: localhost\r\ncan@ary: x\r\n\r\n"),
    ]
    assert [answer.split(" ")[1] for answer in answers] == ["200", "500", "400", "400"]
    assert [answer for answer in answers if "gunicorn" in answer or "canary" in answer or "Server:" in answer] == []
    assert all("Cache-Control: no-store" in answer and "default-src 'none'" in answer for answer in answers[1:])


def test_foreign_libraries_lines_lose_their_words(written: object) -> None:
    """B28: of another library's line only the unfilled template is kept."""
    from io import StringIO

    assert isinstance(written, StringIO)
    logging.getLogger("some.library").error("could not send to %s", "canary@example.org")
    logging.getLogger("some.library").error("could not send to canary@example.org")
    logging.getLogger("django.db.backends").error("SELECT canary")
    try:
        raise ValueError("canary")
    except ValueError:
        logging.getLogger("some.library").exception("could not send to %s", "canary")
        logging.getLogger("answerable.room").exception("mail_failed")
    assert "canary" not in written.getvalue()
    assert "could not send to %s" in written.getvalue()
