"""Whether what somebody sends can be kept: room on the disk, and a database file that is still the one we opened.

Where it cannot, every write is refused at the database itself, before anybody is told that something was saved.
"""

import errno
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, OperationalError, connection, connections

NO_ROOM, EXCHANGED, UNREACHED = "no_room", "exchanged", "unreached"
OPENED = "ANSWERABLE_OPENED_DATABASE"  # how `serve` tells its workers and jobs which file it began with
WRITING = re.compile(
    r"\s*(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|REPLACE\s+INTO|UPDATE|DELETE\s+FROM|CREATE|DROP|ALTER|TRUNCATE|WITH\b.*\b(?:INSERT|UPDATE|DELETE))\b\s*\"?(?P<table>\w*)",
    re.IGNORECASE | re.DOTALL,
)
FULL = ("database or disk is full", "No space left on device")
_refused: ContextVar[str] = ContextVar("writes_refused", default="")
_first_seen: list[str] = []


class NotKept(OperationalError):  # noqa: N818 - it is an answer, not an error
    """A write that was refused; `reason` is a code. Nothing of the transaction it was in remains."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def why_not() -> str:
    """Returns why nothing can be kept just now; empty where it can."""
    if is_exchanged():
        return EXCHANGED
    return "" if has_room() else NO_ROOM


def has_room(more: int = 0) -> bool:
    """Whether the reserve of the disk is untouched, and would be with so many bytes more."""
    return shutil.disk_usage(settings.HOME).free >= int(settings.DISK_RESERVE) + more


def identity() -> str:
    """Returns which file the database is: empty where it is none, or is not there."""
    try:
        found = Path(str(settings.DATABASES["default"]["NAME"])).stat()
    except OSError:
        return ""
    return f"{found.st_dev}:{found.st_ino}" if connection.vendor == "sqlite" else ""


def note_opened(**_: Any) -> None:
    """Notes which file the database is when a connection to it is opened first."""
    if not _first_seen and (found := identity()):
        _first_seen.append(found)


def is_exchanged() -> bool:
    """Whether somebody put another file in the database's place: what we write goes into one that nobody will read."""
    opened = os.environ.get(OPENED) or (_first_seen[0] if _first_seen else "")
    return bool(opened) and connection.vendor == "sqlite" and identity() != opened


@contextmanager
def refusing_writes(reason: str, *, but: frozenset[str] = frozenset()) -> Iterator[None]:
    """Lets the database be read and no table be written but the ones named."""

    def execute(run: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        found = WRITING.match(sql)
        if found and found["table"] not in but:
            raise NotKept(reason)
        return run(sql, params, many, context)

    token = _refused.set(reason)
    try:
        with connection.execute_wrapper(execute):
            yield
    finally:
        _refused.reset(token)


@contextmanager
def opening_nothing() -> Iterator[None]:
    """Keeps to what is open already: a new connection would put the log of the old file into the one in its place."""

    def refuse(_parameters: dict[str, Any]) -> Any:
        raise NotKept(EXCHANGED)

    own = vars(connections[DEFAULT_DB_ALIAS])
    own["get_new_connection"] = refuse
    try:
        yield
    finally:
        del own["get_new_connection"]


def refused() -> str:
    """Returns why writes are refused in what goes on just now."""
    return _refused.get()


def note_unreached(fault: BaseException) -> None:
    """Notes of a fault that the database let nobody in: nothing was done."""
    fault.add_note(UNREACHED)


def reason_of(fault: BaseException | None) -> str:
    """Returns why something could not be kept, if it is for want of room, of the right file or of the database; else nothing."""
    while fault is not None:
        if isinstance(fault, NotKept):
            return fault.reason
        if UNREACHED in getattr(fault, "__notes__", ()):
            return UNREACHED
        if isinstance(fault, OSError) and fault.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
            return NO_ROOM
        if isinstance(fault, OperationalError) and _is_full(fault):
            return NO_ROOM
        fault = fault.__cause__ or fault.__context__
    return ""


def _is_full(fault: OperationalError) -> bool:
    """SQLite says it in words, PostgreSQL by the class of its code; in a quota a disk error is how a full disk looks."""
    code = str(getattr(fault.__cause__, "sqlstate", "") or "")
    return code == "53100" or any(words in str(fault) for words in FULL) or ("disk I/O error" in str(fault))
