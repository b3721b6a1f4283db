"""Where what belongs to backups lies, all of it in the data folder and its owner's alone."""

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from answerable.kit import saving

from .refusals import CannotGoOn

IN_MEMORY = Path("/dev/shm")  # noqa: S108 # nosec B108 - asked whether it is memory, and entered by a folder of our own
KEPT_FOLDERS = ("files", "uploads")
KEYS = ("sealing_key", "fingerprint_key", "signing_key", "pepper")
MARGIN = 1.25


def home() -> Path:
    return Path(settings.HOME)


def own_folder() -> Path:
    folder = home() / "backup"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def default_target() -> Path:
    return Path(settings.BACKUP_TO)


def kept_files() -> Iterator[tuple[str, Path]]:
    """Yields the files of the data folder that belong in a backup, with their names in it."""
    for folder in KEPT_FOLDERS:
        for path in sorted((home() / folder).rglob("*")):
            if path.is_file() and not path.is_symlink():
                yield path.relative_to(home()).as_posix(), path


def secret_files() -> list[Path]:
    return sorted(path for path in (home() / "secrets").glob("[!.]*") if path.is_file() and path.name != "setup_code")


@contextmanager
def passing_folder(needed: int) -> Iterator[Path]:
    """Lends a folder that vanishes: in memory where there is room for so many bytes, else in the data folder."""
    folder = _begin(IN_MEMORY if _has_room_in_memory(needed) else own_folder())
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def telling_of_room(folder: Path, needed: int) -> Iterator[None]:
    """Says that there is no room, in numbers, where a disk turns out to be full; whatever else fails stays as it is."""
    try:
        yield
    except Exception as fault:
        if saving.reason_of(fault) != saving.NO_ROOM and not any(words in str(fault) for words in saving.FULL):
            raise
        free = shutil.disk_usage(folder).free
        raise CannotGoOn("no_room", needed=(max(needed, free) >> 20) + 1, free=free >> 20) from fault


def sweep() -> list[str]:
    """Removes what an earlier run that died left behind; returns where. Called by whoever holds the lock of backups."""
    left = [
        *IN_MEMORY.glob(f"{_prefix()}*"),
        *own_folder().glob(f"{_prefix()}*"),
    ]
    for folder in left:
        shutil.rmtree(folder, ignore_errors=True)
    return [str(folder) for folder in left]


def _begin(parent: Path) -> Path:
    folder = parent / f"{_prefix()}{secrets.token_hex(8)}"
    folder.mkdir(mode=0o700)
    return folder


def _prefix() -> str:
    """Names the data folder too: another installation's copies on this machine are not ours to sweep."""
    place = home().stat()
    return f"answerable-passing-{os.getuid()}-{place.st_dev:x}-{place.st_ino:x}-"


def _has_room_in_memory(needed: int) -> bool:
    return is_memory(IN_MEMORY) and shutil.disk_usage(IN_MEMORY).free > needed * MARGIN


def is_memory(folder: Path) -> bool:
    """Whether a folder is the root of a tmpfs, so that nothing in it is ever written to a disk (but by swapping)."""
    try:
        mounts = [line.split() for line in Path("/proc/self/mounts").read_text(encoding="utf-8").splitlines()]
    except OSError:
        return False
    return os.access(folder, os.W_OK) and [str(folder), "tmpfs"] in [one[1:3] for one in mounts]
