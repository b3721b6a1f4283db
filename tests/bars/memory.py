"""What processes hold in memory, read as root of the machine would."""

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from .scanning import ways

PIECE = 16 * 1024 * 1024
OVERLAP = 4096


Needle = str | bytes


def held(pids: Iterable[int], needles: Iterable[Needle]) -> dict[Needle, int]:
    """Returns how many of some processes hold each needle, words or bytes, anywhere in memory that can be written."""
    wanted = {needle: _written(needle) for needle in needles}
    told = dict.fromkeys(wanted, 0)
    for pid in pids:
        for needle in _in_one(pid, wanted):
            told[needle] += 1
    return told


def _written(needle: Needle) -> list[bytes]:
    """Returns how a needle lies in memory; bytes too as hex, as they travel in JSON."""
    if isinstance(needle, bytes):
        return [needle, needle.hex().encode()]
    return [text for how, text in ways(needle).items() if how in {"utf-8", "utf-16-le", "form"}]


def _in_one(pid: int, wanted: dict[Needle, list[bytes]]) -> set[Needle]:
    seen: set[Needle] = set()
    with suppress(OSError), Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for first, last in _regions(pid):
            at = first
            while at < last:
                with suppress(OSError, ValueError, OverflowError):
                    memory.seek(at)
                    piece = memory.read(min(PIECE, last - at)) or b""
                    seen |= {
                        needle
                        for needle, texts in wanted.items()
                        if needle not in seen and any(text in piece for text in texts)
                    }
                at += PIECE - OVERLAP
    return seen


def _regions(pid: int) -> list[tuple[int, int]]:
    lines = Path(f"/proc/{pid}/maps").read_text().splitlines()
    found = []
    for line in lines:
        span, rights, *_ = line.split()
        if rights.startswith("rw") and "[v" not in line:
            first, last = span.split("-")
            found.append((int(first, 16), int(last, 16)))
    return found
