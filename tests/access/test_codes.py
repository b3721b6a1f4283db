"""Mailed codes: hashed, short-lived, good once."""

import datetime as dt
from collections.abc import Callable

import pytest
import time_machine
from django.core import mail
from django.db import connection
from django.test import Client

from answerable.access import codes
from answerable.access.models import Account, MailedCode
from answerable.kit import queue

from .walking import is_in, sign_in

pytestmark = pytest.mark.postgres_too
MORNING = dt.datetime(2027, 3, 2, 8, 0, tzinfo=dt.UTC)
NEW = "nine herons in the evening rain"


def everything_stored() -> str:
    """Every value of every table, as text and as bytes read as text."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            found += [value for row in cursor.fetchall() for value in row if value is not None]
    return "\n".join(bytes(one).decode("latin-1") if isinstance(one, bytes | memoryview) else str(one) for one in found)


def test_mailed_code_is_nowhere_in_the_database(browser: Client, juma: Account, mailed: Callable[[], str]) -> None:
    """B34: neither before it is mailed, when it waits in the queue, nor after."""
    browser.post("/sign-in", {"way": "code", "email": juma.email})
    browser.post("/password", {"email": juma.email})
    before = everything_stored()
    queue.run_ready()
    after = everything_stored()
    assert len(mail.outbox) == 2
    for sent in mail.outbox:
        code = next(line.strip() for line in str(sent.body).splitlines() if line.strip()[:4].isdigit())
        for stored in (before, after):
            assert code not in stored
            assert code.replace(" ", "") not in stored


def test_code_is_good_once(browser: Client, juma: Account, mailed: Callable[[], str]) -> None:
    """B34"""
    browser.post("/sign-in", {"way": "code", "email": juma.email})
    code = mailed()
    assert browser.post("/sign-in/code", {"code": code})["Location"] == "/me"
    again = Client()
    again.post("/sign-in", {"way": "code", "email": juma.email})
    assert again.post("/sign-in/code", {"code": code}).status_code == 200
    assert not is_in(again)


def test_code_expires_after_a_quarter_of_an_hour(browser: Client, juma: Account, mailed: Callable[[], str]) -> None:
    """B34"""
    with time_machine.travel(MORNING, tick=False) as clock:
        browser.post("/sign-in", {"way": "code", "email": juma.email})
        code = mailed()
        clock.shift(dt.timedelta(minutes=14, seconds=30))
        browser.post("/sign-in", {"way": "code", "email": juma.email})
        clock.shift(dt.timedelta(minutes=1))
        assert browser.post("/sign-in/code", {"code": code}).status_code == 200
        assert not is_in(browser)
    assert codes.MINUTES <= 60


def test_code_for_one_thing_does_not_do_another(browser: Client, juma: Account, mailed: Callable[[], str]) -> None:
    browser.post("/password", {"email": juma.email})
    code = mailed()
    browser.post("/sign-in", {"way": "code", "email": juma.email})
    assert browser.post("/sign-in/code", {"code": code}).status_code == 200
    assert not is_in(browser)


def test_code_of_one_person_does_not_let_another_in(juma: Account, neema: Account, mailed: Callable[[], str]) -> None:
    his, hers = Client(), Client()
    hers.post("/sign-in", {"way": "code", "email": neema.email})
    his.post("/sign-in", {"way": "code", "email": juma.email})
    assert hers.post("/sign-in/code", {"code": mailed()}).status_code == 200


def test_mail_that_waited_too_long_is_not_sent(browser: Client, juma: Account) -> None:
    with time_machine.travel(MORNING, tick=False) as clock:
        browser.post("/sign-in", {"way": "code", "email": juma.email})
        clock.shift(dt.timedelta(minutes=16))
        queue.run_ready()
    assert mail.outbox == []


def test_lost_password_is_replaced_with_a_code(browser: Client, neema: Account, mailed: Callable[[], str]) -> None:
    """B34: the code works once; every session ends, and only who typed it comes in, as with any mailed code."""
    elsewhere = Client()
    sign_in(elsewhere, neema)
    assert browser.post("/password", {"email": neema.email})["Location"] == "/password/new"
    code = mailed()
    typed = {"code": code, "new_password": NEW, "again": NEW}
    assert browser.post("/password/new", typed)["Location"] == "/me"
    assert not is_in(elsewhere)
    assert is_in(browser)
    assert sign_in(Client(), neema, NEW).status_code == 303
    other = Client()
    other.post("/password", {"email": neema.email})
    assert other.post("/password/new", typed).status_code == 200


def test_weak_password_costs_no_code(browser: Client, neema: Account, mailed: Callable[[], str]) -> None:
    browser.post("/password", {"email": neema.email})
    code = mailed()
    page = browser.post("/password/new", {"code": code, "new_password": "short", "again": "short"}).content.decode()
    assert "too short" in page
    assert code in page
    assert browser.post("/password/new", {"code": code, "new_password": NEW, "again": NEW}).status_code == 303


def test_asking_for_a_new_password_tells_nothing_about_an_address(neema: Account) -> None:
    answers = [Client().post("/password", {"email": email}) for email in (neema.email, "nobody@example.org")]
    assert [(answer.status_code, answer["Location"]) for answer in answers] == [(303, "/password/new")] * 2
    assert MailedCode.objects.count() == 1
