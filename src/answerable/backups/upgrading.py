"""Bringing the tables to this program's version, or back to where they were."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from answerable.kit import clock
from answerable.ledger.verification import verify

from . import alone, journal, keys, places, postgresql, rules, sqlite
from .making import back_up, engine
from .refusals import CannotGoOn

FAILED = "answerable_failed_upgrade"
Say = Callable[[str, str], None]


@dataclass
class Upgraded:
    """`steps` in the order they were done; `backup` is the sealed file, where there is a key to seal to."""

    migrations: list[str]
    steps: list[str] = field(default_factory=list)
    backup: str = ""


def waiting() -> list[str]:
    """Returns the migrations that this program has and the tables have not, in their order."""
    executor = MigrationExecutor(connection)
    return [f"{one.app_label}.{one.name}" for one, _ in executor.migration_plan(executor.loader.graph.leaf_nodes())]


def upgrade(*, by: object, say: Say = lambda step, about: None) -> Upgraded:
    """Keeps a copy, migrates and looks; at any failure puts the copy back and raises `CannotGoOn`."""
    with alone.alone():
        done = Upgraded(waiting())
        if not done.migrations:
            return done
        if keys.kept() is not None:
            say("backup", "")
            done.backup = str(back_up(by=by).path)
            done.steps.append("backup")
        with _way_back(say) as take_back:
            done.steps.append("copy")
            try:
                say("migrate", ", ".join(done.migrations))
                call_command("migrate", interactive=False, verbosity=0)
                done.steps.append("migrate")
                say("check", "")
                _see_that_sound()
                done.steps.append("check")
            except BaseException as fault:
                say("back", "")
                take_back()
                reason = fault.code if isinstance(fault, CannotGoOn) else type(fault).__name__
                journal.note(journal.RETURNED, reason=reason)
                if not isinstance(fault, Exception):
                    raise
                raise CannotGoOn("upgrade_failed", reason=reason) from fault
    journal.note(journal.UPGRADED, migrations=len(done.migrations))
    return done


def _see_that_sound() -> None:
    if waiting():
        raise CannotGoOn("still_waiting")
    if connection.vendor == "sqlite" and (said := sqlite.broken_pages()):
        raise CannotGoOn("pages_broken", said=said)
    if connection.vendor == "sqlite" and (said := sqlite.broken_links()):
        raise CannotGoOn("links_broken", said=said)
    verdict = verify()
    if not verdict.ok:
        raise CannotGoOn("ledger_broken", reason=verdict.reason)


@contextmanager
def _way_back(say: Say) -> Iterator[Callable[[], None]]:
    """Keeps a copy beside the database for the length of an upgrade: as clear as the database, and its owner's alone."""
    folder = Path(settings.HOME) / f"before-upgrade-{rules.stamp(clock.now())}"
    folder.mkdir(mode=0o700)
    say("copy", str(folder))
    path = folder / engine().PART
    try:
        with places.telling_of_room(folder, sqlite.size()):
            _copy(path)
    except BaseException:  # a half copy is of no use, and as clear as the database
        shutil.rmtree(folder, ignore_errors=True)
        raise

    is_over = False

    def take_back() -> None:
        nonlocal is_over
        _put_back(path)
        is_over = True

    try:
        yield take_back
        is_over = True
    finally:
        if is_over:  # else it is all there is of what stood before
            shutil.rmtree(folder, ignore_errors=True)


def _put_back(path: Path) -> None:
    if connection.vendor == "sqlite":
        sqlite.put_in_place(path)
        return
    connection.close()
    postgresql.put_aside(FAILED)
    postgresql.read_in(path)
    postgresql.drop(FAILED)


def _copy(path: Path) -> None:
    if connection.vendor == "sqlite":
        sqlite.copy_to(path)
        return
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file, postgresql.copied() as (_, blocks):
        for block in blocks:
            file.write(block)
