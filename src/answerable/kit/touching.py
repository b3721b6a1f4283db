"""What an act has touched: told to whoever follows the records, once and in the transaction of the act.

    touching.listen(renew)                       # in the `ready` of whoever follows
    touching.touched("body", body.pk)            # in the act that changed it

Whoever listens hears of subjects and keys alone, and looks at the records themselves. What is deleted is touched after it
has gone, or within `once_for_all`: listeners look when they are told.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Subjects = dict[str, set[str]]
Listener = Callable[[Subjects], object]
_listeners: list[Listener] = []
_held: ContextVar[Subjects | None] = ContextVar("held", default=None)
_telling: ContextVar[bool] = ContextVar("telling", default=False)


def listen(listener: Listener) -> Listener:
    """Has somebody told of whatever is touched, after all who listened before; nobody is told twice."""
    if listener not in _listeners:
        _listeners.append(listener)
    return listener


def touched(subject: str, key: object) -> None:
    """Tells those who listen that an act has touched something, now or with all else that is held."""
    held = _held.get()
    if held is not None:
        held[subject].add(str(key))
    else:
        _tell({subject: {str(key)}})


@contextmanager
def once_for_all() -> Iterator[None]:
    """Within it nobody is told; at its end all that was touched is told, together."""
    if _held.get() is not None:
        yield
        return
    held: Subjects = defaultdict(set)
    token = _held.set(held)
    try:
        yield
    finally:
        _held.reset(token)
    if held:
        _tell(dict(held))


def is_telling() -> bool:
    """Whether those who listen are being told just now, so that whoever follows another listener is still to come."""
    return _telling.get()


def _tell(subjects: Subjects) -> None:
    token = _telling.set(True)
    try:
        for listener in _listeners:
            listener(subjects)
    finally:
        _telling.reset(token)
