"""The chain, without a database: how an entry is written down, and what follows from what."""

import json
from collections.abc import Mapping
from typing import Any

BEGINNING = "0" * 64  # what stands before the first entry


def canonical(entry: Mapping[str, Any]) -> bytes:
    """Returns the one way to write an entry down: JSON, keys sorted, no spaces, UTF-8."""
    return json.dumps(entry, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def link(previous: str, entry: Mapping[str, Any]) -> bytes:
    """Returns what an entry's hash is computed over: the hash before it, and the entry."""
    return previous.encode() + b"\n" + canonical(entry)


def checkpoint_text(*, day: str, n: int, head: str) -> bytes:
    """Returns the line that is signed and sent out: the day, how many entries there are, the newest hash."""
    return f"answerable ledger checkpoint 1\n{day}\n{n}\n{head}\n".encode()
