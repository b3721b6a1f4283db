"""Sessions: what is stored, and when they end."""

import datetime as dt
import json

import pytest
import time_machine
from django.db import connection
from django.test import Client

from answerable.access import actions
from answerable.access.forgetting import forget_what_is_over
from answerable.access.models import Account, Session
from answerable.access.sessions import SessionStore

from .conftest import CONSOLE, PASSWORD
from .walking import is_in, sign_in

pytestmark = pytest.mark.postgres_too
MORNING = dt.datetime(2027, 3, 2, 8, 0, 30, tzinfo=dt.UTC)


def test_stored_session_opens_nothing(neema: Account) -> None:
    """B21: nothing in a stolen database works as a cookie, and none of it says what a session holds."""
    known = Client()
    sign_in(known, neema)
    browsers = [Client() for _ in range(20)]
    for browser in browsers:
        browser.cookies["known_browser"] = known.cookies["known_browser"].value
        sign_in(browser, neema)
    stolen = [row.key_hash for row in Session.objects.all()] + [str(row.pk) for row in Session.objects.all()]
    assert len(stolen) == 2 * 21
    for value in stolen:
        thief = Client()
        thief.cookies["session"] = value
        assert not is_in(thief)
    data = b"".join(bytes(row.data) for row in Session.objects.all())
    assert all(
        needle not in data for needle in (b"_auth_user_id", str(neema.pk).encode(), b"authentication", b"example.org")
    )
    cookies = [browser.cookies["session"].value for browser in browsers]
    with connection.cursor() as cursor:
        cursor.execute("SELECT key_hash FROM access_session")
        assert not {row[0] for row in cursor.fetchall()} & set(cookies)
    assert all(is_in(browser) for browser in browsers)


def test_sealed_data_do_not_open_in_another_session(browser: Client, neema: Account) -> None:
    """B21"""
    sign_in(browser, neema)
    thief = Client()
    thief.post("/sign-in", {"way": "code", "email": "thief@example.org"})
    his, hers = Session.objects.get(account=None), Session.objects.get(account=neema)
    Session.objects.filter(pk=his.pk).update(data=hers.data)
    assert not is_in(thief)


def test_session_gets_a_new_name_at_sign_in(browser: Client, neema: Account) -> None:
    """B36: whoever planted the cookie before knows nothing after."""
    browser.post("/sign-in", {"way": "code", "email": neema.email})
    planted = browser.cookies["session"].value
    sign_in(browser, neema)
    assert browser.cookies["session"].value != planted
    thief = Client()
    thief.cookies["session"] = planted
    assert not is_in(thief)


def test_made_up_cookie_is_never_taken_over(neema: Account) -> None:
    """B36"""
    browser = Client()
    browser.cookies["session"] = "chosenbyanattacker0123456789abcd"
    sign_in(browser, neema)
    assert browser.cookies["session"].value != "chosenbyanattacker0123456789abcd"
    assert not SessionStore("chosenbyanattacker0123456789abcd").load()


def test_session_ends_after_a_pause(browser: Client, neema: Account) -> None:
    """B36: a quarter of an hour without a request."""
    with time_machine.travel(MORNING, tick=False) as clock:
        sign_in(browser, neema)
        for _ in range(3):
            clock.shift(dt.timedelta(minutes=14))
            assert is_in(browser)
        clock.shift(dt.timedelta(minutes=15))
        assert not is_in(browser)
        assert not Session.objects.filter(account=neema).exists()


def test_session_ends_after_eight_hours(browser: Client, neema: Account) -> None:
    """B36: however busy it was."""
    with time_machine.travel(MORNING, tick=False) as clock:
        sign_in(browser, neema)
        for _ in range(47):
            clock.shift(dt.timedelta(minutes=10))
            assert is_in(browser)
        clock.shift(dt.timedelta(minutes=10))
        assert not is_in(browser)


def test_disabling_an_account_ends_its_sessions_at_once(browser: Client, neema: Account) -> None:
    """B36"""
    sign_in(browser, neema)
    actions.disable_account(by=CONSOLE, account=neema)
    assert not is_in(browser)
    assert not Session.objects.filter(account=neema).exists()


def test_account_disabled_behind_our_back_loses_its_session_too(browser: Client, neema: Account) -> None:
    """B36"""
    sign_in(browser, neema)
    Account.objects.filter(pk=neema.pk).update(is_active=False)
    assert not is_in(browser)


