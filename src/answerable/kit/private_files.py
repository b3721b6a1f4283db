"""Files that only their owner can read, written whole or not at all."""

import os
import secrets
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
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")  # one a call: threads share a process
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.link(draft, path)
    except FileExistsError:
        return False
    finally:
        draft.unlink()
    _settle(path.parent)
    return True


def _settle(folder: Path) -> None:
    """Waits until the folder itself is on the disk: a key lost in a power cut takes what it sealed with it."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
