"""What is open between two requests: in memory alone, opened by its cookie alone, and gone after a pause."""

import datetime as dt
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine
from django.conf import settings as product

from answerable.kit import clock
from answerable.vault import visits

IDLE, LONGEST = 600, 4 * 3600


@pytest.fixture(autouse=True)
def folder(settings: object, tmp_path: Path) -> Path:
    settings.VISITS_FOLDER = str(tmp_path / "visits")  # type: ignore[attr-defined] # pytest-django's settings take any name
    return tmp_path / "visits"


def found(token: str, kind: str = "raiser") -> dict[str, object] | None:
    return visits.find(kind, token, idle=IDLE, longest=LONGEST)


def later(seconds: float) -> time_machine.travel:
    return time_machine.travel(clock.now() + dt.timedelta(seconds=seconds), tick=False)


def test_what_was_kept_is_found_and_can_be_changed() -> None:
    token = visits.begin("raiser", {"words": "canary \ud800"})
    assert found(token) == {"words": "canary \ud800"}
    visits.change("raiser", token, {"words": "other"})
    assert found(token) == {"words": "other"}
    visits.end("raiser", token)
    assert found(token) is None
    visits.change("raiser", token, {"words": "again"})
    assert found(token) is None


def test_files_hold_nothing_that_can_be_read_and_one_length(folder: Path) -> None:
    """B21, B37: whoever copies the files has no word, no token, and all short bodies in one size."""
    tokens = [visits.begin("raiser", {"words": "canary" * number}) for number in range(1, 50)]
    files = [one for one in folder.rglob("*") if one.is_file()]
    assert len(files) == len(tokens)
    assert len({one.stat().st_size for one in files}) == 1
    whole = b"".join(one.read_bytes() for one in files) + " ".join(map(str, files)).encode()
    assert b"canary" not in whole
    assert not any(token.encode() in whole for token in tokens)
    assert {stat.S_IMODE(one.stat().st_mode) for one in files} == {0o600}
    assert {stat.S_IMODE(one.stat().st_mode) for one in (folder, folder / "raiser")} == {0o700}


def test_pause_ends_it_and_use_carries_it_on() -> None:
    token = visits.begin("raiser", {"a": 1})
    with later(IDLE - 10):
        assert found(token) is not None
    with later(2 * IDLE - 20):
        assert found(token) is not None
    with later(4 * IDLE):
        assert found(token) is None
    assert found(token) is None


