"""A PostgreSQL of the tests' own: made, used by one command and gone again. `python -m tests.postgres COMMAND …`

It lies in a temporary folder, listens on a socket in that folder only, and never runs as root.
"""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

UNPRIVILEGED = "postgres"
WITHOUT_WAITING_FOR_DISKS = ("-c fsync=off", "-c full_page_writes=off", "-c max_connections=200")


class MissingError(Exception):
    """Something that a cluster needs is not on this machine."""


def programs() -> Path:
    """Returns the folder of the newest PostgreSQL's programs."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda one: int(one.parts[-3]))
    found = folders[-1] if folders else shutil.which("initdb")
    if found is None:
        raise MissingError("PostgreSQL is not installed")
    return Path(found).resolve().parent


def _as_its_own_user(command: Sequence[str]) -> list[str]:
    if os.geteuid() != 0:
        return list(command)
    return ["runuser", "-u", UNPRIVILEGED, "--", *command]


def _run(*command: str) -> None:
    done = subprocess.run(_as_its_own_user(command), cwd="/", capture_output=True, text=True, check=False)
    if done.returncode:
        raise MissingError(f"{Path(command[0]).name} failed: {(done.stderr or done.stdout).strip().splitlines()[-1:]}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def cluster() -> Iterator[str]:
    """Yields the `DATABASE_URL` of an empty cluster; stops and removes it afterwards."""
    bin_folder, port = programs(), _free_port()
    with tempfile.TemporaryDirectory(prefix="answerable-pg-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        if os.geteuid() == 0:
            owner = pwd.getpwnam(UNPRIVILEGED)
            os.chown(folder, owner.pw_uid, owner.pw_gid)
        data = str(folder / "data")
        _run(str(bin_folder / "initdb"), "-D", data, "-U", UNPRIVILEGED, "-E", "UTF8", "--locale=C.UTF-8",
             "--auth-local=trust", "--auth-host=reject", "--no-sync")  # fmt: skip
        options = " ".join((f"-p {port}", f"-k {folder}", "-c listen_addresses=''", *WITHOUT_WAITING_FOR_DISKS))
        _run(
            str(bin_folder / "pg_ctl"), "-D", data, "-l", str(folder / "log"), "-w", "-t", "60", "-o", options, "start"
        )
        try:
            yield f"postgresql://{UNPRIVILEGED}@/postgres?host={folder}&port={port}"
        finally:
            _run(str(bin_folder / "pg_ctl"), "-D", data, "-m", "immediate", "stop")


def main(command: Sequence[str]) -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the cluster is stopped then too
    try:
        with cluster() as url:
            return subprocess.run(command, env={**os.environ, "DATABASE_URL": url}, check=False).returncode
    except MissingError as missing:
        sys.stderr.write(f"{missing}\n")
        return 3


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
