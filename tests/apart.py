"""A browser of one's own in a process that has another open already: it needs a thread of its own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Answer = TypeVar("Answer")


def apart(act: Callable[[], Answer]) -> Answer:
    """Does something in a thread of its own, and returns what it returned."""
    with ThreadPoolExecutor(1) as elsewhere:
        return elsewhere.submit(act).result()
