"""Who may touch the data: many who serve, or one who restores or upgrades. A locked file says it, however either ends."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from .places import home, own_folder
from .refusals import CannotGoOn

SERVING, MAKING = "serving.lock", "making.lock"
_held: list[int] = []


def share() -> None:
    """Says, for as long as this process and those it forks live, that the data are in use."""
    handle = _open(home() / SERVING)
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError as held:
        os.close(handle)
        raise CannotGoOn("being_restored") from held
    _held.append(handle)


def is_free() -> bool:
    """Whether nobody on this machine serves, works or restores."""
    with suppress(CannotGoOn), alone():
        return True
    return False


@contextmanager
def alone() -> Iterator[None]:
    """Holds the data for itself; refuses where a server, a worker or another restore has them."""
    with _locked(home() / SERVING, "in_use"):
        yield


@contextmanager
def making() -> Iterator[None]:
    """One backup at a time."""
    with _locked(own_folder() / MAKING, "being_made"):
        yield


@contextmanager
def _locked(path: "os.PathLike[str]", refusal: str) -> Iterator[None]:
    handle = _open(path)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError as held:
        raise CannotGoOn(refusal) from held
    finally:
        os.close(handle)


def _open(path: "os.PathLike[str]") -> int:
    home().mkdir(mode=0o700, parents=True, exist_ok=True)
    return os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
