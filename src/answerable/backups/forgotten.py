"""What was deleted must not come back with an older backup: keyed hashes of it, outside the database.

A hash says nothing without the server's key. Each room declares its kinds: what stands now, and how it is deleted again.
"""

import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from answerable import vault
from answerable.ledger.models import Entry

from .places import default_target, home

FILE = "forgotten"
PURPOSE = "backups.forgotten"
AT_ONCE = 2000
IS_LINE, HALF_A_LINE = re.compile(r"[0-9a-f]{64}"), re.compile(r"[0-9a-f]{0,64}")


@dataclass(frozen=True)
class Kind:
    """`standing` yields the keys of all there are; `forget` deletes one again; `acts` of the ledger name the deleted ones."""

    name: str
    standing: Callable[[], Iterable[str]]
    forget: Callable[[str], None]
    acts: tuple[str, ...] = ()


_kinds: dict[str, Kind] = {}
_after: list[Callable[[], object]] = []


def declare(kind: Kind) -> None:
    _kinds[kind.name] = kind


def after_a_restore(do: Callable[[], object]) -> None:
    """Has something done in every database that was restored: what was open must not be open again."""
    _after.append(do)


def remember(kind: str, key: str) -> None:
    """Writes down, once the deletion has happened, that this is gone for good."""
    line = _hashed(kind, key)
    transaction.on_commit(lambda: _add([line]))


def remembered(*more: Path) -> set[str]:
    """Returns what is written down here, beside the backups, and in other files."""
    return {line for path in (*_files(), *more) for line in _lines(path)}


def content() -> bytes:
    return "".join(f"{line}\n" for line in sorted(remembered())).encode()


def keep_all(lines: Iterable[str]) -> None:
    """Writes down what is not yet."""
    _add(sorted(set(lines)))


def catch_up(*, since: int = 0) -> int:
    """Writes down what the ledger says was deleted and the file does not: a machine may die between the two."""
    of_act = {act: kind.name for kind in _kinds.values() for act in kind.acts}
    rows = Entry.objects.filter(act__in=of_act, n__gt=since).values_list("act", "subject_id")
    missing = {_hashed(of_act[act], key) for act, key in rows.iterator(chunk_size=AT_ONCE)} - remembered()
    _add(sorted(missing))
    return len(missing)


def replay(lines: set[str]) -> dict[str, int]:
    """Deletes again whatever stands in the database and was forgotten since; returns how many of each kind."""
    if not lines:
        return {}
    counts = {name: sum(1 for _ in _forget_again(kind, lines)) for name, kind in _kinds.items()}
    return {name: count for name, count in counts.items() if count}


def close_what_was_open() -> None:
    for do in _after:
        do()


def _forget_again(kind: Kind, lines: set[str]) -> Iterator[None]:
    for key in [key for key in kind.standing() if _hashed(kind.name, key) in lines]:
        kind.forget(key)
        yield


def _hashed(kind: str, key: str) -> str:
    return vault.fingerprint(f"{kind}\0{key}".encode(), purpose=PURPOSE)


def _files() -> list[Path]:
    """The file itself, and its copy beside the backups, which may lie on another disk."""
    return [home() / FILE, default_target() / FILE]


def _lines(path: Path) -> list[str]:
    found = path.read_text(encoding="ascii", errors="replace").split() if path.exists() else []
    return [line for line in found if IS_LINE.fullmatch(line)]


def is_damaged(path: Path) -> bool:
    """Whether a list holds what is none of ours; only its last line may be half written."""
    found = path.read_text(encoding="ascii", errors="replace") if path.exists() else ""
    *whole, last = found.split("\n")
    return any(not IS_LINE.fullmatch(line) for line in whole) or not HALF_A_LINE.fullmatch(last)


def _add(lines: list[str]) -> None:
    for path in _files():
        new = [line for line in lines if line not in set(_lines(path))] if lines else []
        if new and path.parent.is_dir():
            _append(path, new)


def _append(path: Path, lines: list[str]) -> None:
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        end = os.lseek(handle, 0, os.SEEK_END)
        is_cut = end > 0 and os.pread(handle, 1, end - 1) != b"\n"  # a line that was half written spoils no other one
        rest = ("\n" * is_cut + "".join(f"{line}\n" for line in lines)).encode()
        while rest:
            rest = rest[os.write(handle, rest) :]
        os.fsync(handle)
    finally:
        os.close(handle)
