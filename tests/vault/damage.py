"""What is done to sealed bytes, of whatever kind: each must refuse each of it, and say nothing."""

import random
from collections.abc import Callable, Iterator

import pytest

from answerable.vault import Unreadable

COUNTS = [pytest.param(100, id="some"), pytest.param(1000, id="all", marks=pytest.mark.soak)]
VERSIONS = [0, 2, 3, 127, 255]


def is_refused(opening: Callable[..., object], *given: object, **named: object) -> bool:
    """Whether opening fails with our own word for it, and with nothing of the content in it."""
    try:
        opening(*given, **named)
    except Unreadable as refusal:
        return not refusal.args
    return False


def flipped(blob: bytes, count: int) -> Iterator[bytes]:
    """Yields a blob with one bit of it turned, the first 60 bytes' for certain, then others drawn by lot (the same each time)."""
    lot = random.Random(7)
    ends = [*range(min(60, len(blob)) * 8)][:: max(1, 480 // max(1, count // 2))]
    for bit in [*ends, *(lot.randrange(len(blob) * 8) for _ in range(count - len(ends)))]:
        yield blob[: bit // 8] + bytes([blob[bit // 8] ^ (1 << bit % 8)]) + blob[bit // 8 + 1 :]


def cut_or_lengthened(blob: bytes, count: int) -> Iterator[bytes]:
    """Yields a blob cut at its frames and elsewhere, and with something behind or before it."""
    lot = random.Random(11)
    yield from (blob[:at] for at in {0, 1, 2, len(blob) // 2, len(blob) - 17, len(blob) - 1})
    yield from (blob[: lot.randrange(len(blob))] for _ in range(count // 10))
    yield from (blob + b"\0", blob + bytes(4096), blob + blob, b"\0" + blob, blob[1:])


def other_versions(blob: bytes) -> Iterator[bytes]:
    yield from (bytes([one]) + blob[1:] for one in VERSIONS)


def survivors(blob: bytes, opening: Callable[[bytes], object], count: int) -> list[int]:
    """Returns which of all damages a blob was not refused for: none, for what B14 asks."""
    damaged = [*flipped(blob, count), *cut_or_lengthened(blob, count), *other_versions(blob)]
    return [at for at, one in enumerate(damaged) if not is_refused(opening, one)]
