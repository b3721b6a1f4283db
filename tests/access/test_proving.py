"""Proving that an address is one's own, with or without an account."""

import datetime as dt
import json

import pytest
from django.core import mail
from django.http import HttpRequest
from django.test import Client, RequestFactory

from answerable.access import codes, guessing, proving
from answerable.access.models import Account, Bucket, Session
from answerable.access.sessions import SessionStore
from answerable.kit import clock, queue

ADDRESS = "baraka@example.org"


@pytest.fixture
def asked() -> HttpRequest:
    """A request of a browser that nobody is signed in with."""
    request = RequestFactory().post("/")
    request.session = SessionStore()
    request.user = None  # type: ignore[assignment] # nobody
    return request


def code_mailed() -> str:
    queue.run_ready()
    return "".join(part for part in str(mail.outbox[-1].body).split() if part.isdigit())[:12]


def test_code_from_the_mail_proves_an_address_once(asked: HttpRequest) -> None:
    """B34: used once."""
    assert proving.begin(asked, email="Baraka@Example.org ", next_page="/asked")
    code = code_mailed()
    assert (proving.redeem(asked, code), proving.redeem(asked, code)) == ("/asked", "")
    assert (proving.proved(asked), proving.is_mine(asked, ADDRESS)) == (ADDRESS, True)


def test_code_is_kept_as_a_hash_in_a_sealed_session(asked: HttpRequest) -> None:
    """B34: nothing that is stored is the code."""
    proving.begin(asked, email=ADDRESS, next_page="/asked")
    code = code_mailed()
    asked.session.save()
    assert code not in json.dumps(asked.session[proving.PENDING])
    assert all(
        code.encode() not in bytes(row.data) and ADDRESS.encode() not in bytes(row.data)
        for row in Session.objects.all()
    )


def test_code_of_one_browser_opens_nothing_in_another(asked: HttpRequest) -> None:
    proving.begin(asked, email=ADDRESS, next_page="/asked")
    code = code_mailed()
    other = RequestFactory().post("/")
    other.session = SessionStore()
    assert proving.redeem(other, code) == ""


def test_code_is_over_after_a_quarter_of_an_hour(asked: HttpRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """B34: at most 60 minutes."""
    proving.begin(asked, email=ADDRESS, next_page="/asked")
    code, late = code_mailed(), clock.now() + dt.timedelta(minutes=codes.MINUTES, seconds=1)
    monkeypatch.setattr(clock, "now", lambda: late)
    assert proving.redeem(asked, code) == ""


def test_what_was_proved_is_forgotten_later(asked: HttpRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    proving.begin(asked, email=ADDRESS, next_page="/asked")
    proving.redeem(asked, code_mailed())
    late = clock.now() + proving.HOLDS_FOR
    monkeypatch.setattr(clock, "now", lambda: late)
    assert proving.proved(asked) == ""


def test_five_wrong_codes_end_it(asked: HttpRequest) -> None:
    proving.begin(asked, email=ADDRESS, next_page="/asked")
    code = code_mailed()
    for _ in range(codes.TRIES_OF_A_BROWSER):
        assert proving.redeem(asked, "1234 5678 9012") == ""
    assert (proving.pending(asked), proving.redeem(asked, code)) == ("", "")


def test_an_address_is_mailed_a_few_times_only(asked: HttpRequest) -> None:
    sent = [proving.begin(asked, email=ADDRESS, next_page="/asked") for _ in range(5)]
    assert sent == [True, True, True, False, False]


def test_strangers_use_up_nothing_of_those_who_were_invited(asked: HttpRequest) -> None:
    for number in range(guessing.STRANGERS.of_all.holds + 1):
        guessing.may_mail_proof(asked, f"one{number}@example.org", guessing.STRANGERS)
    assert not proving.begin(asked, email="late@example.org", next_page="/asked")
    assert proving.begin(asked, email=ADDRESS, next_page="/invitation", limits=guessing.INVITED)
    assert all("@" not in bucket.key for bucket in Bucket.objects.all())


def test_page_says_nothing_of_an_address_that_was_not_typed(asked: HttpRequest) -> None:
    proving.begin(asked, email=ADDRESS, next_page="/invitation", is_shown=False)
    assert proving.shown(asked) == ""


def test_signed_in_account_owns_its_address(asked: HttpRequest, neema: Account) -> None:
    asked.user = neema
    assert (proving.is_mine(asked, "Neema@example.org"), proving.is_mine(asked, ADDRESS)) == (True, False)


def test_page_without_anything_to_prove_leads_home(browser: Client) -> None:
    assert browser.get("/prove")["Location"] == "/"
