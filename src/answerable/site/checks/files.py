"""What lies in the data folder, who else may read it, and how much room is left."""

import shutil
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage

from ..settings import paths

OTHERS = 0o077
MEBIBYTE = 1024 * 1024
LITTLE, TOO_LITTLE = 1024 * MEBIBYTE, MEBIBYTE  # with less than the last the database cannot even be opened


def _others_may(path: Path) -> bool:
    return path.exists() and bool(path.stat().st_mode & OTHERS)


def home_is_private(**_: Any) -> list[CheckMessage]:
    home = Path(settings.HOME)
    return [
        checks.Error(f"Others on this machine can look into {path}.", hint=f"chmod 700 {path}", id="answerable.E010")
        for path in (home, home / "secrets", home / "uploads", home / "files", home / "backup", home / "backups")
        if _others_may(path)
    ]


def secrets_are_private(**_: Any) -> list[CheckMessage]:
    folder = Path(settings.HOME) / paths.SECRETS.name
    kept = sorted(folder.glob("*")) + sorted(Path(settings.HOME).glob("*.sqlite3*"))
    return [
        checks.Error(f"Others on this machine can read {path}.", hint=f"chmod 600 {path}", id="answerable.E011")
        for path in kept
        if _others_may(path)
    ]


def space_is_left(**_: Any) -> list[CheckMessage]:
    free = shutil.disk_usage(settings.HOME).free
    if free >= LITTLE:
        return []
    words, hint = (
        f"{free // MEBIBYTE} MiB are left on the disk.",
        "Make room: nothing is saved where less than ANSWERABLE_DISK_RESERVE_MB is left.",
    )
    if free < TOO_LITTLE:
        return [checks.Error(words, hint=hint, id="answerable.E012")]
    return [checks.Warning(words, hint=hint, id="answerable.W012")]
