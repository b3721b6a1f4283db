"""Answerable behind the shipped proxy, as `docs/install.md` sets it up, but on a port of this machine and without a certificate."""

import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from answerable.site.settings.paths import PROJECT
from tests import homes
from tests.running import free_port, started, wait_for_port

SHIPPED = PROJECT / "deploy" / "nginx.conf"
NGINX = shutil.which("nginx") or shutil.which("/usr/sbin/nginx")


@dataclass
class Proxied:
    """The two programs, where they write, and where they listen."""

    port: int
    home: Path
    folder: Path
    said: Path
    bind: Path
    site: "subprocess.Popen[bytes]"

    def workers(self) -> list[int]:
        listed = subprocess.run(
            ["ps", "-o", "pid=", "--ppid", str(self.site.pid)], capture_output=True, text=True, check=False
        )
        return [int(pid) for pid in listed.stdout.split()]

    def resident(self) -> int:
        """Returns the megabytes that the site's processes hold."""
        pages = [int(Path(f"/proc/{pid}/statm").read_text().split()[1]) for pid in [self.site.pid, *self.workers()]]
        return sum(pages) * os.sysconf("SC_PAGE_SIZE") // 1024**2

    def written(self) -> list[Path]:
        return [path for top in (self.home, self.folder) for path in top.rglob("*") if path.is_file()]


def for_this_machine(folder: Path, port: int, bind: Path) -> str:
    """Returns the shipped settings with another address, folders below one folder, and no certificate."""
    text = SHIPPED.read_text(encoding="utf-8")
    text = re.sub(r"    server \{\s+listen 80;.*?\n    \}\n", "", text, flags=re.S)
    text = re.sub(r"^ +ssl_.*\n", "", text, flags=re.M)
    text = re.sub(r"^ +listen \[::\]:443 ssl;\n", "", text, flags=re.M)
    changes = {
        "listen 443 ssl;": f"listen 127.0.0.1:{port};", "unix:/run/answerable/web": f"unix:{bind}",
        "alliance.example.org": "localhost", "/run/nginx": f"{folder}/nginx", "user www-data;": "user root;" if os.geteuid() == 0 else "",
    }  # fmt: skip
    for shipped, ours in changes.items():
        assert shipped in text, shipped
        text = text.replace(shipped, ours)
    return text


@contextmanager
def proxied(tmp_path: Path) -> Iterator[Proxied]:
    home, folder, said = tmp_path / "home", tmp_path / "proxy", tmp_path / "said"
    bind = Path(tempfile.mkdtemp()) / "web"  # a socket's path must be short
    for one in (folder, folder / "nginx-bodies", folder / "nginx-answers"):
        one.mkdir()
    homes.initialised(home)
    port = free_port()
    (folder / "nginx.conf").write_text(for_this_machine(folder, port, bind), encoding="utf-8")
    site = started(home, "serve", output=said, ANSWERABLE_BIND=f"unix:{bind}", ANSWERABLE_HOSTS="localhost")
    with (tmp_path / "proxy-said").open("wb") as output:
        nginx = subprocess.Popen(
            [NGINX or "nginx", "-e", "stderr", "-p", str(folder), "-c", str(folder / "nginx.conf"), "-g", "daemon off;"],
            stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT,
        )  # fmt: skip
    try:
        wait_for_port(port)
        wait_for_socket(bind)
        yield Proxied(port, home, folder, said, bind, site)
    finally:
        for process in (nginx, site):
            process.terminate()
            process.wait(40)
        shutil.rmtree(bind.parent)


def wait_for_socket(bind: Path) -> None:
    for _ in range(400):
        with socket.socket(socket.AF_UNIX) as one:
            if bind.exists() and one.connect_ex(str(bind)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("the site does not listen")
