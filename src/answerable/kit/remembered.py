"""Figures that each process remembers as long as nothing they follow from has changed."""

import datetime as dt
from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import TypeVar, cast
from weakref import WeakValueDictionary

from django.db import connection

MOST = 512  # the longest unused are forgotten first

T = TypeVar("T")
Key = tuple[Hashable, ...]
_NOTHING = object()
_kept: OrderedDict[Key, object] = OrderedDict()
_making: WeakValueDictionary[Key, Lock] = WeakValueDictionary()  # for as long as somebody makes it or waits for it
_one_at_a_time = Lock()  # for a look or a change, and never while figures are made


def remembered(make: Callable[[], T], *, of: str, version: str, day: dt.date, on: tuple[Hashable, ...] = ()) -> T:
    """Returns what `make` returns, made once for each version of the records, each day, and each `on`.

    Of those who ask for the same at once one makes it, and the others wait for that. `version` is drawn anew, by chance,
    in the transaction of every change. Within a transaction nothing is kept, and nobody is waited for: what is seen there
    may never come to be. The figures are numbers and codes, never a person's words.
    """
    key = (of, version, day, *on)
    if (found := _look(key)) is not _NOTHING:
        return cast("T", found)
    if not version or connection.in_atomic_block:
        return make()
    with _turn(key):
        if (found := _look(key)) is _NOTHING:
            found = make()
            _keep(key, found)
    return cast("T", found)


def _look(key: Key) -> object:
    with _one_at_a_time:
        if key not in _kept:
            return _NOTHING
        _kept.move_to_end(key)
        return _kept[key]


def _keep(key: Key, made: object) -> None:
    with _one_at_a_time:
        _kept[key] = made
        while len(_kept) > MOST:
            _kept.popitem(last=False)


def _turn(key: Key) -> Lock:
    with _one_at_a_time:
        turn = _making.get(key)
        if turn is None:
            turn = _making[key] = Lock()
        return turn


def forget_all() -> None:
    """Forgets everything, as a new process would."""
    with _one_at_a_time:
        _kept.clear()