def test_new_password_ends_all_other_sessions(browser: Client, neema: Account) -> None:
    """B36"""
    elsewhere = Client()
    sign_in(elsewhere, neema)
    sign_in(browser, neema)
    new = "nine herons in the evening rain"
    answer = browser.post("/me/security/password", {"new_password": new, "again": new})
    assert answer["Location"] == "/me/security"
    assert is_in(browser)
    assert not is_in(elsewhere)
    assert sign_in(Client(), neema, new).status_code == 303
    assert b"do not belong" in sign_in(Client(), neema, PASSWORD).content


def test_password_changed_behind_our_back_ends_every_session(browser: Client, neema: Account) -> None:
    """B36"""
    sign_in(browser, neema)
    neema.set_password("something else altogether")
    neema.save()
    assert not is_in(browser)


def test_own_sessions_are_listed_and_can_be_ended(browser: Client, neema: Account) -> None:
    """B36"""
    others = [Client() for _ in range(3)]
    for other in others:
        sign_in(other, neema)
    sign_in(browser, neema)
    assert browser.get("/me/security").content.decode().count("Another session") == 3
    one = Session.objects.filter(account=neema).order_by("seen_at").first()
    assert one is not None
    browser.post("/me/security/sessions/end", {"session": str(one.pk)})
    assert sum(is_in(other) for other in others) == 2
    browser.post("/me/security/sessions/end", {"all": "1"})
    assert sum(is_in(other) for other in others) == 0
    assert is_in(browser)


def test_nobody_ends_the_session_of_another(browser: Client, neema: Account) -> None:
    rehema = actions.create_account(by=CONSOLE, email="rehema@example.org", password=PASSWORD)
    hers = Client()
    sign_in(hers, rehema)
    sign_in(browser, neema)
    row = Session.objects.get(account=rehema)
    for named in (str(row.pk), "not-an-id", ""):
        assert browser.post("/me/security/sessions/end", {"session": named}).status_code == 303
    assert is_in(hers)


def test_ended_sessions_are_swept_away(browser: Client, neema: Account) -> None:
    with time_machine.travel(MORNING, tick=False) as clock:
        sign_in(browser, neema)
        clock.shift(dt.timedelta(minutes=16))
        forget_what_is_over()
    assert Session.objects.count() == 0


def test_session_keeps_no_address_and_no_agent(browser: Client, neema: Account) -> None:
    browser.post(
        "/sign-in", {"way": "password", "email": neema.email, "password": PASSWORD},
        REMOTE_ADDR="203.0.113.77", HTTP_USER_AGENT="Canary/9", HTTP_X_FORWARDED_FOR="203.0.113.78",
    )  # fmt: skip
    held = json.dumps(SessionStore(browser.cookies["session"].value).load())
    assert "203.0.113" not in held
    assert "Canary" not in held
    columns = {field.name for field in Session._meta.get_fields()}
    assert columns == {"id", "key_hash", "account", "data", "opened_on", "seen_at", "ends_at"}


def test_what_was_written_is_kept_when_the_session_ends(browser: Client, neema: Account) -> None:
    with time_machine.travel(MORNING, tick=False) as clock:
        sign_in(browser, neema)
        clock.shift(dt.timedelta(minutes=20))
        lost = browser.post("/t/write", {"text": "Two hours of minutes", "csrfmiddlewaretoken": "x"})
        assert lost["Location"] == "/sign-in?after=pause"
        assert b"quarter of an hour" in browser.get(lost["Location"]).content
        assert sign_in(browser, neema)["Location"] == "/sent-again"
        page = browser.get("/sent-again").content.decode()
        assert "Two hours of minutes" in page
        assert 'action="/t/write"' in page
        assert browser.post("/t/write", {"text": "Two hours of minutes"}).content == b"wrote Two hours of minutes"


def test_what_was_written_is_shown_to_nobody_else(browser: Client, neema: Account, juma: Account) -> None:
    actions.change_password(by=CONSOLE, account=juma, password=PASSWORD)
    with time_machine.travel(MORNING, tick=False) as clock:
        sign_in(browser, neema)
        clock.shift(dt.timedelta(minutes=20))
        browser.post("/t/write", {"text": "Two hours of minutes"})
        assert sign_in(browser, juma)["Location"] == "/me"
        assert browser.get("/sent-again")["Location"] == "/me"
