"""The second factor: on, used, replayed, lost, off."""

import datetime as dt
from collections.abc import Callable

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client

from answerable.access import actions, second_factor
from answerable.access.models import Account

from .conftest import CONSOLE
from .test_codes import everything_stored
from .walking import is_in, sign_in

pytestmark = pytest.mark.postgres_too
MORNING = dt.datetime(2027, 3, 2, 8, 0, tzinfo=dt.UTC)


def shown_at(secret: str, moment: dt.datetime) -> str:
    """What the app shows."""
    return str(format_hotp_value(hotp_value(secret, int(moment.timestamp()) // 30)))


@pytest.fixture
def secret(neema: Account) -> str:
    """Neema's app, set up the day before."""
    made = second_factor.new_secret()
    second_factor.keep_app(neema, made, step=1)
    return made


def test_app_is_set_up_from_picture_or_key(browser: Client, neema: Account) -> None:
    """B33: the secret is shown while it is set up, and never after."""
    with time_machine.travel(MORNING, tick=False):
        sign_in(browser, neema)
        page = browser.get("/me/security/app").content.decode()
        key = page.split('<bdi class="code" dir="ltr">')[1].split("<")[0].replace(" ", "")
        picture = browser.get("/me/security/app.png")
        assert picture["Content-Type"] == "image/png"
        assert picture.content.startswith(b"\x89PNG")
        assert browser.post("/me/security/app", {"code": "000000"}).status_code == 200
        answer = browser.post("/me/security/app", {"code": shown_at(key, MORNING)})
        assert answer["Location"] == "/me/security/recovery-codes"
        assert browser.get("/me/security/app.png").status_code == 404
        assert browser.get("/me/security/app")["Location"] == "/me/security"
        assert key not in everything_stored()
        pages = [browser.get(address).content.decode() for address in ("/me/security", "/me/security/recovery-codes")]
        assert not any(key in page for page in pages)


def test_second_step_is_asked_for_after_the_password(browser: Client, neema: Account, secret: str) -> None:
    with time_machine.travel(MORNING, tick=False):
        assert sign_in(browser, neema, goes_to="/t/write")["Location"] == "/sign-in/second-factor"
        assert not is_in(browser)
        answer = browser.post("/sign-in/second-factor", {"code": shown_at(secret, MORNING)})
        assert answer["Location"] == "/t/write"
        assert is_in(browser)


def test_second_step_is_asked_for_after_a_mailed_code(
    browser: Client, neema: Account, secret: str, mailed: Callable[[], str]
) -> None:
    browser.post("/sign-in", {"way": "code", "email": neema.email})
    assert browser.post("/sign-in/code", {"code": mailed()})["Location"] == "/sign-in/second-factor"
    assert not is_in(browser)


def test_new_password_does_not_get_round_the_second_step(
    browser: Client, neema: Account, secret: str, mailed: Callable[[], str]
) -> None:
    new = "nine herons in the evening rain"
    browser.post("/password", {"email": neema.email})
    browser.post("/password/new", {"code": mailed(), "new_password": new, "again": new})
    assert sign_in(browser, neema, new)["Location"] == "/sign-in/second-factor"


def test_code_of_the_app_is_good_once(neema: Account, secret: str) -> None:
    """B33: a code seen over a shoulder is worth nothing, within its time or after."""
    with time_machine.travel(MORNING, tick=False) as clock:
        code = shown_at(secret, MORNING)
        first = Client()
        sign_in(first, neema)
        first.post("/sign-in/second-factor", {"code": code})
        assert is_in(first)
        for seconds in (0, 25, 30, 35):
            clock.move_to(MORNING + dt.timedelta(seconds=seconds))
            thief = Client()
            sign_in(thief, neema)
            thief.post("/sign-in/second-factor", {"code": code})
            assert not is_in(thief)


def test_earlier_code_is_not_taken_after_a_later_one(neema: Account, secret: str) -> None:
    """B33"""
    with time_machine.travel(MORNING, tick=False):
        assert second_factor.prove(neema, shown_at(secret, MORNING + dt.timedelta(seconds=30))) == "app"
        assert second_factor.prove(neema, shown_at(secret, MORNING)) == ""


def test_clock_of_the_telephone_may_be_off_by_one_step(neema: Account, secret: str) -> None:
    with time_machine.travel(MORNING, tick=False):
        assert second_factor.prove(neema, shown_at(secret, MORNING - dt.timedelta(seconds=60))) == ""
        assert second_factor.prove(neema, shown_at(secret, MORNING - dt.timedelta(seconds=30))) == "app"


@pytest.mark.slow
def test_guessing_the_second_step_is_hopeless(neema: Account, secret: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """B33: of a thousand guesses in a minute a handful is looked at."""
    looked_at: list[str] = []

    def noting(account: Account, typed: str) -> str:
        looked_at.append(typed)
        return ""

    with time_machine.travel(MORNING, tick=False):
        thief = Client()
        sign_in(thief, neema)
        monkeypatch.setattr(second_factor, "prove", noting)
        for number in range(1_000):
            thief.post("/sign-in/second-factor", {"code": f"{number:06}"})
    assert len(looked_at) <= 6
    assert not is_in(thief)


def test_recovery_code_works_once(neema: Account, secret: str) -> None:
    code = second_factor.recovery_codes_to_show(neema)[3]
    browser = Client()
    sign_in(browser, neema)
    browser.post("/sign-in/second-factor", {"code": code})
    assert is_in(browser)
    again = Client()
    sign_in(again, neema)
    again.post("/sign-in/second-factor", {"code": code})
    assert not is_in(again)
    assert second_factor.recovery_codes_left(neema) == 9


def test_recovery_codes_are_shown_until_they_are_kept(neema: Account, secret: str, browser: Client) -> None:
    """B33"""
    with time_machine.travel(MORNING, tick=False):
        sign_in(browser, neema)
        browser.post("/sign-in/second-factor", {"code": shown_at(secret, MORNING)})
        code = second_factor.recovery_codes_to_show(neema)[0]
        for _ in range(2):
            assert code in browser.get("/me/security/recovery-codes").content.decode()
        browser.post("/me/security/recovery-codes", {"codes_kept": "1"})
        assert code not in browser.get("/me/security/recovery-codes").content.decode()
        browser.post("/me/security/recovery-codes")
        fresh = browser.get("/me/security/recovery-codes").content.decode()
        assert code not in fresh
        assert fresh.count('class="code"') == 10


def test_secrets_are_sealed_where_they_are_stored(neema: Account, secret: str) -> None:
    """B33"""
    stored = everything_stored()
    assert secret not in stored
    assert not any(
        code in stored
        for shown in second_factor.recovery_codes_to_show(neema)
        for code in (shown, shown.replace(" ", ""))
    )
    assert Authenticator.objects.filter(user=neema).count() == 2


def test_second_factor_of_another_person_cannot_be_reached(browser: Client, neema: Account, secret: str) -> None:
    """B33: no address names a person; each page is about whoever is signed in."""
    rehema = actions.create_account(by=CONSOLE, email="rehema@example.org", password="four lanterns by the shore")
    sign_in(browser, rehema, "four lanterns by the shore")
    page = browser.get(f"/me/security/app?user={neema.pk}&account={neema.pk}").content.decode()
    assert secret not in page.replace(" ", "")
    browser.post("/me/security/app/remove", {"user": str(neema.pk)})
    assert second_factor.has_app(neema)


def test_second_factor_is_removed_after_a_fresh_proof(browser: Client, neema: Account, secret: str) -> None:
    with time_machine.travel(MORNING, tick=False) as clock:
        sign_in(browser, neema)
        browser.post("/sign-in/second-factor", {"code": shown_at(secret, MORNING)})
        clock.shift(dt.timedelta(minutes=11))
        assert browser.get("/me/security/app/remove")["Location"].startswith("/confirm")
        browser.post("/confirm", {"way": "app", "code": shown_at(secret, MORNING + dt.timedelta(minutes=11))})
        assert b"Remove it" in browser.get("/me/security/app/remove").content
        browser.post("/me/security/app/remove")
        assert not Authenticator.objects.filter(user=neema).exists()
