"""The key to which backups are sealed. Only its public half is here; the secret is on paper, with the board."""

from answerable.kit.private_files import write_once
from answerable.vault import boxes

from . import journal
from .places import home, own_folder
from .refusals import CannotGoOn

FILE = "key"
PREFIX = "answerable-backup-key-1:"


def kept() -> bytes | None:
    """Returns the public key; nothing where there is none yet."""
    path = home() / "backup" / FILE
    return read(path.read_text(encoding="ascii")) if path.exists() else None


def needed() -> bytes:
    found = kept()
    if found is None:
        raise CannotGoOn("no_key")
    return found


def written(public: bytes) -> str:
    """Returns a public key as a line of text."""
    return f"{PREFIX}{public.hex()}"


def read(text: str) -> bytes:
    """Returns the public key of a line of text, or refuses."""
    try:
        public = bytes.fromhex(text.strip().removeprefix(PREFIX))
    except ValueError:
        public = b""
    if len(public) != 32 or not any(public):
        raise CannotGoOn("no_such_key")
    return public


def keep(public: bytes) -> None:
    """Keeps a public key for every backup from now on; one kept before stays readable in its old backups only."""
    path = own_folder() / FILE
    path.unlink(missing_ok=True)
    write_once(path, written(public).encode())
    journal.note(journal.KEY, key=boxes.name_of(public))
