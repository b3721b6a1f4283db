"""An exported case opens without the program (B79): with the passphrase and the pepper, with the recovery code, with the seed."""

import io
import json
import runpy
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from answerable.vault import derivation, paper, people
from tests.cheap_hashing import CHEAP, REAL_COSTS

from . import known_case
from .known_case import FILE, MESSAGES, PASSPHRASE, PEPPER, KnownCase

TOOL = Path(__file__).parents[2] / "tools" / "open_case.py"
Opening = Callable[..., list[dict[str, Any]]]


@pytest.fixture
def case(tmp_path: Path, settings: object) -> KnownCase:
    settings.HOME = known_case.home_with_known_keys(tmp_path / "home")  # type: ignore[attr-defined] # pytest-django's
    made = known_case.made()
    (tmp_path / "case.zip").write_bytes(made.archive)
    return made


@pytest.fixture(scope="module")
def opening() -> Opening:
    """The tool's own way in, with the reduced work of tests."""
    tool = runpy.run_path(str(TOOL))
    tool["COSTS"][1] = (CHEAP.passes, CHEAP.memory)
    found: Opening = tool["open_case"]
    return found


def ways_in(case: KnownCase) -> dict[str, dict[str, Any]]:
    return {
        "passphrase": {"secret": f" {PASSPHRASE}\n", "pepper": PEPPER},
        "recovery-code": {
            "secret": "\n".join(f"{at}. {word.upper()}" for at, word in enumerate(paper.as_words(case.code), 1))
        },
        "seed": {"secret": case.seed.hex()},
    }


@pytest.mark.parametrize("by", ["passphrase", "recovery-code", "seed"])
def test_case_opens_by_every_way(case: KnownCase, opening: Opening, tmp_path: Path, by: str) -> None:
    """B79: all that was granted, through a change of keys, with names, signers and links; nothing of what was not."""
    found = opening(tmp_path / "case.zip", tmp_path / "out", by=by, **ways_in(case)[by])
    bodies = [(tmp_path / "out" / str(number)).read_bytes() for number in range(1, 5)]
    assert bodies == [*MESSAGES, FILE]
    assert [one.get("signed_by") for one in found] == ["reporter", "ana", None, None]
    assert [one["follows"] for one in found[:3]] == [True, True, True]
    assert (found[3]["name"], found[3]["type"]) == ("photo.jpg", "image/jpeg")
    assert json.loads((tmp_path / "out" / "contents.json").read_text()) == found
    assert len(list((tmp_path / "out").iterdir())) == 5


def test_tool_is_short_and_stands_alone() -> None:
    """B79: 150 lines at most, and nothing of ours."""
    source = TOOL.read_text(encoding="utf-8")
    assert len(source.splitlines()) <= 150
    assert "answerable." not in source.replace("import answerable", "answerable.")
    assert "django" not in source


def test_tool_opens_with_the_real_work_from_the_shell(
    case: KnownCase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """B79: as somebody does it who has only the file, their passphrase and the pepper."""
    monkeypatch.setitem(derivation.COSTS, 1, REAL_COSTS[1])
    lock = people.lock(case.seed, PASSPHRASE, bound_to=known_case.READER)
    (tmp_path / "case.zip").write_bytes(changed(case.archive, {"person": {"by_passphrase": as_base64(lock)}}))
    (tmp_path / "words").write_text(PASSPHRASE)
    command = [
        sys.executable,
        "-I",
        str(TOOL),
        "case.zip",
        "out",
        "--pepper",
        "home/secrets/pepper",
        "--secret",
        "words",
    ]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out" / "1").read_bytes() == MESSAGES[0]


def as_base64(data: bytes) -> str:
    import base64

    return base64.b64encode(data).decode()


def changed(archive: bytes, change: dict[str, Any], entries: dict[str, bytes] | None = None) -> bytes:
    """Returns an archive with other words in its case.json, one level deep, or other bytes in its entries."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as before, zipfile.ZipFile(target, "w") as after:
        for name in before.namelist():
            data = (entries or {}).get(name, before.read(name))
            if name == "case.json":
                told = json.loads(data)
                for key, value in change.items():
                    told[key] = {**told[key], **value} if isinstance(value, dict) else value
                data = json.dumps(told).encode()
            after.writestr(name, data)
    return target.getvalue()


WRONG: dict[str, dict[str, Any]] = {
    "passphrase": {"by": "passphrase", "secret": PASSPHRASE + "!", "pepper": PEPPER},
    "pepper": {"by": "passphrase", "secret": PASSPHRASE, "pepper": bytes(32)},
    "code": {"by": "recovery-code", "secret": " ".join(paper.as_words(bytes(20)))},
    "seed": {"by": "seed", "secret": bytes(32).hex()},
}


@pytest.mark.parametrize("what", WRONG)
def test_wrong_secret_opens_nothing(case: KnownCase, opening: Opening, tmp_path: Path, what: str) -> None:
    with pytest.raises(Exception):  # noqa: B017, PT011 - whatever a tool of 150 lines raises: nothing is written
        opening(tmp_path / "case.zip", tmp_path / "out", **WRONG[what])
    assert not list(tmp_path.glob("out/*"))


@pytest.mark.parametrize("entry", ["records/1", "records/2", "files/1"])
def test_altered_export_is_refused(case: KnownCase, opening: Opening, tmp_path: Path, entry: str) -> None:
    """B14."""
    with zipfile.ZipFile(io.BytesIO(case.archive)) as archive:
        data = bytearray(archive.read(entry))
    data[-1] ^= 1
    (tmp_path / "case.zip").write_bytes(changed(case.archive, {}, {entry: bytes(data)}))
    with pytest.raises(Exception):  # noqa: B017, PT011 - as above
        opening(tmp_path / "case.zip", tmp_path / "out", by="seed", secret=case.seed.hex())


@pytest.mark.parametrize("change", [{"case": "case-2"}, {"reader": "bea"}, {"format": "answerable case 2"}], ids=str)
def test_export_under_another_name_is_refused(
    case: KnownCase, opening: Opening, tmp_path: Path, change: dict[str, str]
) -> None:
    """B14: for another case or reader, and of a format that is not known."""
    (tmp_path / "case.zip").write_bytes(changed(case.archive, change))
    with pytest.raises(ValueError, match=r"moved|unknown"):
        opening(tmp_path / "case.zip", tmp_path / "out", by="seed", secret=case.seed.hex())


def test_export_tells_no_day_and_nothing_in_clear(case: KnownCase) -> None:
    """B40, B47: the same for the same blobs, whenever it is made."""
    with zipfile.ZipFile(io.BytesIO(case.archive)) as archive:
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert set(archive.namelist()) == {"case.json", *(f"records/{n}" for n in range(1, 5)), "files/1"}
    for word in (b"training", b"photo", b"not for her", case.seed, case.code):
        assert word not in case.archive
