"""The process that reads a stranger's file: it is given what came and a place for what is clean, and gives up everything else."""

import codecs
import os
import sys

from . import kinds, pictures, sandbox
from .refusals import NotCleaned, Why

ENDS = {Why.UNKNOWN: 3, Why.BROKEN: 4, Why.LOCKED: 5, Why.TOO_MUCH: 6}
NO_SANDBOX = 7
CHUNK = 1024 * 1024


def main() -> None:
    """Reads `came`, writes `clean`, says the suffix, and ends with a number that says how it went."""
    came, clean, told, most, parent = (int(word) for word in sys.argv[1:6])
    os._exit(_end(came, clean, told, most, parent))


def _end(came: int, clean: int, told: int, most: int, parent: int) -> int:
    try:
        sandbox.leave_with_parent(parent)
        _load()
        sandbox.enter(most)
    except sandbox.NoSandboxError:
        return NO_SANDBOX
    try:
        found, suffix = kinds.cleaned(_read(came))
        _write(clean, found)
        os.write(told, suffix.encode())
    except NotCleaned as refused:
        return ENDS[refused.why]
    except (MemoryError, OSError):
        return ENDS[Why.TOO_MUCH]
    except Exception:  # whatever a reader of files stumbles over: the file is at fault, and nothing of it may be told
        return ENDS[Why.BROKEN]
    return 0


def _load() -> None:
    """Loads what is loaded at first use only, while files can still be opened."""
    pictures.prepared()
    for code in ("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp437", "latin-1", "ascii"):
        codecs.lookup(code)


def _read(handle: int) -> bytes:
    size = os.fstat(handle).st_size
    data = bytearray()
    while len(data) < size and (part := os.pread(handle, CHUNK, len(data))):
        data += part
    return bytes(data)


def _write(handle: int, data: bytes) -> None:
    at = 0
    while at < len(data):
        at += os.write(handle, data[at : at + CHUNK])
