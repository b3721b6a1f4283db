"""Why a file cannot be cleaned."""

from enum import StrEnum


class Why(StrEnum):
    """`UNKNOWN`: a kind not known here, or something within it. `TOO_MUCH`: more than time, memory or size allow."""

    UNKNOWN = "unknown"
    BROKEN = "broken"
    LOCKED = "locked"
    TOO_MUCH = "too_much"


class NotCleaned(Exception):  # noqa: N818 - it is an answer, not an error
    """A file stays as it is: nothing of it is given back."""

    def __init__(self, why: Why) -> None:
        super().__init__(why.value)
        self.why = why
