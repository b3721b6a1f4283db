"""A comparison as it is printed: what was measured, what it is held to, and whether it holds."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """One comparison; `limit` is what the ratio is held to."""

    what: str
    measured: str
    against: str
    ratio: float
    limit: float

    @property
    def holds(self) -> bool:
        return self.ratio <= self.limit

    def __str__(self) -> str:
        verdict = "ok" if self.holds else "OVER"
        return (
            f"{self.what:58} {self.measured:>12} {self.against:>26}  {self.ratio:5.2f}  ≤ {self.limit:.1f}  {verdict}"
        )


HEADINGS = f"{'':58} {'measured':>12} {'against':>26}  ratio  limit"


def told(lines: list[Line]) -> str:
    """Returns in one sentence how many hold, and those that do not."""
    over = [line.what for line in lines if not line.holds]
    if not over:
        return f"All {len(lines)} hold."
    return f"{len(lines) - len(over)} of {len(lines)} hold. Over the limit: {'; '.join(over)}."
