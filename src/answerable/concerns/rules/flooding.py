"""When too much comes at once: everybody is slowed down and asked for a little, and nobody is ever turned away.

One bucket for all, since nobody is told apart by where they come from: a flood makes it dearer for a machine that sends
thousands, and costs a person one sum. Seconds are passed in.
"""

from dataclasses import dataclass

from .promises import Flood


@dataclass(frozen=True)
class Bucket:
    """How many may still come unasked, and when that was counted."""

    tokens: float
    at: float


@dataclass(frozen=True)
class Asked:
    """What is asked before one goes on: so many sums by hand, or so many bits by machine, and how long the answer waits."""

    sums: int = 0
    bits: int = 0
    wait_seconds: int = 0

    @property
    def is_nothing(self) -> bool:
        return self.sums == 0


NOTHING = Asked()


def full(now: float, flood: Flood) -> Bucket:
    return Bucket(float(flood.burst), now)


def refilled(bucket: Bucket, now: float, flood: Flood) -> Bucket:
    """Returns the bucket as it is at a moment; a clock that went back adds nothing."""
    passed = max(0.0, now - bucket.at)
    tokens = bucket.tokens + passed * flood.per_minute / 60
    return Bucket(min(float(flood.burst), tokens), max(now, bucket.at))


def come(bucket: Bucket, now: float, flood: Flood, *, solved: bool) -> tuple[Bucket, Asked]:
    """Returns what is asked of somebody who comes, and the bucket after. Whoever solved what was asked goes on, always."""
    there = refilled(bucket, now, flood)
    lowest = -float(flood.burst) * flood.most_sums
    after = Bucket(max(lowest, there.tokens - 1), there.at)
    if solved or there.tokens >= 1:
        return after, NOTHING
    return after, asked(int(-after.tokens), flood)


def asked(over: int, flood: Flood) -> Asked:
    """Returns what is asked once so many more came than should; it grows and then stays (bar B29)."""
    step = min(flood.most_sums, 1 + max(0, over) // max(1, flood.burst))
    share = (step - 1) / max(1, flood.most_sums - 1)
    bits = flood.least_bits + round(share * (flood.most_bits - flood.least_bits))
    return Asked(step, bits, round(share * flood.most_wait_seconds))
