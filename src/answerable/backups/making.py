"""Making a backup: copied, sealed as it is read, signed, and put where it is kept; old ones are removed."""

import contextlib
import os
import secrets
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import IO, Any

from django.conf import settings
from django.db import connection, transaction

import answerable
from answerable import vault
from answerable.kit import clock
from answerable.ledger.actions import record
from answerable.vault import boxes
from answerable.vault.keys import name_of_pepper

from . import alone, forgotten, journal, keys, manifest, places, postgresql, rules, sqlite
from .parts import BLOCK, Parts
from .refusals import CannotGoOn

BACKUP, SECRETS = "backup", "secrets"
Say = Callable[[str, int], None]


@dataclass(frozen=True)
class Made:
    """A backup as it was written; `removed` are older ones that went."""

    path: Path
    size: int
    seconds: float
    manifest: manifest.Manifest
    key: str
    removed: tuple[str, ...] = ()


def engine() -> ModuleType:
    return sqlite if connection.vendor == "sqlite" else postgresql


def back_up(*, by: object, to: Path | None = None) -> Made:
    """Writes all that is kept into one sealed file: database, files, what was forgotten, and which key it is sealed to."""
    target = _target(to)
    public = keys.needed()
    _see_that_keys_are_made()
    with alone.making():
        for left in places.sweep():
            journal.note(journal.SWEPT, folder=left)
        forgotten.catch_up()
        made = _written(target, BACKUP, public, lambda parts: _all_of_it(parts, public))
        _leave_forgotten_beside(target)
        removed = remove_old(target)
    _noted(by, journal.MADE, made)
    return Made(**{**vars(made), "removed": tuple(removed)})


def back_up_secrets(*, by: object, to: Path | None = None) -> Made:
    """Writes the server's own keys into a sealed file of their own: never where they would lie beside what they open."""
    target, public = _target(to), keys.needed()
    _see_that_keys_are_made()
    with alone.making():
        made = _written(target, SECRETS, public, _all_secrets)
    _noted(by, journal.SECRETS, made)
    return made


def _see_that_keys_are_made() -> None:
    """Keys are made at first need: a backup must not be older than a key that will be asked for to open it."""
    vault.seal("backups.first_use", b"")
    vault.fingerprint(b"", purpose="backups.first_use")
    vault.public_key()
    name_of_pepper()


def remove_old(target: Path) -> list[str]:
    """Removes the backups that are kept no longer; what was deleted from the alliance is then gone from them too."""
    names = [path.name for path in target.glob("answerable-*.sealed")]
    old = rules.too_old(names, now=clock.now(), days=settings.BACKUP_DAYS)
    for name in old:
        (target / name).unlink(missing_ok=True)
        journal.note(journal.REMOVED, file=name)
    return old


def _target(to: Path | None) -> Path:
    target = (to or places.default_target()).resolve()
    try:
        target.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as fault:
        raise CannotGoOn("no_such_target", target=str(target)) from fault
    return target


def _all_of_it(parts: Parts, public: bytes) -> manifest.Facts:
    with engine().copied() as (facts, blocks):
        parts.add(engine().PART, blocks)
    for name, path in places.kept_files():
        with contextlib.suppress(FileNotFoundError), path.open("rb") as file:  # deleted since: then it is to be gone
            parts.add(name, _blocks(file))
    parts.add("forgotten", [forgotten.content()])
    parts.add("backup_key", [keys.written(public).encode()])
    return facts  # type: ignore[no-any-return] # both engines give the same


def _all_secrets(parts: Parts) -> None:
    for path in places.secret_files():
        parts.add(f"secrets/{path.name}", [path.read_bytes()])


def _blocks(file: IO[bytes]) -> Iterator[bytes]:
    yield from iter(lambda: file.read(BLOCK), b"")


def _written(target: Path, kind: str, public: bytes, fill: Callable[[Parts], manifest.Facts | None]) -> Made:
    begun, moment = time.monotonic(), clock.now()
    _see_that_room(target, kind)
    path = target / rules.name_of(kind, moment, secrets.token_hex(2))
    draft = path.with_name(f".{path.name}")
    with places.telling_of_room(target, 0):
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with places.telling_of_room(target, 0), os.fdopen(handle, "wb") as file:
            box = boxes.Box(file, public)
            parts = Parts(box)
            facts = fill(parts)
            told = manifest.Manifest(
                kind=kind, made_at=moment.isoformat(timespec="seconds"), program=answerable.VERSION,
                signer=vault.public_key().hex(), database=connection.vendor, facts=facts, parts=list(parts.written),
            )  # fmt: skip
            parts.add("manifest", [told.as_bytes()])
            parts.add("signature", [told.signed()])
            box.finish()
            os.fsync(file.fileno())
        draft.rename(path)
        _settle(target)
    finally:
        draft.unlink(missing_ok=True)
    return Made(path, path.stat().st_size, time.monotonic() - begun, told, boxes.name_of(public))


def _see_that_room(target: Path, kind: str) -> None:
    """Refuses to fill the disk on which the data lie, too."""
    if kind == SECRETS or connection.vendor != "sqlite":
        return
    needed = sqlite.database().stat().st_size + settings.DISK_RESERVE
    if (free := shutil.disk_usage(target).free) < needed:
        raise CannotGoOn("no_room", needed=needed >> 20, free=free >> 20)


def _settle(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _leave_forgotten_beside(target: Path) -> None:
    """Keyed hashes only: whoever restores an older backup on another machine finds with it what must not come back."""
    path = target / forgotten.FILE
    draft = target / f".{forgotten.FILE}"
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write("".join(f"{line}\n" for line in sorted(forgotten.remembered(path))).encode())
    draft.replace(path)


def _noted(by: object, what: str, made: Made) -> None:
    detail: dict[str, Any] = {"file": made.path.name, "key": made.key}
    journal.note(what, **detail, size=made.size)
    with transaction.atomic():
        record(by, f"backups.{what}", detail=detail)
