"""Keeps the small alliance as a database of today, for the versions to come: python -m tests.older.keep NAME

Run it once for every released version. What it writes is read by test_older_databases.py and never changed again.
"""

import gzip
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

FOLDER = Path(__file__).parent
MAKE = """
import django; django.setup()
from tests import cast
from answerable.alliance.actions import people, setting_up
made = cast.small_alliance()
people.declare_self(by=cast.CONSOLE, person=made.people["member_here"], measures=("women", "youth"))
setting_up.set_mail(by=cast.CONSOLE, profile=made.profile, address="smtp://user:pass@mail.example", sender="a@example.org")
"""


def keep(name: str) -> None:
    """Writes NAME.sql.gz and NAME.keys.json: the tables, and the server's keys of this invented alliance."""
    home = Path(tempfile.mkdtemp())
    (home / "uploads").mkdir()
    kept = {
        **os.environ,
        "ANSWERABLE_HOME": str(home),
        "ANSWERABLE_MODE": "test",
        "DJANGO_SETTINGS_MODULE": "answerable.site.settings",
        "PYTHONPATH": "src:.",
    }
    kept.pop("DATABASE_URL", None)
    subprocess.run(
        [sys.executable, "-m", "django", "migrate", "--skip-checks"], env=kept, check=True, capture_output=True
    )
    subprocess.run([sys.executable, "-c", MAKE], env=kept, check=True)
    with sqlite3.connect(home / "answerable.sqlite3") as database:
        tables = "\n".join(database.iterdump())
    (FOLDER / f"{name}.sql.gz").write_bytes(gzip.compress(tables.encode(), mtime=0))
    keys = {
        path.name: path.read_bytes().hex()
        for path in (home / "secrets").iterdir()
        if path.name.endswith("_key") and path.name != "secret_key"
    }
    (FOLDER / f"{name}.keys.json").write_text(json.dumps(keys, indent=1), encoding="utf-8")


if __name__ == "__main__":
    keep(sys.argv[1])
