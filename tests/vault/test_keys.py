"""The server's keys: a damaged one is named and never used."""

from pathlib import Path

import pytest
from django.core import checks

from answerable import vault
from answerable.vault import keys
from answerable.vault.checks import keys_are_whole

DAMAGED = {"empty": b"", "cut": b"k" * 31, "longer": b"k" * 33, "nought": bytes(32)}


@pytest.fixture(params=DAMAGED, ids=str)
def damaged(request: pytest.FixtureRequest, tmp_path: Path, settings: object) -> Path:
    """A data folder in which the sealing key was damaged."""
    path = tmp_path / "secrets" / "sealing_key"
    path.parent.mkdir()
    path.write_bytes(DAMAGED[request.param])
    settings.HOME = tmp_path  # type: ignore[attr-defined] # pytest-django's
    return path


def test_damaged_key_seals_and_opens_nothing(damaged: Path) -> None:
    """B69's spirit: an empty key is one that anybody can compute."""
    with pytest.raises(vault.KeyDamaged) as told:
        vault.seal("notes", b"text")
    assert str(damaged) in str(told.value)
    with pytest.raises(vault.KeyDamaged):
        vault.unseal("notes", b"\x01" + bytes(100))


def test_damaged_key_stays_as_it_is(damaged: Path) -> None:
    """Whoever brings it back finds what was there: no new key is put in its place."""
    was = damaged.read_bytes()
    with pytest.raises(vault.KeyDamaged):
        vault.seal("notes", b"text")
    assert damaged.read_bytes() == was


def test_damaged_key_is_told_at_the_start(damaged: Path) -> None:
    """B69."""
    assert [one.id for one in keys_are_whole()] == ["answerable.E013"]
    assert "answerable.E013" in [one.id for one in checks.run_checks(tags=["security"])]


def test_keys_that_are_whole_or_not_made_yet_are_well(tmp_path: Path, settings: object) -> None:
    settings.HOME = tmp_path  # type: ignore[attr-defined] # pytest-django's
    assert keys_are_whole() == []
    keys.public_key()
    vault.seal("notes", b"text")
    assert keys_are_whole() == []
