"""What does not change while a page is only read is asked of the database once."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import ParamSpec, TypeVar

Answer = TypeVar("Answer")
About = ParamSpec("About")
_kept: ContextVar[dict[object, object] | None] = ContextVar("kept", default=None)


@contextmanager
def while_reading() -> Iterator[None]:
    """Keeps what is asked once for as long as this lasts; nothing may be written meanwhile that it depends on."""
    token = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(token)


def once(ask: Callable[About, Answer]) -> Callable[About, Answer]:
    """Marks a question whose answer is kept while a page is read, and asked anew each time everywhere else.

    What it is asked about must be hashable. A queryset that is kept is narrowed by whoever wants rows, never evaluated.
    """

    @wraps(ask)
    def asked(*about: About.args, **named: About.kwargs) -> Answer:
        kept = _kept.get()
        if kept is None:
            return ask(*about, **named)
        question = (ask, about, *named.items())
        if question not in kept:
            kept[question] = ask(*about, **named)
        answer: Answer = kept[question]  # type: ignore[assignment] # what this very question answered
        return answer

    return asked
