"""The walls stand, and each of them refuses a breach that is planted in a copy of the house."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from .source import PROJECT, SOURCE, room_order

COMMAND = "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"


def walls(house: Path) -> subprocess.CompletedProcess[str]:
    """Asks import-linter about the house in a folder."""
    config = str(PROJECT / ".importlinter")
    return subprocess.run(
        [sys.executable, "-c", COMMAND, "--no-logo", "--no-cache", "--config", config],
        cwd=house, env={"PYTHONPATH": str(house), "PATH": ""}, capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    house = tmp_path_factory.mktemp("house")
    shutil.copytree(SOURCE, house / "answerable", ignore=shutil.ignore_patterns("__pycache__", "locale", "static"))
    return house


def test_walls_stand(copy: Path) -> None:
    asked = walls(copy)
    assert asked.returncode == 0, asked.stdout[-3000:]
    assert "0 broken" in asked.stdout


@pytest.mark.parametrize(
    ("place", "breach", "wall"),
    [
        ("kit/clock.py", "import answerable.vault", "The house"),
        ("access/policy.py", "import answerable.alliance.models", "The house"),
        ("ledger/rules.py", "import answerable.access.actors", "The house"),
        ("alliance/queries/networks.py", "import answerable.demo", "The house"),
        ("alliance/queries/networks.py", "import answerable.alliance.actions.networks", "Inside every room"),
        ("alliance/models/networks.py", "import answerable.alliance.pages.public", "Inside every room"),
        ("alliance/rules/tree.py", "import django.db", "Rules are pure"),
        ("alliance/rules/tree.py", "from answerable.kit import clock", "Rules are pure"),
        ("ledger/verification.py", "import answerable.vault.primitives", "Only the vault"),
        ("ledger/verification.py", "import nacl.public", "No cipher library"),
        ("access/sessions.py", "import cryptography", "No cipher library"),
        ("site/faults.py", "import answerable.alliance.pages.public", "Rooms never import each other"),
        ("newroom/__init__.py", "", "The house"),
    ],
)  # fmt: skip
def test_wall_refuses_a_planted_breach(copy: Path, place: str, breach: str, wall: str) -> None:
    file = copy / "answerable" / place
    before = file.read_text(encoding="utf-8") if file.exists() else None
    file.parent.mkdir(exist_ok=True)
    file.write_text(f"{before or ''}\n{breach}\n", encoding="utf-8")
    try:
        asked = walls(copy)
    finally:
        if before is None:
            shutil.rmtree(file.parent)
        else:
            file.write_text(before, encoding="utf-8")
    broken = [line for line in asked.stdout.splitlines() if line.endswith("BROKEN") and line.startswith(wall)]
    assert asked.returncode == 1
    assert broken, asked.stdout[-3000:]


def test_every_room_has_its_place() -> None:
    rooms = {path.parent.name for path in SOURCE.glob("*/__init__.py")}
    assert rooms <= {room for place in room_order() for room in place}