def test_longest_ends_it_however_often_it_is_used() -> None:
    token = visits.begin("raiser", {"a": 1})
    for at in range(IDLE // 2, LONGEST, IDLE // 2):
        with later(at):
            assert found(token) is not None
    with later(LONGEST + IDLE // 4):
        assert found(token) is None


def test_every_bit_that_differs_ends_it(folder: Path) -> None:
    """B14: altered, cut, lengthened, or put in another's place."""
    for at in (0, 1, 5, 20, 30, 60, 500, -1):
        token = visits.begin("raiser", {"a": 1})
        (path,) = [one for one in folder.rglob("*") if one.is_file()]
        raw = bytearray(path.read_bytes())
        raw[at] ^= 1
        path.write_bytes(bytes(raw))
        assert found(token) is None, at
        assert not path.exists()
    for change in (lambda raw: raw[:-1], lambda raw: raw + b"x", lambda raw: raw[:20], lambda raw: b""):
        token = visits.begin("raiser", {"a": 1})
        (path,) = [one for one in folder.rglob("*") if one.is_file()]
        path.write_bytes(change(path.read_bytes()))
        assert found(token) is None
    mine, theirs = visits.begin("raiser", {"a": 1}), visits.begin("raiser", {"b": 2})
    one, other = sorted(path for path in folder.rglob("*") if path.is_file())
    one.write_bytes(other.read_bytes())
    assert sorted(map(str, (found(mine), found(theirs)))) in (["None", "{'a': 1}"], ["None", "{'b': 2}"])


def test_kinds_do_not_open_each_other() -> None:
    token = visits.begin("raiser", {"a": 1})
    assert found(token, "cases") is None
    assert found(token) == {"a": 1}


def test_all_visits_of_one_owner_end_at_once_and_no_other() -> None:
    mine = [visits.begin("cases", {"n": number}, owner="one") for number in range(3)]
    others = [visits.begin("cases", {"n": 9}, owner="two"), visits.begin("cases", {"n": 8})]
    visits.end_all_of("cases", "one")
    assert [found(one, "cases") for one in mine] == [None, None, None]
    assert [found(one, "cases") for one in others] == [{"n": 9}, {"n": 8}]


def test_something_is_first_once() -> None:
    token = visits.begin("raiser", {"a": 1})
    assert [visits.is_first("raiser", token, "page"), visits.is_first("raiser", token, "page")] == [True, False]
    assert visits.is_first("raiser", token, "other page")


def test_sweeping_takes_what_nobody_came_back_to_and_leaves_the_rest(folder: Path) -> None:
    old = visits.begin("raiser", {"a": 1})
    visits.is_first("raiser", old, "page")
    with later(product.VISIT_IDLE_SECONDS["raiser"] + 5):
        new = visits.begin("raiser", {"b": 2})
        assert visits.sweep() >= 1
        assert found(new) == {"b": 2}
        assert found(old) is None
        visits.end("raiser", new)
        assert [one for one in folder.rglob("*") if one.is_file()] == []


def test_something_more_lies_beside_a_visit_while_that_is_open() -> None:
    token = visits.begin("raiser", {"a": 1})
    assert visits.lay_beside("raiser_page", token, {"page": 1}, of="raiser")
    assert visits.lay_beside("raiser_page", token, {"page": 2}, of="raiser")
    assert found(token, "raiser_page") == {"page": 2}
    visits.end("raiser", token)
    assert not visits.lay_beside("raiser_page", token, {"page": 3}, of="raiser")
    assert found(token, "raiser_page") == {"page": 2}


def test_one_kind_is_swept_alone() -> None:
    old, page = visits.begin("raiser", {"a": 1}), visits.begin("raiser_page", {"b": 2})
    with later(product.PAGE_SECONDS + 5):
        assert visits.sweep("raiser_page") == 1
        assert found(page, "raiser_page") is None
        assert found(old) == {"a": 1}


def test_folder_that_is_open_to_others_is_not_used(folder: Path) -> None:
    folder.mkdir(parents=True)
    folder.chmod(0o755)
    with pytest.raises(PermissionError):
        visits.begin("raiser", {"a": 1})


def test_folder_that_is_a_link_is_not_used(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir(mode=0o700)
    folder.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(PermissionError):
        visits.begin("raiser", {"a": 1})
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_two_requests_at_once_undo_nothing_of_each_other() -> None:
    """What was found by both is kept by one after the other: the answer of the first, and the file of the second."""
    before = {"at": "ask:1", "tale": {"values": {"one": "a"}, "files": ["x"]}}
    token = visits.begin("raiser", before)
    visits.change(
        "raiser", token, {"at": "ask:2", "tale": {"values": {"one": "a", "two": "b"}, "files": []}}, since=before
    )
    visits.change("raiser", token, {**before, "tale": {"values": {"one": "a"}, "files": ["x", "y"]}}, since=before)
    assert found(token) == {"at": "ask:2", "tale": {"values": {"one": "a", "two": "b"}, "files": ["y"]}}


def test_what_one_request_has_sent_is_not_brought_back_by_another() -> None:
    before = {"tale": {"values": {"one": "a"}}}
    token = visits.begin("raiser", before)
    visits.change("raiser", token, {"sent": {"code": "c"}}, since=before)
    visits.change("raiser", token, {"tale": {"values": {"one": "canary"}}}, since=before)
    assert found(token) == {"sent": {"code": "c"}}


def test_page_belongs_to_one_visit_and_stays_so() -> None:
    mine, theirs = visits.begin("raiser", {}), visits.begin("raiser", {})
    page = visits.new_page("raiser", mine)
    assert visits.is_page("raiser", mine, page)
    assert page != visits.new_page("raiser", mine)
    for forged in ("", "x" * 16, page[:-1], page[:16], "\ud800" * 20, "0" * 16 + page[16:]):
        assert not visits.is_page("raiser", mine, forged)
    assert not visits.is_page("raiser", theirs, page)


def test_a_slow_sweep_takes_nothing_that_is_used_meanwhile(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = visits._of
    with time_machine.travel(clock.now(), tick=False) as moment:
        token = visits.begin("raiser", {"words": "still writing"})

        def slowly(kind: str) -> Iterator[Path]:
            moment.shift(30)
            found(token)
            yield from whole(kind)

        monkeypatch.setattr(visits, "_of", slowly)
        visits.sweep()
        assert found(token) == {"words": "still writing"}


def test_a_slow_request_does_not_end_what_another_one_uses(monkeypatch: pytest.MonkeyPatch) -> None:
    read = Path.read_bytes
    with time_machine.travel(clock.now(), tick=False) as moment:
        token = visits.begin("raiser", {"words": "still writing"})

        def slowly(path: Path) -> bytes:
            moment.shift(30)
            os.utime(path, (clock.now().timestamp(),) * 2)
            return read(path)

        monkeypatch.setattr(Path, "read_bytes", slowly)
        assert found(token) == {"words": "still writing"}
