"""What was done with backups, one line each, outside the database: a restore must not turn it back."""

import datetime as dt
import json
import os
from collections.abc import Iterator
from typing import Any

from answerable.kit import clock

from .places import home, own_folder

MADE, SECRETS, REMOVED, DRILL, RESTORED, UPGRADED, RETURNED, SWEPT, KEY, MOVED = (
    "made", "secrets", "removed", "drill", "restored", "upgraded", "returned", "swept", "key", "moved",
)  # fmt: skip
PATH = "journal"


def note(what: str, **facts: str | int | bool | None) -> None:
    """Adds a line; `facts` hold names of files, counts and codes."""
    line = json.dumps({"when": clock.now().isoformat(timespec="seconds"), "what": what, **facts}, ensure_ascii=False)
    handle = os.open(own_folder() / PATH, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        os.write(handle, f"{line}\n".encode())
        os.fsync(handle)
    finally:
        os.close(handle)


def lines() -> Iterator[dict[str, Any]]:
    """Yields what was noted, the oldest first; a line that was cut short in a power cut is passed over."""
    path = home() / "backup" / PATH
    if not path.exists():
        return
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        try:
            yield dict(json.loads(line))
        except ValueError:
            continue


def latest(what: str) -> dt.datetime | None:
    """Returns when something was last done."""
    found = [str(one["when"]) for one in lines() if one.get("what") == what]
    return dt.datetime.fromisoformat(found[-1]) if found else None
