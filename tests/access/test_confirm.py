"""Dangerous acts ask again who is there."""

import datetime as dt
from collections.abc import Callable

import time_machine
from django.test import Client

from answerable.access import second_factor
from answerable.access.models import Account

from .conftest import PASSWORD
from .walking import sign_in

MORNING = dt.datetime(2027, 3, 2, 8, 0, tzinfo=dt.UTC)


def test_fresh_sign_in_is_proof_enough_for_ten_minutes(browser: Client, neema: Account) -> None:
    with time_machine.travel(MORNING, tick=False) as clock:
        sign_in(browser, neema)
        clock.shift(dt.timedelta(minutes=9))
        assert browser.get("/t/danger").status_code == 200
        clock.shift(dt.timedelta(minutes=2))
        assert browser.get("/t/danger")["Location"] == "/confirm?next=%2Ft%2Fdanger"


def test_password_proves_it_and_leads_back(browser: Client, neema: Account) -> None:
    with time_machine.travel(MORNING, tick=False) as clock:
        sign_in(browser, neema)
        clock.shift(dt.timedelta(minutes=12))
        wrong = browser.post("/confirm?next=/t/danger", {"way": "password", "password": "wrong"})
        assert b"not your password" in wrong.content
        assert browser.get("/t/danger").status_code == 303
        right = browser.post("/confirm?next=/t/danger", {"way": "password", "password": PASSWORD})
        assert right["Location"] == "/t/danger"
        assert browser.get("/t/danger").status_code == 200


def test_mailed_code_proves_it_for_who_has_no_password(
    browser: Client, juma: Account, mailed: Callable[[], str]
) -> None:
    with time_machine.travel(MORNING, tick=False) as clock:
        browser.post("/sign-in", {"way": "code", "email": juma.email})
        browser.post("/sign-in/code", {"code": mailed()})
        clock.shift(dt.timedelta(minutes=12))
        assert b"Send me a code" in browser.get("/confirm?next=/t/danger").content
        browser.post("/confirm?next=/t/danger", {"way": "mail", "send": "1"})
        answer = browser.post("/confirm?next=/t/danger", {"way": "mail", "code": mailed()})
        assert answer["Location"] == "/t/danger"


def test_mailed_code_does_not_stand_in_for_an_app(browser: Client, neema: Account) -> None:
    sign_in(browser, neema)
    second_factor.keep_app(neema, second_factor.new_secret(), step=1)
    page = browser.get("/confirm?way=mail").content.decode()
    assert 'value="app"' in page
    assert "Use a code by mail" not in page


def test_password_does_not_stand_in_for_an_app(browser: Client, neema: Account) -> None:
    """B33: whoever finds the browser open and knows the password does not undo the second step."""
    with time_machine.travel(MORNING, tick=False) as clock:
        sign_in(browser, neema)
        second_factor.keep_app(neema, second_factor.new_secret(), step=1)
        clock.shift(dt.timedelta(minutes=12))
        page = browser.post("/confirm?next=/t/danger", {"way": "password", "password": PASSWORD}).content.decode()
        assert 'value="app"' in page
        assert "Use your password" not in page
        assert browser.get("/t/danger")["Location"].startswith("/confirm")


def test_what_was_sent_too_late_is_kept_through_the_proof(browser: Client, neema: Account) -> None:
    with time_machine.travel(MORNING, tick=False) as clock:
        sign_in(browser, neema)
        clock.shift(dt.timedelta(minutes=12))
        asked = browser.post("/t/danger", {"text": "Close the network", "password": "not this"})
        assert asked["Location"] == "/confirm"
        again = browser.post("/confirm", {"way": "password", "password": PASSWORD})
        assert again["Location"] == "/sent-again"
        page = browser.get("/sent-again").content.decode()
        assert "Close the network" in page
        assert "not this" not in page
        assert browser.post("/confirm?next=/me", {"way": "password", "password": PASSWORD})["Location"] == "/me"


def test_confirm_is_for_who_is_signed_in(browser: Client) -> None:
    assert browser.get("/confirm")["Location"] == "/sign-in?next=%2Fconfirm"
