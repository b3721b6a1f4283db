"""What does not change while a page is only read is asked of the database once."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import TypeVar

Answer = TypeVar("Answer")
_kept: ContextVar[dict[object, object] | None] = ContextVar("kept", default=None)


@contextmanager
def while_reading() -> Iterator[None]:
    """Keeps what is asked once for as long as this lasts; nothing may be written meanwhile that it depends on."""
    token = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(token)


def once(ask: Callable[[], Answer]) -> Callable[[], Answer]:
    """Marks a question whose answer is kept while a page is read, and asked anew each time everywhere else."""

    @wraps(ask)
    def asked() -> Answer:
        kept = _kept.get()
        if kept is None:
            return ask()
        if ask not in kept:
            kept[ask] = ask()
        answer: Answer = kept[ask]  # type: ignore[assignment] # what this very question answered
        return answer

    return asked
