"""Where everything lies: `ANSWERABLE_HOME`, or `var/` beside the code; nothing is written elsewhere."""

import os
import secrets
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2]
PROJECT = SOURCE.parents[1]
HOME = Path(os.environ.get("ANSWERABLE_HOME") or PROJECT / "var").resolve()
SECRETS = HOME / "secrets"


# Whatever a process of ours writes is its owner's alone, however it was started.
os.umask(0o077)


def private_folder(path: Path) -> Path:
    """Makes a folder that only its owner can enter (0700)."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def secret(name: str, *, size: int = 64) -> str:
    """Reads a secret file, made at first need with mode 0600; never kept in the database."""
    path = private_folder(SECRETS) / name
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(size))
        file.flush()
        os.fsync(file.fileno())
    return path.read_text(encoding="ascii").strip()
