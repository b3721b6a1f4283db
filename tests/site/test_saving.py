"""Where nothing can be kept: forms say so and give back what was typed, reading goes on, nothing slips through."""

import errno
import io
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection, transaction
from django.test import Client

from answerable.access.models import Session
from answerable.alliance.models import Network, Profile
from answerable.kit import saving

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]
TYPED = "Words that somebody typed, canary"


@pytest.fixture(params=[saving.NO_ROOM, saving.EXCHANGED])
def reason(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(saving, "why_not", lambda: request.param)
    return str(request.param)


def test_write_is_refused_at_the_database_and_reading_is_not(alliance: Profile) -> None:
    """B15: whichever page forgot to ask."""
    with saving.refusing_writes(saving.NO_ROOM):
        assert Network.objects.count() == 1
        with pytest.raises(saving.NotKept), transaction.atomic():
            Network.objects.update(slug="other")
        with pytest.raises(saving.NotKept), transaction.atomic():
            Profile.objects.all().delete()
    assert Network.objects.get().slug == "common-thread"


def test_tables_named_may_still_be_written(alliance: Profile) -> None:
    with saving.refusing_writes(saving.NO_ROOM, but=frozenset({Session._meta.db_table})):
        assert Session.objects.update(seen_at="2026-01-01T00:00Z") == 0


@pytest.mark.urls("tests.site.addresses")
def test_form_is_given_back_where_nothing_can_be_kept(visitor: Client, alliance: Profile, reason: str) -> None:
    """B15, B54: with its words, answered 503, before anything was done."""
    response = visitor.post("/t/meeting", {"day": "2026-03-31", "place": TYPED, "paid": "y"})
    page = response.content.decode()
    assert (response.status_code, "NOT SAVED" in page, TYPED in page) == (503, True, True)


@pytest.mark.parametrize("address", ["/", "/networks", "/privacy", "/sign-in"])
def test_reading_goes_on_where_nothing_can_be_kept(
    visitor: Client, alliance: Profile, reason: str, address: str
) -> None:
    """B15."""
    assert visitor.get(address).status_code == 200


def test_way_in_stays_open_below_the_reserve_only(visitor: Client, alliance: Profile, reason: str) -> None:
    response = visitor.post("/sign-in", {"email": "rosa@example.org", "way": "code"})
    assert response.status_code == (303 if reason == saving.NO_ROOM else 503)


def test_passwords_are_never_given_back(visitor: Client, alliance: Profile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saving, "why_not", lambda: saving.EXCHANGED)
    sent = {"email": "rosa@example.org", "way": "password", "password": "canary pass phrase", "code": "canary 123456"}
    response = visitor.post("/sign-in", sent)
    page = response.content.decode()
    assert (response.status_code, "canary" in page, "rosa@example.org" in page) == (503, False, True)


def test_file_is_not_read_in_where_there_is_no_room(
    visitor: Client, alliance: Profile, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    """B15: not even sealed, for it would use the reserve up."""
    before = len(list(Path(settings.FILE_UPLOAD_TEMP_DIR).glob("*")))
    monkeypatch.setattr(saving, "has_room", lambda more=0: not more)
    wide = SimpleUploadedFile("members.csv", b"x" * 1_500_000)
    monkeypatch.setattr("answerable.vault.uploads.SealingUploadHandler.receive_data_chunk", None)
    assert visitor.post("/sign-in", {"way": "code", "file": wide}).status_code < 500
    assert len(list(Path(settings.FILE_UPLOAD_TEMP_DIR).glob("*"))) == before


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        (OperationalError("database or disk is full"), saving.NO_ROOM),
        (OperationalError("disk I/O error"), saving.NO_ROOM),
        (OSError(errno.ENOSPC, "No space left on device"), saving.NO_ROOM),
        (OSError(errno.EDQUOT, "quota"), saving.NO_ROOM),
        (saving.NotKept(saving.EXCHANGED), saving.EXCHANGED),
        (OperationalError("database is locked"), ""),
        (OSError(errno.EACCES, "no"), ""),
        (ValueError(), ""),
        (None, ""),
    ],
)
def test_want_of_room_is_told_from_other_faults(fault: BaseException | None, reason: str) -> None:
    assert saving.reason_of(fault) == reason


def test_another_file_in_the_databases_place_shows(
    tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """B54."""
    monkeypatch.setattr(saving, "_first_seen", [])
    monkeypatch.setattr("django.db.connection.vendor", "sqlite", raising=False)
    database, other = tmp_path / "one", tmp_path / "two"
    database.write_bytes(b"one")
    other.write_bytes(b"two")
    monkeypatch.setitem(settings.DATABASES["default"], "NAME", str(database))
    monkeypatch.setenv(saving.OPENED, saving.identity())
    assert not saving.is_exchanged()
    other.replace(database)
    assert saving.is_exchanged()
    database.unlink()
    assert saving.is_exchanged()


def test_other_file_is_not_opened_beside_the_one_that_is_read(
    visitor: Client, alliance: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    """B54: by a thread that never asked the database: it would put the log of the old file into the new one."""
    monkeypatch.setattr(saving, "why_not", lambda: saving.EXCHANGED)

    def ask() -> tuple[int, int, bool, bool]:
        read = visitor.get("/networks")
        sent = visitor.post("/sign-in", {"email": TYPED, "way": "code"})
        return read.status_code, sent.status_code, TYPED in sent.content.decode(), connection.connection is None

    with ThreadPoolExecutor(1) as elsewhere:
        assert elsewhere.submit(ask).result() == (503, 503, True, True)
    assert visitor.get("/networks").status_code == 200


def test_what_was_refused_is_noted_without_its_words(
    visitor: Client, alliance: Profile, written: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    """B28."""
    monkeypatch.setattr(saving, "why_not", lambda: saving.EXCHANGED)
    visitor.post("/sign-in", {"email": "canary@example.org", "way": "code"})
    assert ("not_kept" in written.getvalue(), "canary" in written.getvalue()) == (True, False)
