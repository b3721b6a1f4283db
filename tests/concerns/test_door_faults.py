"""Whatever goes wrong at the raising door, its page looks like every other of it: no name of the alliance, a way to leave."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.test import Client, RequestFactory

from answerable.concerns.pages.raising.faults import WORDS
from answerable.site import faults
from tests import cast

ALLIANCE = "Common Thread"
TYPED = "What happened to me, canary-Rosalind"


def looks_like_the_door(response: Any, status: int) -> str:
    page = str(response.content.decode())
    assert response.status_code == status
    assert "<title>Notes</title>" in page or "<title>Notas</title>" in page
    assert 'value="leave"' in page
    assert "Answerable" not in page
    assert "<nav" not in page
    return page


def broken(*_args: Any, **_more: Any) -> None:
    secret = "canary-in-an-exception"
    raise OperationalError(secret)


@pytest.mark.parametrize("method", ["get", "post"])
def test_fault_without_a_database_is_the_doors_own_page(method: str, caplog: Any) -> None:
    """No mark of a test with a database: every question to it breaks, as where it is gone."""
    client = Client(raise_request_exception=False)
    page = looks_like_the_door(getattr(client, method)("/r", {"do": "back", "tongue": "es"} | {"words": TYPED}), 500)
    assert ("NOT SAVED" in page or "NO SE GUARDÓ" in page) == (method == "post")
    assert ("canary-Rosalind" in page) == (method == "post")
    assert "canary" not in caplog.text


@pytest.mark.django_db
def test_page_that_cannot_be_read_is_the_doors_own_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("answerable.concerns.pages.raising.starting.any_open", broken)
    cast.small_alliance()
    client = Client(raise_request_exception=False)
    page = looks_like_the_door(client.get("/r"), 500)
    assert 'href="/r"' in page
    assert "canary" not in page
    assert ALLIANCE not in page


@pytest.mark.django_db
@pytest.mark.parametrize(("address", "status"), [("/r?a=%00", 400), ("/r/", 404), ("/r/x?y", 404)])
def test_address_that_is_none_is_answered_by_the_door(address: str, status: int) -> None:
    cast.small_alliance()
    for method in ("get", "post"):
        page = looks_like_the_door(getattr(Client(), method)(address), status)
        assert ALLIANCE not in page


@pytest.mark.django_db
def test_more_than_is_taken_in_is_answered_by_the_door(settings: Any) -> None:
    cast.small_alliance()
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    page = looks_like_the_door(Client().post("/r", {"do": "back", "words": "x" * 1000}), 413)
    assert "NOT SAVED" in page


@pytest.mark.parametrize("status", [403, 500, 503])
def test_refusals_and_what_cannot_be_kept_are_the_doors_own_pages(status: int) -> None:
    request = RequestFactory().post("/r", {"do": "answer:happened", "once": "a", "happened": TYPED})
    answers = {
        403: lambda: faults.refused(request, PermissionDenied()),
        500: lambda: faults.broken(request),
        503: lambda: faults.not_kept(request, "no_room"),
    }
    page = looks_like_the_door(answers[status](), status)
    assert TYPED in page
    assert 'value="answer:happened"' in page
    assert str(WORDS[status][0]) in page


def test_desk_and_every_other_room_keep_the_sites_page() -> None:
    for address in ("/", "/register", "/rx"):
        page = faults.not_found(RequestFactory().get(address), Exception()).content.decode()
        assert 'value="leave"' not in page
