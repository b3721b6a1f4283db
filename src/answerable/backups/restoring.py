"""Bringing a backup back, or trying whether it would come back: checked in a place of its own before anything is replaced."""

import datetime as dt
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.models import Count

from answerable.kit import clock
from answerable.ledger.actions import record
from answerable.ledger.models import Entry
from answerable.ledger.verification import verify

from . import alone, forgotten, journal, keys, places, postgresql, rules, sqlite
from .making import BACKUP, SECRETS, engine
from .manifest import Manifest
from .opening import Opened, opened
from .refusals import CannotGoOn


@dataclass
class Report:
    """What was found and what was done. `rows`: by table, in the backup and here before; `lost`: acts since the backup."""

    manifest: Manifest
    steps: list[str] = field(default_factory=list)
    rows: list[tuple[str, int, int | None]] = field(default_factory=list)
    lost: dict[str, int] | None = None
    forgotten_again: dict[str, int] = field(default_factory=dict)
    migrated: int = 0
    aside: str = ""


def restore(
    *, by: object, file: Path, secret: bytes, replace: bool = False, also_forgotten: tuple[Path, ...] = ()
) -> Report:
    """Puts a backup in the place of what is here, which is kept aside; everything that was open is closed."""
    with alone.alone():
        if connection.vendor == "postgresql" and (others := postgresql.others()):
            raise CannotGoOn("others_connected", count=others)
        if not replace and not engine().is_empty():
            raise CannotGoOn("not_empty")
        lists = _readable(file.parent / forgotten.FILE, *also_forgotten)
        with places.telling_of_room(places.home(), _size(file)), _staging() as folder:
            found = opened(file, secret, folder, kind=BACKUP)
            report = Report(found.manifest, steps=["seal", "signature", "parts"])
            _compare(report)
            gone = forgotten.remembered(*lists) | _forgotten_in(found)
            put = _put_sqlite if connection.vendor == "sqlite" else _put_postgresql
            put(by, found, report, gone)
            _put_files(found, report)
            forgotten.keep_all(gone)
            if keys.kept() is None and "backup_key" in found.small:
                keys.keep(keys.read(found.small["backup_key"].decode("ascii", "replace")))
    journal.note(journal.RESTORED, file=file.name, made_at=report.manifest.made_at, aside=report.aside)
    return report


def drill(*, by: object, file: Path, secret: bytes, is_counted: bool = True) -> Report:
    """Opens a backup in a place of its own, does there what a restore would do, and throws it away; the site may run."""
    lists = _readable(file.parent / forgotten.FILE)
    passing = places.passing_folder(_size(file))
    with places.telling_of_room(places.home(), _size(file)), passing as folder:
        found = opened(file, secret, folder, kind=BACKUP)
        report = Report(found.manifest, steps=["seal", "signature", "parts"])
        _compare(report)
        gone = forgotten.remembered(*lists) | _forgotten_in(found)
        with _elsewhere(found):
            _prove(by, found, report, gone)
    if is_counted:
        journal.note(journal.DRILL, file=file.name, made_at=report.manifest.made_at)
    return report


def _size(file: Path) -> int:
    """Returns how much room a backup takes, once it is opened."""
    return file.stat().st_size * 2 if file.exists() else 0


def _readable(*lists: Path) -> tuple[Path, ...]:
    """Returns the lists of what was deleted, or refuses: what cannot be read in one would come back unnoticed."""
    for path in lists:
        if forgotten.is_damaged(path):
            raise CannotGoOn("unreadable_file", file=path)
    return lists


def restore_secrets(*, file: Path, secret: bytes, replace: bool = False) -> Report:
    """Puts the server's own keys back; others that are here are kept aside."""
    with alone.alone(), _staging() as folder:
        found = opened(file, secret, folder, kind=SECRETS)
        report = Report(found.manifest, steps=["seal", "signature", "parts"])
        target = places.home() / "secrets"
        has_keys = any((target / name).exists() for name in places.KEYS)
        if has_keys and not replace:
            raise CannotGoOn("has_secrets")
        if has_keys:
            report.aside = str(_aside("secrets-before-restore"))
            shutil.copytree(target, report.aside, dirs_exist_ok=True)
        target.mkdir(mode=0o700, parents=True, exist_ok=True)
        for name in [name for name in found.names if name.startswith("secrets/")]:
            _write(places.home() / name, found.small[name])
        report.steps.append("in_place")
    journal.note(journal.RESTORED, file=file.name, made_at=report.manifest.made_at, aside=report.aside)
    return report


