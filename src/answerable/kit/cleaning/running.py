"""Has a file cleaned by a process of its own. What came and what is clean lie in memory alone, under no name."""

import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from .refusals import NotCleaned, Why

SOURCE = Path(__file__).resolve().parents[3]
CODE = "import sys;sys.path.insert(0,sys.argv.pop(1));from answerable.kit.cleaning.child import main;main()"
MOST = 64 * 1024 * 1024  # bytes that come, and that come back
SECONDS = 20.0  # by the clock on the wall; by the processor's the process is stopped before
CHUNK = 64 * 1024
ENDS = {3: Why.UNKNOWN, 4: Why.BROKEN, 5: Why.LOCKED}  # as `child.ENDS` has them; whatever else it was, it was too much


class CannotClean(RuntimeError):  # noqa: N818 - it says how this machine is
    """Nothing can be cleaned on this machine: it cannot hold a process back."""


@dataclass(frozen=True)
class Cleaned:
    """A cleaned file in memory: its size, the suffix of its kind, and its content chunk by chunk."""

    size: int
    suffix: str
    handle: int

    def chunks(self) -> Iterator[bytes]:
        """Yields the content from its beginning, as often as it is asked."""
        at = 0
        while part := os.pread(self.handle, CHUNK, at):
            at += len(part)
            yield part


@contextmanager
def cleaned(chunks: Iterable[bytes], *, most: int = MOST) -> Iterator[Cleaned]:
    """Returns a file cleaned, for as long as it is in use; `NotCleaned`, `CannotClean`."""
    with _in_memory() as came, _in_memory() as clean:
        _fill(came, chunks, most)
        suffix = _run(came, clean, most)
        yield Cleaned(os.fstat(clean).st_size, suffix, clean)


@contextmanager
def _in_memory() -> Iterator[int]:
    if not hasattr(os, "memfd_create"):
        raise CannotClean
    handle = os.memfd_create("", os.MFD_CLOEXEC)
    try:
        yield handle
    finally:
        os.close(handle)


def _fill(handle: int, chunks: Iterable[bytes], most: int) -> None:
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > most:
            raise NotCleaned(Why.TOO_MUCH)
        os.write(handle, chunk)


def _run(came: int, clean: int, most: int) -> str:
    """Runs the process to its end; returns the suffix that it said."""
    told, tells = os.pipe()
    with os.fdopen(told, "rb") as heard:
        try:
            words = [str(one) for one in (SOURCE, came, clean, tells, most, os.getpid())]
            done = subprocess.run(  # noqa: S603 - this very program, with numbers of ours
                [sys.executable, "-I", "-B", "-c", CODE, *words],
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                env={}, cwd="/", pass_fds=(came, clean, tells), timeout=SECONDS, check=False,
            )  # fmt: skip
        except subprocess.TimeoutExpired as error:
            raise NotCleaned(Why.TOO_MUCH) from error
        finally:
            os.close(tells)
        return _suffix(done.returncode, heard.read(16))


def _suffix(end: int, said: bytes) -> str:
    if end in (1, 7):
        raise CannotClean
    if end:
        raise NotCleaned(ENDS.get(end, Why.TOO_MUCH))
    return said.decode("ascii")
