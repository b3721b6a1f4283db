"""What every worker of a run needs is made by the first who asks; the others wait for it and take it as it is."""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path


def folder() -> Path | None:
    """Returns where such things lie until the run is over: bin/gate.sh names it; none where a test is run alone."""
    named = os.environ.get("ANSWERABLE_TESTS_MADE", "")
    return Path(named) if named else None


def here(name: str) -> str:
    """Returns a name that differs from database to database."""
    return f"{name}-{blake2b(os.environ.get('DATABASE_URL', '').encode(), digest_size=6).hexdigest()}"


@contextmanager
def _one_at_a_time(within: Path, name: str) -> Iterator[None]:
    within.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (within / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def once(within: Path, name: str, make: Callable[[Path], None]) -> tuple[Path, bool]:
    """Returns where it lies, and whether it was made just now. Where making it fails, the next one tries again."""
    whole = within / f"{name}.whole"
    with _one_at_a_time(within, name):
        is_new = not whole.exists()
        if is_new:
            make(within / name)
            whole.touch()
    return within / name, is_new
