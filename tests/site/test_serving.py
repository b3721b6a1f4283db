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
def served(tmp_path: Path) -> Iterator[tuple[int, Path]]:
    """A web server with a tiny application that breaks at /broken, and the file of what it wrote."""
    (tmp_path / "tiny.py").write_text(
        "def application(environ, start):\n"
        "    if environ['PATH_INFO'] == '/broken': raise ValueError('canary in the words')\n"
        "    start('200 OK', [('Content-Length', '2')]); return [b'ok']\n"
    )
    port, told = free_port(), tmp_path / "told"
    paths = os.pathsep.join([*(one for one in sys.path if one), str(tmp_path)])
    surroundings = {
        **os.environ,
        "PORT": str(port),
        "PYTHONPATH": paths,
        "ANSWERABLE_WORKERS": "1",
        "HOME": str(tmp_path),
    }
    with told.open("wb") as file:
        command = [sys.executable, "-m", "gunicorn", "-c", "python:answerable.site.serving", "tiny:application"]
        server = subprocess.Popen(command, env=surroundings, stdout=file, stderr=file)
        try:
            yield port, told
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


def test_web_server_names_neither_itself_nor_who_asks(served: tuple[int, Path]) -> None:
    """B20, B28: no `Server` header, our headers on what cannot be parsed, no address and no words in what it writes."""
    port, told = served
    answers = [
        asked(port, b"GET /privacy?canary HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"),
        asked(port, b"GET /broken?canary HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"),
        asked(port, b"canary nonsense\r\n\r\n"),
        asked(port, b"GET / HTTP/1.1\r\nHost: localhost\r\ncan@ary: x\r\n\r\n"),
    ]
    assert [answer.split(" ")[1] for answer in answers] == ["200", "500", "400", "400"]
    assert [answer for answer in answers if "gunicorn" in answer or "canary" in answer or "Server:" in answer] == []
    assert all("Cache-Control: no-store" in answer and "default-src 'none'" in answer for answer in answers[1:])
    written = told.read_text()
    assert "ValueError" in written
    assert "127.0.0.1" not in written
    assert "canary" not in written
    assert not (told.parent / ".gunicorn").exists()


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
