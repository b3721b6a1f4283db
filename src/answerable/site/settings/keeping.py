"""What is kept for hard times: backups, and room on the disk."""

import os

from . import paths
from .numbers import number_of

BACKUP_TO = os.environ.get("ANSWERABLE_BACKUP_TO") or str(paths.HOME / "backups")
BACKUP_DAYS = number_of(
    "ANSWERABLE_BACKUP_DAYS", 35, least=1, most=35
)  # what was deleted is gone from backups after them
BACKUP_EVERY_HOURS = number_of("ANSWERABLE_BACKUP_EVERY_HOURS", 0, least=0, most=168)  # 0: not by itself
BACKUP_WARN_HOURS = number_of("ANSWERABLE_BACKUP_WARN_HOURS", 26, least=1, most=24 * 35)
DRILL_WARN_DAYS = 100
DISK_RESERVE = (
    number_of("ANSWERABLE_DISK_RESERVE_MB", 50, least=1, most=1_000_000) * 1024 * 1024
)  # below it nothing is saved
