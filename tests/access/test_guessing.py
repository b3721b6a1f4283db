"""Wrong passwords slow down, and lock nobody out."""

import datetime as dt
import os
import threading
import time
from collections.abc import Callable

import pytest
import time_machine
from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.hashers import check_password
from django.http import HttpRequest
from django.test import Client

from answerable.access import actions, guessing, known_browsers
from answerable.access.adapters import HASHES_AT_ONCE, AccountAdapter
from answerable.access.models import Account, Bucket

from .conftest import CONSOLE, PASSWORD
from .walking import is_in, sign_in

pytestmark = pytest.mark.postgres_too
MORNING = dt.datetime(2027, 3, 2, 8, 0, tzinfo=dt.UTC)
WRONG = 5_000 if os.environ.get("ANSWERABLE_SOAK") == "1" else 120


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every password that was really compared with a stored one."""
    seen: list[str] = []

    def noting(password: str, *rest: object, **more: object) -> bool:
        seen.append(password)
        return bool(check_password(password, *rest, **more))  # type: ignore[arg-type] # passed on as it came

    monkeypatch.setattr("django.contrib.auth.base_user.check_password", noting)
    return seen


def attack(account: Account, times: int) -> None:
    for number in range(times):
        Client(REMOTE_ADDR=f"198.51.100.{number % 250}").post(
            "/sign-in", {"way": "password", "email": account.email, "password": f"wrong {number}"}
        )


def test_attack_neither_guesses_nor_locks_out(neema: Account, checked: list[str]) -> None:
    """B32: at most ten guesses a minute count, and the real person gets in at once in a browser of hers."""
    hers = Client()
    sign_in(hers, neema)
    hers.post("/sign-out")
    checked.clear()
    with time_machine.travel(MORNING, tick=False) as clock:
        for _ in range(3):
            attack(neema, WRONG // 3)
            clock.shift(dt.timedelta(seconds=59))
        assert len(checked) <= 30
        assert sign_in(hers, neema).status_code == 303
    assert is_in(hers)


def test_under_attack_a_new_browser_is_let_in_by_a_code(neema: Account, mailed: Callable[[], str]) -> None:
    """B32: both limits used up by somebody else; the codes that were mailed work for her as well."""
    attack(neema, 20)
    for _ in range(20):
        Client().post("/sign-in", {"way": "code", "email": neema.email})
    new = Client()
    assert b"let us send you a code" in sign_in(new, neema).content
    new.post("/sign-in", {"way": "code", "email": neema.email})
    assert new.post("/sign-in/code", {"code": mailed()})["Location"] == "/me"
    assert is_in(new)


def test_attack_on_one_account_leaves_others_alone(neema: Account) -> None:
    """B32"""
    rehema = actions.create_account(by=CONSOLE, email="rehema@example.org", password=PASSWORD)
    attack(neema, 60)
    assert sign_in(Client(REMOTE_ADDR="198.51.100.1"), rehema).status_code == 303


def test_right_password_is_not_told_apart_while_slowed_down(neema: Account) -> None:
    """B32: what is refused for going too fast says nothing about the password."""
    attack(neema, 10)
    answers = [sign_in(Client(), neema, password).content for password in (PASSWORD, "wrong")]
    assert all(b"Wait" in answer for answer in answers)


def test_unknown_address_is_slowed_down_in_the_same_way() -> None:
    nobody = Account(email="nobody@example.org")
    attack(nobody, 10)
    assert b"Wait" in sign_in(Client(), nobody).content


def test_slowing_down_passes_by_itself(neema: Account) -> None:
    """B32"""
    with time_machine.travel(MORNING, tick=False) as clock:
        attack(neema, 10)
        assert sign_in(Client(), neema).status_code == 200
        clock.shift(dt.timedelta(seconds=13))
        assert sign_in(Client(), neema).status_code == 303


def test_limits_are_kept_by_nothing_that_names_anybody(neema: Account) -> None:
    attack(neema, 2)
    kept = " ".join(Bucket.objects.values_list("key", flat=True))
    assert neema.email not in kept
    assert "198.51" not in kept
    assert Bucket.objects.count() == 2


def test_known_browser_cookie_opens_nothing_and_names_nobody(browser: Client, neema: Account) -> None:
    sign_in(browser, neema)
    cookie = browser.cookies[known_browsers.COOKIE]
    assert cookie["httponly"]
    other = Client()
    other.cookies[known_browsers.COOKIE] = cookie.value
    assert not is_in(other)
    assert "neema" not in cookie.value
    assert str(neema.pk) not in cookie.value


def test_forged_known_browser_cookie_gives_no_tries(neema: Account) -> None:
    """B32"""
    attack(neema, 10)
    forger = Client()
    forger.cookies[known_browsers.COOKIE] = "eyJuYW1lIjoiYSIsImZvciI6W119:forged:signature"
    assert b"Wait" in sign_in(forger, neema).content


def test_known_browser_has_limits_of_its_own(browser: Client, neema: Account) -> None:
    sign_in(browser, neema)
    browser.post("/sign-out")
    for _ in range(5):
        sign_in(browser, neema, "wrong")
    assert b"Wait" in sign_in(browser, neema, "wrong").content


def test_two_passwords_are_hashed_at_once_and_the_others_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    """B85: fifty people at the door do not take the memory of fifty hashes."""
    inside, most, counting = [0], [0], threading.Lock()

    def slow(self: object, request: object, **credentials: object) -> None:
        with counting:
            inside[0] += 1
            most[0] = max(most[0], inside[0])
        time.sleep(0.002)
        with counting:
            inside[0] -= 1

    monkeypatch.setattr(DefaultAccountAdapter, "authenticate", slow)
    people = [threading.Thread(target=AccountAdapter().authenticate, args=(HttpRequest(),)) for _ in range(50)]
    for one in people:
        one.start()
    for one in people:
        one.join()
    assert most[0] == HASHES_AT_ONCE == 2


def test_bucket_fills_again_to_what_it_holds_and_no_more() -> None:
    limit = guessing.Limit("made up", holds=2, a_minute=1)
    with time_machine.travel(MORNING, tick=False) as clock:
        assert [guessing.take(limit) for _ in range(3)] == [0, 0, 60]
        clock.shift(dt.timedelta(seconds=30))
        assert guessing.take(limit) == 30
        clock.shift(dt.timedelta(hours=5))
        assert [guessing.take(limit) for _ in range(3)] == [0, 0, 60]
