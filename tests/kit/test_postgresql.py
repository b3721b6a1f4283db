"""How many connections a process opens to PostgreSQL, tried without one: what is opened here is invented."""

import gc
import threading
import time
from typing import Any

import psycopg
import pytest
from django.db import OperationalError
from django.db.backends.postgresql import base as djangos

from answerable.kit import saving
from answerable.kit.postgresql import base

INVENTED: dict[str, Any] = {
    "ENGINE": "answerable.kit.postgresql", "NAME": "none", "USER": "", "PASSWORD": "", "HOST": "", "PORT": "", "OPTIONS": {},
    "CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": False, "AUTOCOMMIT": True, "TIME_ZONE": None, "ATOMIC_REQUESTS": False,
}  # fmt: skip


class Line:
    """An open connection."""

    def close(self) -> None:
        return None


def wrapper() -> base.DatabaseWrapper:
    return base.DatabaseWrapper(dict(INVENTED), "invented")


def opened(one: base.DatabaseWrapper) -> base.DatabaseWrapper:
    one.connection = one.get_new_connection({})
    return one


@pytest.fixture
def places(monkeypatch: pytest.MonkeyPatch) -> base.Places:
    """Few places, soon given up waiting for."""
    few = base.Places(3)
    monkeypatch.setattr(base, "PLACES", few)
    monkeypatch.setattr(base, "KEPT", 1)
    monkeypatch.setattr(base, "SECONDS", 0.05)
    monkeypatch.setattr(djangos.DatabaseWrapper, "get_new_connection", lambda *_: Line())
    monkeypatch.setattr(base.DatabaseWrapper, "get_autocommit", lambda _: True)
    return few


def test_no_more_are_opened_than_there_may_be(places: base.Places) -> None:
    """B29: whoever finds none is told that nothing was done, as where there is no room."""
    three = [opened(wrapper()) for _ in range(3)]
    with pytest.raises(saving.NotKept) as refused:
        opened(wrapper())
    assert saving.reason_of(refused.value) == saving.UNREACHED
    three[0].close()
    assert opened(wrapper()).connection is not None


def test_whoever_waits_gets_the_next_one(places: base.Places, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(base, "SECONDS", 10)
    three, came = [opened(wrapper()) for _ in range(3)], list[object]()
    waiting = threading.Thread(target=lambda: came.append(opened(wrapper())))
    waiting.start()
    time.sleep(0.05)
    assert came == []
    three[0].close()
    waiting.join(5)
    assert len(came) == 1


def test_a_connection_that_nobody_knows_any_more_holds_no_place(places: base.Places) -> None:
    for _ in range(5):
        opened(wrapper())
        gc.collect()
    assert places.taken == 0


def test_few_are_kept_between_requests(places: base.Places) -> None:
    first, second = opened(wrapper()), opened(wrapper())
    first.close_if_unusable_or_obsolete()
    second.close_if_unusable_or_obsolete()
    assert (first.connection, second.connection is None, places.taken) == (None, False, 1)


def test_a_database_that_lets_nobody_in_is_told_as_such(places: base.Places, monkeypatch: pytest.MonkeyPatch) -> None:
    """B29: what was typed is given back, and the place is free again."""

    def refuse(*_: object) -> None:
        raise psycopg.OperationalError("too many clients")

    monkeypatch.setattr(djangos.DatabaseWrapper, "get_new_connection", refuse)
    one = wrapper()
    with pytest.raises(OperationalError) as fault, one.wrap_database_errors:
        one.get_new_connection({})
    assert (saving.reason_of(fault.value), places.taken) == (saving.UNREACHED, 0)
    assert saving.reason_of(OperationalError("of something else")) == ""
