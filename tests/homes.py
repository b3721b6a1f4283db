"""Data folders that many tests begin with: each is made once a run, and every test has a copy of its own."""

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from . import among_workers
from .made_demo import build_once
from .running import answerable, surroundings

INIT = ("init", "--name", "Common Thread", "--languages", "en,es,ar", "--admin-email", "rosa@example.org", "--yes")
PREPARE = """
import django; django.setup()
from answerable.site.console.preparing import prepare
from django_tasks_db.models import DBTaskResult
prepare(print)
DBTaskResult.objects.all().delete()
"""


@cache
def _within() -> Path:
    """Returns where they lie until the run is over; those of a test that is run alone go with it."""
    if (shared := among_workers.folder()) is not None:
        return shared
    own = Path(tempfile.mkdtemp(prefix="answerable-homes-"))
    atexit.register(shutil.rmtree, own, ignore_errors=True)
    return own


def copy(name: str, make: Callable[[Path], None], home: Path) -> None:
    """Copies a folder to a place; whoever needs it first makes it."""
    made, _ = among_workers.once(_within(), name, make)
    shutil.copytree(made, home, dirs_exist_ok=True)


def initialised(home: Path) -> None:
    """An alliance that was just set up, by `INIT`."""
    copy("initialised", _init, home)


def _init(home: Path) -> None:
    done = answerable(home, *INIT)
    assert done.returncode == 0, done.stderr


def prepared(home: Path) -> None:
    """Tables without an alliance, and no job that waits."""
    copy("prepared", prepare, home)


def prepare(home: Path, **more: str) -> None:
    subprocess.run([sys.executable, "-c", PREPARE], env=surroundings(home, **more), check=True, capture_output=True)


def demo(home: Path) -> str:
    """The demo; returns what was said while it was built."""
    made = Path(os.environ.get("ANSWERABLE_DEMO_MADE") or _within() / "demo-made")
    build_once(made)
    shutil.copytree(made, home, dirs_exist_ok=True)
    return made.with_suffix(".said").read_text()
