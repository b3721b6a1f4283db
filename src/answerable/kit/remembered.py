"""Figures that each process remembers as long as nothing they follow from has changed."""

import datetime as dt
from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import TypeVar, cast

from django.db import connection

MOST = 512  # the longest unused are forgotten first

T = TypeVar("T")
_kept: OrderedDict[tuple[Hashable, ...], object] = OrderedDict()
_one_at_a_time = Lock()  # for a look or a change, and never while figures are made


def remembered(make: Callable[[], T], *, of: str, version: str, day: dt.date, on: tuple[Hashable, ...] = ()) -> T:
    """Returns what `make` returns, made once for each version of the records, each day, and each `on`.

    `version` is drawn anew, by chance, in the transaction of every change. Within a transaction nothing is kept: what is
    seen there may never come to be. The figures are numbers and codes, never a person's words.
    """
    key = (of, version, day, *on)
    with _one_at_a_time:
        if key in _kept:
            _kept.move_to_end(key)
            return cast("T", _kept[key])
    made = make()
    if version and not connection.in_atomic_block:
        with _one_at_a_time:
            _kept[key] = made
            while len(_kept) > MOST:
                _kept.popitem(last=False)
    return made


def forget_all() -> None:
    """Forgets everything, as a new process would."""
    with _one_at_a_time:
        _kept.clear()
