"""Whether everything is in order, and whether it shows when it is not."""

import json
from pathlib import Path

import pytest
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from answerable.kit import queue
from answerable.ledger.models import Head
from tests.jobs.work import note
from tests.running import answerable

from .conftest import Typed


def found(typed: Typed) -> dict[str, list[str]]:
    """Returns what `check` finds, by state."""
    states: dict[str, list[str]] = {"good": [], "warning": [], "fault": []}
    for one in json.loads(typed("check", "--json").out)["findings"]:
        states[one["state"]].append(one["about"])
    return states


def test_check_finds_that_no_alliance_is_set_up(typed: Typed) -> None:
    assert "alliance" in found(typed)["fault"]


def test_check_of_a_sound_alliance_finds_it_sound(typed: Typed, alliance: None) -> None:
    assert {"alliance", "database", "ledger"} <= set(found(typed)["good"])


def test_check_ends_with_one_at_any_fault(typed: Typed, alliance: None) -> None:
    assert (typed("check").code, "✗ mail" in typed("check").out) == (1, True)


def test_check_finds_a_job_that_was_given_up(typed: Typed, alliance: None) -> None:
    queue.enqueue(note, "letter")
    DBTaskResult.objects.update(status=TaskResultStatus.FAILED)
    assert "jobs" in found(typed)["fault"]


def test_check_finds_a_broken_ledger(typed: Typed, alliance: None) -> None:
    Head.objects.update(n=1)
    assert "ledger" in found(typed)["fault"]


def test_check_finds_a_mail_server_that_is_not_there(
    typed: Typed, alliance: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANSWERABLE_SMTP_URL", "smtp+plain://127.0.0.1:1")
    assert ("mail" in found(typed)["fault"], "nothing answers at this port" in typed("check").out) == (
        True,
        True,
    )


def test_look_that_breaks_is_a_fault_and_stops_no_other(typed: Typed, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks() -> None:
        raise RuntimeError("canary")

    monkeypatch.setattr("answerable.ledger.verification.verify", breaks)
    states = found(typed)
    assert ("ledger" in states["fault"], "database" in states["good"]) == (True, True)


def test_ledger_that_stands_is_said_to(typed: Typed, alliance: None) -> None:
    said = typed("ledger", "verify", "--json")
    assert (said.code, json.loads(said.out)["ok"]) == (0, True)


def test_checkpoint_kept_elsewhere_that_was_forged_shows(typed: Typed, alliance: None, tmp_path: Path) -> None:
    """B45: a line that was kept outside is held against the chain."""
    day, n, head, signature = typed("ledger", "checkpoint").out.split()
    (tmp_path / "kept").write_text(f"{day} {int(n) + 1} {head} {signature}\n")
    said = typed("ledger", "verify", "--checkpoint", tmp_path / "kept", "--json")
    assert (said.code, json.loads(said.out)["reason"]) == (1, "checkpoint_forged")


def test_forged_checkpoint_blames_no_entry(typed: Typed, alliance: None, tmp_path: Path) -> None:
    day, n, head, signature = typed("ledger", "checkpoint").out.split()
    (tmp_path / "kept").write_text(f"{day} {n} {head} {signature[:-4]}0000\n")
    said = typed("ledger", "verify", "--checkpoint", tmp_path / "kept")
    assert (said.code, "None" in said.out, "checkpoint_forged" in said.out) == (1, False, True)


@pytest.mark.parametrize("first", ["Checkpoints of the board\n", "\x00\xff\n", "", "2026-01-01 9 ab cd\n"])
def test_file_that_holds_no_checkpoints_says_nothing_of_the_ledger(
    typed: Typed, alliance: None, tmp_path: Path, first: str
) -> None:
    line = typed("ledger", "checkpoint").out if first else ""
    (tmp_path / "kept").write_text(f"{first}{line}", encoding="latin-1")
    said = typed("ledger", "verify", "--checkpoint", tmp_path / "kept")
    assert (said.code, said.out, "was not looked at" in said.err) == (2, "", True)


def test_checkpoint_file_that_cannot_be_read_is_wrong_usage(typed: Typed, alliance: None, tmp_path: Path) -> None:
    said = typed("ledger", "verify", "--checkpoint", tmp_path / "nowhere")
    assert (said.code, said.out) == (2, "")


def test_checkpoint_that_was_kept_stands(typed: Typed, alliance: None, tmp_path: Path) -> None:
    (tmp_path / "kept").write_text(f"\n{typed('ledger', 'checkpoint').out}\n")
    assert typed("ledger", "verify", "--checkpoint", tmp_path / "kept").code == 0


def test_check_before_the_first_run_says_one_thing(tmp_path: Path) -> None:
    done = answerable(tmp_path, "check")
    about = [line for line in done.stdout.splitlines() if line.startswith("✗")]
    assert (done.returncode, about) == (1, ["✗ alliance: is not set up: answerable init"])


def test_missing_folder_is_said_in_our_words(typed: Typed, alliance: None, settings: object, tmp_path: Path) -> None:
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path / "uploads")  # type: ignore[attr-defined] # pytest-django's own settings
    said = typed("check", "--no-mail").out
    assert (f"mkdir -m 700 {tmp_path / 'uploads'}" in said, "FILE_UPLOAD_TEMP_DIR" in said) == (True, False)


def test_checkpoint_of_a_broken_ledger_is_refused(typed: Typed, alliance: None) -> None:
    Head.objects.update(n=1)
    assert typed("ledger", "checkpoint").code == 1