def _prove(by: object, found: Opened, report: Report, gone: set[str]) -> None:
    """Looks at a database that was read in, brings it up to date, and deletes in it again what was deleted since."""
    if connection.vendor == "sqlite" and (said := sqlite.broken_pages()):
        raise CannotGoOn("pages_broken", said=said)
    if connection.vendor == "sqlite" and (said := sqlite.broken_links()):
        raise CannotGoOn("links_broken", said=said)
    facts = found.manifest.facts
    if facts is None or engine().facts_here() != facts:
        raise CannotGoOn("rows_differ")
    _see_that_known(facts.migrations)
    report.steps += ["database", "rows", "migrations"]
    before = len(facts.migrations)
    call_command("migrate", interactive=False, verbosity=0)
    report.migrated = len(engine().facts_here().migrations) - before
    verdict = verify()
    if not verdict.ok:
        raise CannotGoOn("ledger_broken", reason=verdict.reason)
    report.steps.append("ledger")
    report.forgotten_again = forgotten.replay(gone)
    forgotten.close_what_was_open()
    report.steps.append("forgotten")
    detail: dict[str, str | int] = {"made_at": found.manifest.made_at, "lost": sum((report.lost or {}).values())}
    with transaction.atomic():
        record(by, "backups.restore", detail={**detail, "forgotten_again": sum(report.forgotten_again.values())})


def _see_that_known(migrations: list[str]) -> None:
    """Refuses a backup of a newer program: this one cannot read its tables."""
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    if unknown := sorted(set(migrations) - known):
        raise CannotGoOn("newer_program", migration=unknown[0])


def _compare(report: Report) -> None:
    """Notes what stands here now, and what was done since the backup and will be missing."""
    facts = report.manifest.facts
    if facts is None or report.manifest.database != connection.vendor:
        raise CannotGoOn("other_database", wanted=report.manifest.database, here=connection.vendor)
    try:
        has_tables = connection.vendor != "sqlite" or sqlite.database().exists()
        here = engine().facts_here().rows if has_tables else {}
        if "ledger_entry" in here:
            forgotten.catch_up(since=facts.ledger_n)
            since = (
                Entry.objects.filter(n__gt=facts.ledger_n).values_list("act").annotate(count=Count("n")).order_by("act")
            )
            report.lost = dict(since)
    except DatabaseError:  # what is to be replaced may be broken
        here = {}
    connection.close()
    report.rows = [(name, count, here.get(name)) for name, count in sorted(facts.rows.items())]


def _forgotten_in(found: Opened) -> set[str]:
    return set(found.small.get("forgotten", b"").decode("ascii", "replace").split())


@contextmanager
def _elsewhere(found: Opened) -> Iterator[None]:
    path = found.folder / engine().PART
    if connection.vendor == "sqlite":
        with sqlite.standing_in(path):
            yield
        return
    with postgresql.standing_in(f"answerable_drill_{os.urandom(6).hex()}"):
        postgresql.read_in(path)
        yield


@contextmanager
def _staging() -> Iterator[Path]:
    """Lends a folder on the data folder's own disk, from which a file moves into place in one step."""
    folder = places.own_folder() / f"restoring-{os.urandom(6).hex()}"
    for left in places.own_folder().glob("restoring-*"):
        shutil.rmtree(left, ignore_errors=True)
    folder.mkdir(mode=0o700)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _put_sqlite(by: object, found: Opened, report: Report, gone: set[str]) -> None:
    staged = found.folder / sqlite.PART
    with sqlite.standing_in(staged):
        _prove(by, found, report, gone)
    if sqlite.database().exists():
        aside = _aside("before-restore")
        sqlite.put_aside(aside)
        report.aside = str(aside)
    sqlite.put_in_place(staged)
    report.steps.append("in_place")


def _put_postgresql(by: object, found: Opened, report: Report, gone: set[str]) -> None:
    name = f"before_restore_{_day().lower()}"
    postgresql.put_aside(name)
    try:
        postgresql.read_in(found.folder / postgresql.PART)
        _prove(by, found, report, gone)
    except BaseException:
        connection.close()
        postgresql.take_back(name)
        raise
    postgresql.look_over()
    report.aside = f"schema {name}"
    report.steps.append("in_place")


def _put_files(found: Opened, report: Report) -> None:
    for name in places.KEPT_FOLDERS:
        here, staged = places.home() / name, found.folder / name
        if here.exists() and any(here.iterdir()):
            aside = Path(report.aside) if connection.vendor == "sqlite" and report.aside else _aside("before-restore")
            here.rename(aside / name)
        if staged.exists():
            if here.exists():
                here.rmdir()
            staged.rename(here)


def _aside(kind: str) -> Path:
    folder = Path(settings.HOME) / f"{kind}-{_day()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def _day() -> str:
    return rules.stamp(clock.now().astimezone(dt.UTC))


def _write(path: Path, content: bytes) -> None:
    draft = path.with_name(f".{path.name}.new")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
