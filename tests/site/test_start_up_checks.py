"""What the program asks of its machine and settings before it serves: red on each thing that would give people away."""

import logging
import os
import stat
import subprocess
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from django.db.backends.sqlite3.base import DatabaseWrapper

from answerable.site.checks import database, files, machine
from answerable.site.checks import settings as asked
from answerable.site.settings import databases
from tests.running import answerable

pytestmark = pytest.mark.django_db


def codes(found: list[Any]) -> list[str]:
    return [one.id for one in found]


def test_all_is_well_with_the_settings_as_they_are() -> None:
    found = [*asked.debug_is_off(), *asked.secret_key_is_strong(), *asked.uploads_are_never_clear()]
    assert codes(found) == []


@pytest.mark.parametrize(
    ("name", "value", "question", "code"),
    [
        ("DEBUG", True, asked.debug_is_off, "answerable.E001"),
        ("SECRET_KEY", "short", asked.secret_key_is_strong, "answerable.E002"),
        ("SECRET_KEY", "a" * 80, asked.secret_key_is_strong, "answerable.E002"),
        (
            "FILE_UPLOAD_HANDLERS",
            ["django.core.files.uploadhandler.TemporaryFileUploadHandler"],
            asked.uploads_are_never_clear,
            "answerable.E003",
        ),
        ("ALLOWED_HOSTS", ["*"], asked.address_is_safe, "answerable.E005"),
    ],
)
def test_unsafe_setting_is_refused(settings: Any, name: str, value: object, question: Any, code: str) -> None:
    """B69: DEBUG, a weak key, clear uploads, any host."""
    setattr(settings, name, value)
    assert code in codes(question())


def test_open_access_log_is_refused() -> None:
    """B69: a log that names addresses."""
    logger = logging.getLogger("django.server")
    handler, kept = logging.StreamHandler(), (logger.handlers, logger.level, logger.propagate, logger.disabled)
    logger.handlers, logger.disabled = [handler], False
    logger.setLevel(logging.INFO)
    try:
        assert "answerable.E004" in codes(asked.no_log_of_who_asked())
    finally:
        logger.handlers, logger.propagate, logger.disabled = kept[0], kept[2], kept[3]
        logger.setLevel(kept[1])


@pytest.mark.parametrize(
    ("pragma", "code"),
    [
        ("synchronous=NORMAL", "E020"),
        ("synchronous=OFF", "E020"),
        ("foreign_keys=OFF", "E021"),
        ("secure_delete=OFF", "E022"),
    ],
)
def test_careless_database_is_refused(pragma: str, code: str, tmp_path: Path) -> None:
    """B69: asked of the live connection, not of the settings."""
    opened = DatabaseWrapper(
        {**connections["default"].settings_dict, **databases.sqlite(), "NAME": str(tmp_path / "one.sqlite3")}
    )
    try:
        assert database.sqlite_problems(opened) == []
        with opened.cursor() as cursor:
            cursor.execute(f"PRAGMA {pragma}")
        assert f"answerable.{code}" in codes(database.sqlite_problems(opened))
    finally:
        opened.close()


def test_secret_that_others_can_read_is_refused(settings: Any, tmp_path: Path) -> None:
    """B69: world-readable secrets; the data folder open to others."""
    settings.HOME = tmp_path
    tmp_path.chmod(0o700)
    secrets = tmp_path / "secrets"
    secrets.mkdir(mode=0o700)
    (secrets / "sealing_key").write_bytes(b"x" * 32)
    (secrets / "sealing_key").chmod(0o644)
    assert "answerable.E011" in codes(files.secrets_are_private())
    (secrets / "sealing_key").chmod(0o600)
    assert codes(files.secrets_are_private()) == []
    tmp_path.chmod(0o755)
    assert "answerable.E010" in codes(files.home_is_private())


def test_full_disk_is_told_before_it_is_full(monkeypatch: pytest.MonkeyPatch) -> None:
    """B69: a file system without space."""
    import shutil

    usage = shutil.disk_usage("/")
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: type(usage)(usage.total, usage.total, 1024))
    assert codes(files.space_is_left()) == ["answerable.E012"]


def test_machine_that_swaps_or_dumps_is_warned_of(monkeypatch: pytest.MonkeyPatch) -> None:
    """B69: swap on, core dumps on, a clock nobody sets."""
    monkeypatch.setattr(machine, "swaps", lambda: ["/dev/sda9"])
    monkeypatch.setattr(machine, "is_sealed", lambda _name: False)
    assert codes(machine.swaps_nothing_out()) == ["answerable.W031"]


def test_swap_behind_a_cipher_or_in_memory_is_fine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """B69."""
    mapped = tmp_path / "dm-1" / "dm"
    mapped.mkdir(parents=True)
    (mapped / "uuid").write_text("CRYPT-PLAIN-swap", encoding="ascii")
    monkeypatch.setattr(machine, "BLOCK_DEVICES", tmp_path)
    assert machine.is_sealed("/dev/dm-1")
    assert machine.is_sealed("/dev/zram0")
    assert not machine.is_sealed("/dev/sda2")


@pytest.mark.parametrize(("limit", "told"), [(0, []), (4096, ["answerable.W030"]), (-1, ["answerable.W030"])])
def test_core_dumps_are_warned_of(monkeypatch: pytest.MonkeyPatch, limit: int, told: list[str]) -> None:
    """B69."""
    monkeypatch.setattr("resource.getrlimit", lambda _kind: (limit, limit))
    assert codes(machine.leaves_no_core_dumps()) == told


@pytest.mark.parametrize(("state", "told"), [(5, ["answerable.W032"]), (0, []), (-1, [])])
def test_clock_that_nobody_sets_is_warned_of(monkeypatch: pytest.MonkeyPatch, state: int, told: list[str]) -> None:
    """B69."""
    monkeypatch.setattr(machine, "kernel_clock", lambda: state)
    assert codes(machine.clock_is_set()) == told


@pytest.mark.postgres_too
def test_live_connection_is_safe() -> None:
    """B69: but for a test's own PostgreSQL, which need not outlive a power cut."""
    assert set(codes(database.connection_is_safe(databases=["default"]))) <= {"answerable.W025"}


@pytest.mark.slow
def test_fresh_data_folder_is_open_to_its_owner_only(tmp_path: Path) -> None:
    """B70: under a careless umask, secrets and data 0600, folders 0700."""
    home = tmp_path / "home"
    before = os.umask(0o022)
    try:
        made = answerable(
            home, "init", "--name", "Two Rivers", "--languages", "en", "--admin-email", "a@example.org", "--admin-name", "Ada", "--yes"
        )  # fmt: skip
    finally:
        os.umask(before)
    assert made.returncode == 0, made.stderr
    open_to_others = [
        str(path.relative_to(home)) for path in [home, *home.rglob("*")]
        if "static" not in path.relative_to(home).parts and stat.S_IMODE(path.stat().st_mode) & 0o077
    ]  # fmt: skip
    assert open_to_others == []


def test_repository_holds_no_secret_or_database() -> None:
    """B70: nothing of a data folder is ever tracked."""
    tracked = subprocess.run(["git", "ls-files"], capture_output=True, text=True, check=True).stdout.splitlines()
    assert [name for name in tracked if name.endswith((".sqlite3", "_key", ".mo")) or name.startswith("var/")] == []
