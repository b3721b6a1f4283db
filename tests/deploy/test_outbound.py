"""The product calls nobody: traced by the kernel, whatever library would have done it."""

import html
import http.client
import re
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests import homes
from tests.running import free_port, surroundings, wait_for_port

STRACE = shutil.which("strace")
pytestmark = [pytest.mark.slow, pytest.mark.skipif(STRACE is None, reason="not run: strace is not installed")]
CALL = re.compile(
    r"(?:connect|sendto|sendmsg)\(.*sa_family=AF_INET6?\b.*?(?:inet_addr\(\"|inet_pton\(AF_INET6, \")([^\"]+)"
)
LINK = re.compile(r'(?:href|src|srcset)="(/[^"# ]*)"')
PAGES = 120
EVERY_JOB = """
import django; django.setup()
from answerable.jobs import schedules
for name in schedules.names(): schedules.run(name)
"""
TRACING = ("strace", "-D", "-f", "-qq", "-e", "trace=connect,sendto,sendmsg")


def called(trace: Path) -> list[str]:
    """Returns every address that was called and is not this machine's own."""
    found = CALL.findall(trace.read_text(errors="replace"))
    return [one for one in found if not one.startswith("127.") and one not in {"::1", "0.0.0.0"}]  # noqa: S104 - compared


class Visitor:
    """A browser's memory: cookies, nothing else."""

    def __init__(self, port: int) -> None:
        self.port, self.cookies = port, dict[str, str]()

    def ask(self, path: str, form: dict[str, str] | None = None) -> str:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"Host": "localhost", "Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded"}
        line.request(
            "POST" if form is not None else "GET", path, urlencode(form) if form is not None else None, headers
        )
        answer = line.getresponse()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0]
        text = answer.read().decode(errors="replace")
        line.close()
        assert answer.status < 500, path
        return text

    def send(self, path: str, **form: str) -> str:
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.ask(path))
        return self.ask(path, {"csrfmiddlewaretoken": token[1] if token else "", **form})

    def walk(self, most: int) -> int:
        waiting, seen = ["/"], set[str]()
        while waiting and len(seen) < most:
            path = html.unescape(waiting.pop(0))
            if path not in seen:
                seen.add(path)
                waiting += LINK.findall(self.ask(path))
        return len(seen)


def test_a_call_would_be_noticed(tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    calling = "import socket; s = socket.socket(); s.settimeout(0.2); s.connect_ex(('192.0.2.1', 80))"
    subprocess.run([*TRACING, "-o", str(trace), sys.executable, "-c", calling], check=True)
    assert called(trace) == ["192.0.2.1"]


def test_no_journey_and_no_job_calls_anybody(tmp_path: Path) -> None:
    """B62: a visitor, a member and the secretariat walk about, sign in wrongly, ask for codes; every job runs."""
    home, port, trace = tmp_path / "home", free_port(), tmp_path / "trace"
    demo = {"ANSWERABLE_MODE": "demo", "PORT": str(port)}
    homes.demo(home)
    command = [*TRACING, "-o", str(trace)]
    ours = [sys.executable, "-m", "answerable.site.console"]
    served = subprocess.Popen([*command, *ours, "serve"], env=surroundings(home, **demo), stdin=subprocess.DEVNULL)
    try:
        wait_for_port(port, seconds=90)
        assert Visitor(port).walk(PAGES) > PAGES // 2
        for key in ("salma", "neema", "tomas"):
            visitor = Visitor(port)
            visitor.send("/become", key=key)
            visitor.walk(PAGES // 3)
        stranger = Visitor(port)
        stranger.send("/sign-in", login="nobody@example.org", password="wrong and long")
        stranger.send("/sign-in/code", email="nobody@example.org")
    finally:
        served.terminate()
        served.wait(60)
    done = subprocess.run(
        [*command, "-A", sys.executable, "-c", EVERY_JOB], env=surroundings(home, **demo), check=False
    )
    assert done.returncode == 0
    assert called(trace) == []
