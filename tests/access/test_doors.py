"""Doors, refusals, and the forms that change something."""

from typing import Any

import pytest
from django.conf import settings as product
from django.test import Client
from django.urls import get_resolver
from pytest_django import Settings

from answerable.access import actions, actors, signing_in
from answerable.access.actors import Actor, Post
from answerable.access.doors import Door
from answerable.access.models import Account
from answerable.access.refusals import Hidden, Refused, Unacceptable
from answerable.ledger.models import Entry

from .conftest import CONSOLE
from .walking import is_in, sign_in

OPEN_TO_ANYONE = {
    "prove", "sign-in", "sign-in/code", "sign-in/passkey", "sign-in/second-factor", "sign-in/lost", "sign-out", "password", "password/new",
    "sign-in/elsewhere", "sign-in/elsewhere/go", "sign-in/elsewhere/back",
}  # fmt: skip


def door_of(view: Any) -> Door:
    door: Door = view.door
    return door


def test_every_address_of_sign_in_states_who_may_open_it() -> None:
    """B10"""
    doors = {
        str(one.pattern): door_of(one.callback) for one in get_resolver("answerable.access.pages.urls").url_patterns
    }
    assert {address for address, door in doors.items() if not door.signed_in} == OPEN_TO_ANYONE
    assert {address for address, door in doors.items() if door.step_up} == {
        "me/security/password", "me/security/app", "me/security/app.png", "me/security/app/remove", "me/security/recovery-codes",
        "me/security/passkeys/add", "me/security/passkeys/<int:pk>", "me/security/passkeys/<int:pk>/remove",
        "me/security/elsewhere", "me/security/elsewhere/end", "me/security/after-reset",
    }  # fmt: skip


@pytest.mark.parametrize(
    "address",
    [
        "/sign-in", "/sign-in/code", "/sign-out", "/password", "/password/new", "/confirm", "/me/security/password",
        "/me/security/app", "/me/security/app/remove", "/me/security/recovery-codes", "/me/security/sessions/end",
    ],
)  # fmt: skip
def test_form_from_elsewhere_is_refused(neema: Account, address: str) -> None:
    """B35"""
    browser = Client(enforce_csrf_checks=True)
    inside = Client()
    sign_in(inside, neema)
    browser.cookies["session"] = inside.cookies["session"].value
    before = Entry.objects.count()
    assert (
        browser.post(address, {"all": "1", "codes_kept": "1", "email": neema.email, "way": "code"}).status_code == 403
    )
    assert is_in(inside)
    assert Entry.objects.count() == before


def test_signed_out_visitor_is_led_to_sign_in_or_told_nothing(browser: Client) -> None:
    assert browser.get("/t/desk")["Location"] == "/sign-in?next=%2Ft%2Fdesk"
    assert browser.get("/t/secret-desk").content == browser.get("/no-such-page").content


def test_refusal_says_why_and_what_to_do(browser: Client, neema: Account) -> None:
    answer = browser.get("/t/refused")
    assert answer.status_code == 403
    assert b"does not reach this place" in answer.content
    sign_in(browser, neema)
    assert b"an office that you do not hold" in browser.get("/t/desk").content


def test_hidden_thing_answers_like_what_does_not_exist(browser: Client, neema: Account) -> None:
    sign_in(browser, neema)
    assert browser.get("/t/hidden").content == browser.get("/no-such-page").content


def test_refused_form_says_that_nothing_was_saved(browser: Client) -> None:
    assert b"NOT SAVED" in browser.post("/t/refused", {"text": "x"}).content


def test_posts_are_read_anew_at_each_request(browser: Client, neema: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    """An office that ends takes its doors with it, in a session that is open."""
    held: list[tuple[Post, ...]] = [(Post("secretariat", "0001"),)]
    monkeypatch.setattr(actors, "_provider", [lambda account, day: held[0]])
    sign_in(browser, neema)
    assert browser.get("/t/desk").status_code == 200
    held[0] = ()
    assert browser.get("/t/desk").status_code == 403


def test_acts_on_accounts_are_in_the_ledger(neema: Account) -> None:
    hers = Actor(account_id=neema.pk)
    actions.set_language(by=hers, account=neema, language="ar")
    actions.end_sessions(by=hers, account=neema)
    actions.disable_account(by=CONSOLE, account=neema)
    actions.enable_account(by=CONSOLE, account=neema)
    actions.delete_account(by=CONSOLE, account=neema)
    assert list(Entry.objects.order_by("n").values_list("act", flat=True)) == [
        "access.create_account", "access.set_language", "access.end_sessions", "access.disable_account",
        "access.enable_account", "access.delete_account",
    ]  # fmt: skip
    assert not any("neema" in entry.detail for entry in Entry.objects.all())


def test_account_of_another_is_not_changed(neema: Account, juma: Account) -> None:
    his = Actor(account_id=juma.pk)
    with pytest.raises(Refused):
        actions.set_language(by=his, account=neema, language="ar")
    with pytest.raises(Refused):
        actions.end_sessions(by=his, account=neema)
    with pytest.raises(Refused):
        actions.change_password(by=his, account=neema, password="nine herons in the evening rain")
    with pytest.raises(Refused):
        actions.remove_second_factor(by=his, account=neema)


def test_address_has_one_account_whatever_its_case(neema: Account) -> None:
    with pytest.raises(Unacceptable, match="email_taken"):
        actions.create_account(by=CONSOLE, email="NEEMA@Example.org")


def test_account_needs_a_whole_address() -> None:
    for text in ("", "asha", "asha@example.org\nBcc: all@example.org"):
        with pytest.raises(Unacceptable, match="email_invalid"):
            actions.create_account(by=CONSOLE, email=text)


def test_weak_password_is_refused_by_its_reason() -> None:
    with pytest.raises(Unacceptable, match="password_too_short"):
        actions.create_account(by=CONSOLE, email="asha@example.org", password="short")


def test_passwords_are_kept_with_argon2() -> None:
    assert product.PASSWORD_HASHERS == ["tests.cheap_hashing.CheapArgon2"]
    from answerable.site.settings import security

    assert security.PASSWORD_HASHERS == ["django.contrib.auth.hashers.Argon2PasswordHasher"]


@pytest.mark.parametrize(("demo", "host", "lets_in"), [
    (True, "localhost:8000", True), (True, "127.0.0.1", True), (False, "localhost", False), (True, "testserver", False),
])  # fmt: skip
def test_becoming_somebody_is_for_the_demonstration_on_this_machine(
    settings: Settings, neema: Account, demo: bool, host: str, lets_in: bool
) -> None:
    settings.IS_DEMO = demo
    request = Client().get("/t/who", HTTP_HOST=host).wsgi_request
    if lets_in:
        assert signing_in.sign_in_as_demo(request, neema)["Location"] == "/me"
    else:
        with pytest.raises(Hidden):
            signing_in.sign_in_as_demo(request, neema)


@pytest.mark.django_db
def test_a_rules_no_that_no_form_shows_is_no_fault(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that was open too long: it says so and saves nothing."""

    def refuse(*_asked: object, **_more: object) -> None:
        raise Unacceptable("answered_already")

    monkeypatch.setattr(signing_in, "ask_for_code", refuse)
    answer = client.post("/password", {"email": "somebody@example.org"})
    assert (answer.status_code, b"NOT SAVED" in answer.content) == (409, True)
