"""Somebody else who acts meanwhile: on PostgreSQL over a connection of their own, on SQLite, where one waits for the other, in between."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from django.db import connection

T = TypeVar("T")
ON_POSTGRESQL = "DATABASE_URL" in os.environ  # with tests/postgres.py: what is saved there is saved, and others see it


def beside(act: Callable[[], T]) -> T:
    """Does something as another process would, and returns when it is done."""
    if not ON_POSTGRESQL:
        return act()
    with ThreadPoolExecutor(1) as other:
        return other.submit(over_its_own_connection(act)).result(timeout=60)


def over_its_own_connection(act: Callable[[], T]) -> Callable[[], T]:
    """Returns what a thread is given to do; it leaves no connection behind."""

    def acting() -> T:
        try:
            return act()
        finally:
            connection.close()

    return acting
