"""Files that only their owner can read, written whole or not at all."""

import os
from collections.abc import Callable
from pathlib import Path


def kept_or_made(path: Path, make: Callable[[], bytes]) -> bytes:
    """Returns a file's content; where there is none, makes it once (mode 0600), whoever comes first."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not path.exists():
        write_once(path, make())
    return path.read_bytes()


def write_once(path: Path, content: bytes) -> bool:
    """Writes a new file whole; returns whether it was this call that made it."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        return False
    finally:
        draft.unlink()
    return True
