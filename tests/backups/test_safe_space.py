"""What the safe space holds comes back sealed, and opens again with the pepper of its server alone."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.running import surroundings

from .confiding import PASSPHRASE, WORDS
from .conftest import House

pytestmark = pytest.mark.slow
WORK = "import sys, django; django.setup(); from tests.backups import confiding; confiding.main(*sys.argv[1:])"


def confided(house: House, *words: str, home: Path | None = None) -> dict[str, str]:
    done = subprocess.run(
        [sys.executable, "-c", WORK, *words], env=surroundings(home or house.home, **house.more), capture_output=True, text=True, check=False
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found: dict[str, str] = json.loads(done.stdout)
    return found


def test_concern_comes_back_from_a_backup_and_opens_for_its_code_and_its_reader(house: House, tmp_path: Path) -> None:
    """B16 for the safe space: sealed in the file, whole after it; without the pepper the restore refuses, and says why."""
    made = confided(house, "tell")
    secrets = Path(house.told("backup", "--secrets", "--to", str(tmp_path / "secrets"))["file"])
    file = house.back_up()
    assert not [one for one in (WORDS, PASSPHRASE, made["receipt"]) if one.encode() in file.read_bytes()]
    home = tmp_path / "bare"
    assert house.restore(secrets, "--secrets", home=home).returncode == 0
    pepper = (home / "secrets" / "pepper").read_bytes()
    (home / "secrets" / "pepper").unlink()
    refused = house.restore(file, home=home)
    assert (refused.returncode, "secrets/pepper" in refused.stderr, "Traceback" in refused.stderr) == (1, True, False)
    (home / "secrets" / "pepper").write_bytes(pepper)
    (home / "secrets" / "pepper").chmod(0o600)
    done = house.restore(file, home=home)
    assert done.returncode == 0, done.stderr
    found = confided(house, "open", made["receipt"], made["account"], made["handler"], home=home)
    assert (found["told"], found["reads"]) == (WORDS, WORDS)


def test_backup_of_who_has_no_safe_space_asks_for_no_pepper(house: House, tmp_path: Path) -> None:
    """A server of an earlier program has none, and its backups open all the same."""
    secrets = Path(house.told("backup", "--secrets", "--to", str(tmp_path / "secrets"))["file"])
    file = house.back_up()
    home = tmp_path / "bare"
    assert house.restore(secrets, "--secrets", home=home).returncode == 0
    (home / "secrets" / "pepper").unlink()
    assert house.restore(file, home=home).returncode == 0
