"""Files for their owner alone: whole or not at all, and made once however many come at once."""

import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from answerable.kit.private_files import kept_or_made, write_once


def test_file_and_folder_are_their_owners_alone(tmp_path: Path) -> None:
    """B70, whatever the process was started with."""
    path = tmp_path / "secrets" / "one"
    before = os.umask(0)
    try:
        kept_or_made(path, lambda: b"key")
    finally:
        os.umask(before)
    assert [stat.S_IMODE(one.stat().st_mode) for one in (path.parent, path)] == [0o700, 0o600]


def test_many_at_once_keep_one_content(tmp_path: Path) -> None:
    path = tmp_path / "one"
    with ThreadPoolExecutor(8) as threads:
        read = set(threads.map(lambda n: kept_or_made(path, lambda: bytes([n]) * 32), range(32)))
    assert read == {path.read_bytes()}
    assert [one.name for one in tmp_path.iterdir()] == ["one"]


def test_second_writing_changes_nothing(tmp_path: Path) -> None:
    assert write_once(tmp_path / "one", b"first")
    assert not write_once(tmp_path / "one", b"second")
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("one", b"first")]


def test_writing_that_breaks_off_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that is full, say: no half of a key, and no draft of it."""

    def full(_handle: int) -> None:
        raise OSError(28, "no space left")

    monkeypatch.setattr("answerable.kit.private_files.os.fsync", full)
    with pytest.raises(OSError, match="no space"):
        kept_or_made(tmp_path / "one", lambda: b"key")
    assert list(tmp_path.iterdir()) == []
