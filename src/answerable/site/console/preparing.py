"""What must be in place before anything runs: tables, the cache, static files. Quick where nothing is to do."""

import fcntl
import hashlib
import io
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _

from answerable.facts import keeping as facts
from answerable.kit import queue
from answerable.kit.search import catch_up, out_of_date

from ..settings import paths
from .finding import CONSOLE

Say = Callable[[str], None]


def prepare(say: Say) -> None:
    """Brings tables and static files up to date; several processes may ask at once."""
    with _alone():
        paths.private_folder(Path(settings.FILE_UPLOAD_TEMP_DIR))
        if tables_are_behind():
            say(_("Setting up the database …"))
            _bring_up_to_date()
        if settings.CACHES["default"]["LOCATION"] not in connection.introspection.table_names():
            call_command("createcachetable", verbosity=0)
        if not _static_is_collected():
            say(_("Gathering style sheets and pictures …"))
            collect_static()
        if out_of_date():
            queue.enqueue(catch_up)
        if facts.is_behind():
            queue.enqueue(facts.catch_up)


def _bring_up_to_date() -> None:
    """Migrates; where an alliance lives already, as `answerable upgrade` does: with a copy, and back if it fails."""
    from answerable.backups import making, upgrading

    if settings.IS_DEMO or making.engine().is_empty():
        call_command("migrate", interactive=False, verbosity=0)
    else:
        upgrading.upgrade(by=CONSOLE)


def tables_are_behind() -> bool:
    """Whether a migration waits."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def collect_static() -> None:
    call_command("collectstatic", interactive=False, clear=True, verbosity=0, stdout=io.StringIO())
    _stamp().write_text(_static_source(), encoding="ascii")


def _static_is_collected() -> bool:
    if settings.STORAGES["staticfiles"]["BACKEND"].startswith("django."):
        return True
    stamp = _stamp()
    return stamp.exists() and stamp.read_text(encoding="ascii") == _static_source()


def _stamp() -> Path:
    folder = Path(settings.STATIC_ROOT)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder / ".gathered-from"


def _static_source() -> str:
    """Returns a fingerprint of every file that static files are made of."""
    source = Path(settings.STATICFILES_DIRS[0]).parent
    mark = hashlib.blake2s()
    for path in sorted([*source.glob("static/**/*"), *source.glob("styles/**/*"), *source.glob("*.py")]):
        if path.is_file():
            mark.update(f"{path.relative_to(source)}".encode() + b"\0" + path.read_bytes())
    return mark.hexdigest()


@contextmanager
def _alone() -> Iterator[None]:
    home = Path(settings.HOME)
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(home / "preparing.lock", os.O_CREAT | os.O_RDWR, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
