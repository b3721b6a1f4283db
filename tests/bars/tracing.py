"""What a program asked of the kernel, as strace wrote it down: writes, syncs, and what went over the line."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

STRACE = shutil.which("strace")
CALLS = "pwrite64,pwritev,pwritev2,write,writev,fsync,fdatasync,ftruncate,unlink,unlinkat,rename,renameat,renameat2,sendto,sendmsg,recvfrom"
FILES = "openat,open,creat,memfd_create,mkdir,mkdirat,rename,renameat,renameat2,linkat,symlinkat"
HANDLE = re.compile(rb"^(\d+)<([^>]*)>")
STRING = re.compile(rb'"((?:\\x[0-9a-f]{2})*)"')


@dataclass(frozen=True)
class Call:
    """One call. `begun` and `ended` are its places in the trace; `told`: the bytes it carries; `at`: where in the file."""

    pid: int
    name: str
    path: str
    told: bytes
    at: int
    result: int
    begun: int
    ended: int


def tracing(output: Path, calls: str = CALLS) -> list[str]:
    """Returns the words to put before a command. A thread is a process of its own in the trace."""
    return ["strace", "-E", "PYTHONDONTWRITEBYTECODE=1", "-D", "-f", "-qq", "-y", "-xx", "-s", "2000000", "-e", f"trace={calls}", "-e", "signal=none", "-o", str(output)]  # fmt: skip


def calls_in(trace: Path) -> list[Call]:
    """Returns the calls of a trace in the order in which they ended."""
    return list(_calls(trace))


def _calls(trace: Path) -> Iterator[Call]:
    begun: dict[int, tuple[int, bytes]] = {}
    with trace.open("rb") as lines:
        for number, line in enumerate(lines):
            pid, _, rest = line.rstrip(b"\n").partition(b" ")
            rest = rest.lstrip()
            if rest.endswith(b"<unfinished ...>"):
                begun[int(pid)] = (number, rest.removesuffix(b"<unfinished ...>").rstrip())
                continue
            first = number
            if rest.startswith(b"<... "):
                first, head = begun.pop(int(pid), (number, b""))
                rest = head + rest.partition(b"resumed>")[2]
            if (one := _call(int(pid), rest, first, number)) is not None:
                yield one


def _call(pid: int, line: bytes, begun: int, ended: int) -> Call | None:
    words, _, result = line.rpartition(b" = ")
    name, bracket, arguments = words.partition(b"(")
    if not bracket or not (value := re.match(rb"-?\d+", result.strip())):
        return None
    strings = [_plain(one) for one in STRING.findall(arguments)]
    handle = HANDLE.match(arguments)
    told, path = (strings[0] if strings else b""), _plain(handle[2]).decode(errors="replace") if handle else ""
    if not handle and strings:
        path, told = strings[0].decode(errors="replace"), b""
        if name.startswith(b"rename") and len(strings) > 1:
            told = strings[1]
    elif name in {b"openat", b"mkdirat", b"unlinkat", b"renameat", b"renameat2", b"linkat"} and strings:
        path, told = strings[0].decode(errors="replace"), strings[1] if len(strings) > 1 else b""
    return Call(pid, name.decode(), path, told, _last_number(arguments), int(value[0]), begun, ended)


def escaped(told: bytes) -> bytes:
    """Returns bytes as a trace writes them: to look for them takes no turning back of all that was traced."""
    return b"".join(b"\\x%02x" % one for one in told)


def _plain(told: bytes) -> bytes:
    return bytes.fromhex(told.replace(b"\\x", b"").decode())


def _last_number(arguments: bytes) -> int:
    found = re.search(rb", (\d+)\)?$", arguments.rstrip())
    return int(found[1]) if found else 0


@dataclass(frozen=True)
class Reply:
    """What a worker answered to a request that bore a mark: `call` is the sending of its first bytes."""

    mark: str
    pid: int
    asked: Call
    call: Call

    @property
    def status(self) -> int:
        return int(self.call.told.split(None, 2)[1])


def replies(calls: list[Call], header: str) -> list[Reply]:
    """Returns the replies to requests that carried a header, by the header's value."""
    waiting: dict[tuple[int, str], tuple[str, Call]] = {}
    found = []
    wanted = re.compile(rb"\r\n" + header.encode() + rb": ([^\r]+)\r\n", re.IGNORECASE)
    for one in calls:
        if one.name == "recvfrom" and (told := wanted.search(one.told)):
            waiting[one.pid, one.path] = (told[1].decode(), one)
        elif one.name in {"sendto", "sendmsg"} and one.told.startswith(b"HTTP/1.1 "):
            mark, asked = waiting.pop((one.pid, one.path), ("", one))
            found += [Reply(mark, one.pid, asked, one)] if mark else []
    return found
