"""A power cut that needs no other machine: a traced run is replayed, and what was never synced may be lost or half there."""

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from .tracing import Call

SECTOR = 512
WRITES, SYNCS, CUTS = {"pwrite64", "write"}, {"fsync", "fdatasync"}, {"ftruncate"}


@dataclass
class Disk:
    """Some files as they lie on a disk at a moment of a trace: what was synced, and what waits to be."""

    begun_with: dict[str, bytes]
    safe: dict[str, bytearray] = field(default_factory=dict)
    waiting: dict[str, list[Call]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        self.safe = {path: bytearray(content) for path, content in self.begun_with.items()}

    def follow(self, one: Call) -> None:
        """Takes in what the program did next. A sync makes safe what was written before it began."""
        if one.result < 0:
            return
        if one.name in WRITES | CUTS:
            self.waiting[one.path].append(one)
        elif one.name in SYNCS:
            done = [call for call in self.waiting[one.path] if call.ended < one.begun]
            self.waiting[one.path] = [call for call in self.waiting[one.path] if call.ended >= one.begun]
            for call in done:
                _apply(self.safe.setdefault(one.path, bytearray()), call)
        elif one.name in {"unlink", "unlinkat"}:
            self.safe.pop(one.path, None)
            self.waiting.pop(one.path, None)

    def after_a_cut(self, chance: random.Random) -> dict[str, bytes]:
        """Returns the files as they may be found: of what waits, each sector is there or not, one as likely as the other."""
        found = {path: bytearray(content) for path, content in self.safe.items()}
        for path, calls in self.waiting.items():
            for call in calls:
                if call.name in CUTS:
                    if chance.random() < 0.5:
                        _apply(found.setdefault(path, bytearray()), call)
                    continue
                for begins in range(0, len(call.told), SECTOR):
                    if chance.random() < 0.5:
                        _put(found.setdefault(path, bytearray()), call.at + begins, call.told[begins : begins + SECTOR])
        return {path: bytes(content) for path, content in found.items()}


def cuts(
    calls: Iterable[Call], begun_with: dict[str, bytes], at: Iterable[int], seed: int
) -> Iterator[tuple[int, dict[str, bytes]]]:
    """Yields, for places in a trace, the files as a power cut at that place may leave them."""
    disk, chance, places = Disk(begun_with), random.Random(seed), sorted(set(at))
    for one in calls:
        while places and one.ended > places[0]:
            yield places.pop(0), disk.after_a_cut(chance)
        if one.path in begun_with or any(one.path.startswith(path) for path in begun_with):
            disk.follow(one)
    for place in places:
        yield place, disk.after_a_cut(chance)


def written(files: dict[str, bytes], below: Path) -> Path:
    """Writes files into a folder under their own names; returns the folder."""
    below.mkdir(parents=True, exist_ok=True)
    for path, content in files.items():
        (below / Path(path).name).write_bytes(content)
    return below


def _apply(content: bytearray, call: Call) -> None:
    if call.name in CUTS:
        size = call.at
        del content[size:]
        content.extend(bytes(max(0, size - len(content))))
        return
    _put(content, call.at, call.told)


def _put(content: bytearray, at: int, told: bytes) -> None:
    if len(content) < at:
        content.extend(bytes(at - len(content)))
    content[at : at + len(told)] = told
