"""Starts the program as its operators do, over a data folder of its own."""

import os
import socket
import subprocess
import sys
import time
from pathlib import Path

from answerable.site.settings.paths import PROJECT

PYTHON = os.pathsep.join((str(PROJECT / "src"), str(PROJECT)))


def surroundings(home: Path, **more: str) -> dict[str, str]:
    """Returns an environment in which nothing but the folder is the program's own."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    own = {
        "LANG": "C.UTF-8",
        "ANSWERABLE_HOME": str(home),
        "ANSWERABLE_MODE": "production",
        "PYTHONPATH": PYTHON,
        **compiled(),
    }
    return {**kept, **own, "DJANGO_SETTINGS_MODULE": "answerable.site.settings", **more}


def compiled() -> dict[str, str]:
    """Has programs read what the gate's folder holds compiled, or else compile their source anew: a second of each start."""
    folder = os.environ.get("PYTHONPYCACHEPREFIX")
    return {"PYTHONPYCACHEPREFIX": folder} if folder else {"PYTHONDONTWRITEBYTECODE": "1"}


def answerable(home: Path, *words: str, given: str = "", **more: str) -> subprocess.CompletedProcess[str]:
    """Runs a command to its end."""
    command = [sys.executable, "-m", "answerable.site.console", *words]
    return subprocess.run(
        command, env=surroundings(home, **more), input=given, capture_output=True, text=True, timeout=300, check=False
    )


def started(
    home: Path, *words: str, output: Path, program: str = "answerable.site.console", **more: str
) -> "subprocess.Popen[bytes]":
    """Starts a command that goes on by itself; all it says is written to a file."""
    with output.open("ab") as file:
        return subprocess.Popen(
            [sys.executable, "-m", program, *words], env=surroundings(home, **more),
            stdin=subprocess.DEVNULL, stdout=file, stderr=subprocess.STDOUT,
        )  # fmt: skip


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def wait_for_port(port: int, *, seconds: float = 40) -> None:
    """Returns once somebody listens."""
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("nobody listens")
