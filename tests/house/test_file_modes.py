"""A fresh data folder is its owner's alone, whatever umask it was made under (bar B70)."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from .source import PROJECT

PREPARE = """
import os
os.umask(0o022)
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0, interactive=False)
from answerable import vault
vault.seal("kit.trial", b"clear", bound_to="a")
"""


@pytest.fixture(scope="module")
def fresh_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder made by a first start under the careless umask 022."""
    home = tmp_path_factory.mktemp("fresh") / "home"
    surroundings = {
        "PATH": os.environ["PATH"], "PYTHONPATH": str(PROJECT / "src"), "ANSWERABLE_HOME": str(home),
        "ANSWERABLE_MODE": "production", "DJANGO_SETTINGS_MODULE": "answerable.site.settings",
    }  # fmt: skip
    subprocess.run([sys.executable, "-c", PREPARE], env=surroundings, cwd="/", check=True, timeout=120)
    return home


def modes(home: Path) -> dict[str, str]:
    return {str(path.relative_to(home)): stat.filemode(path.stat().st_mode) for path in [home, *home.rglob("*")]}


def test_nobody_else_can_look_into_a_fresh_home(fresh_home: Path) -> None:
    """B70: folders 0700, secrets and database 0600."""
    found = modes(fresh_home)
    assert {name: mode for name, mode in found.items() if not mode.endswith("------")} == {}


def test_secrets_lie_in_their_own_folder(fresh_home: Path) -> None:
    """B70."""
    secrets = list((fresh_home / "secrets").iterdir())
    assert secrets
    assert {stat.S_IMODE(path.stat().st_mode) for path in secrets} == {0o600}
    assert stat.S_IMODE((fresh_home / "secrets").stat().st_mode) == 0o700


def test_database_holds_no_key(fresh_home: Path) -> None:
    """B70: whoever copies the database alone has none of the secrets."""
    stored = b"".join(path.read_bytes() for path in fresh_home.glob("answerable.sqlite3*"))
    for path in (fresh_home / "secrets").iterdir():
        secret = path.read_bytes()  # a key may end in what looks like a space
        assert len(secret) >= 32
        assert secret.strip() not in stored
