"""SQLite exactly as it was tested, PostgreSQL by `DATABASE_URL`.

`synchronous=FULL` is a safety requirement: with NORMAL a power cut loses every row since the last checkpoint.
"""

import os
import sqlite3
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from . import paths

# Before 3.51.3 (and outside its back-ports) WAL can lose committed rows with two connections.
WAL_IS_SAFE = sqlite3.sqlite_version_info >= (3, 51, 3) or (
    sqlite3.sqlite_version_info[:2] in ((3, 44), (3, 50))
    and sqlite3.sqlite_version_info[2] >= {44: 6, 50: 7}[sqlite3.sqlite_version_info[1]]
)


def sqlite() -> dict[str, Any]:
    journal = "WAL" if WAL_IS_SAFE else "DELETE"
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(paths.private_folder(paths.HOME) / "answerable.sqlite3"),
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": (
                f"PRAGMA journal_mode={journal};PRAGMA synchronous=FULL;PRAGMA cache_size=-16000;"
                "PRAGMA temp_store=MEMORY;PRAGMA journal_size_limit=67108864;PRAGMA secure_delete=ON;"
            ),
        },
    }


# To compile a question takes longer than ours take to answer; and a row looked up by its key costs little more than the
# next one where disks do not turn: else whole tables are read for a page.
PLANS = "-c jit=off -c random_page_cost=1.1"


def postgresql(url: str) -> dict[str, Any]:
    """Turns `postgresql://user:password@host:port/name?sslmode=require` into Django's settings."""
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ValueError("DATABASE_URL must begin with postgresql://")
    return {
        "ENGINE": "answerable.kit.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {**dict(parse_qsl(parts.query)), "options": f"-c synchronous_commit=on {PLANS}"},
    }


def default() -> dict[str, Any]:
    url = os.environ.get("DATABASE_URL", "")
    return postgresql(url) if url else sqlite()
