"""A passkey from its making to signing in with it, in a browser whose device is virtual; and what is said without JavaScript."""

import time

import pytest
from playwright.sync_api import CDPSession, Page, expect

from .conftest import Site, become
from .test_a_newcomer_follows_an_invitation import letter

LEILA = "leila@laylak.example"
TELEPHONE = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


def device_of(page: Page) -> tuple[CDPSession, str]:
    """Gives a browser a device that keeps passkeys and is unlocked at once."""
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    return device, device.send("WebAuthn.addVirtualAuthenticator", {"options": TELEPHONE})["authenticatorId"]


def say_who_holds_it(device: tuple[CDPSession, str], *, is_right: bool) -> None:
    device[0].send("WebAuthn.setUserVerified", {"authenticatorId": device[1], "isUserVerified": is_right})


def newest_code(page: Page, before: set[str]) -> str:
    """Returns the code of a mail that was not there before."""
    for _ in range(20):
        code = letter(page, r"\d{4} \d{4} \d{4}")
        if code not in before:
            before.add(code)
            return code
        time.sleep(0.5)
    raise AssertionError("no new code")


def leave(page: Page) -> None:
    page.locator("form[action='/sign-out'] button").first.click()
    expect(page.locator("#id_email")).to_be_visible()


def test_coordinator_adds_a_passkey_and_comes_in_with_it(demo: Site) -> None:
    """Made, kept with recovery codes, used alone, used as a second step; a second one on the same device is refused."""
    phone = demo.visit(script=True)
    device = device_of(phone)
    become(phone, "Iracema Falcão")
    phone.goto("/me/security/passkeys/add")
    phone.locator("#id_name").fill("Telephone")
    phone.locator("main form button.btn").first.click()
    phone.wait_for_url("**/me/security/recovery-codes")
    expect(phone.locator("main li .code")).to_have_count(10)
    phone.locator("button[name=codes_kept]").click()
    expect(phone.locator("main li.line h3").first).to_have_text("Telephone")

    phone.goto("/me/security/passkeys/add")
    phone.locator("#id_name").fill("The same once more")
    phone.locator("main form button.btn").first.click()
    expect(phone.locator("[data-says=known]")).to_be_visible()

    leave(phone)
    phone.goto("/sign-in/passkey")  # asks the device at once
    phone.wait_for_url("**/me")

    leave(phone)
    say_who_holds_it(device, is_right=False)
    phone.goto("/sign-in/passkey")
    expect(phone.locator("[data-says=failed]")).to_be_visible()
    say_who_holds_it(device, is_right=True)
    phone.locator("main form button.btn").first.click()
    phone.wait_for_url("**/me")


@pytest.mark.slow
def test_passkey_is_asked_for_after_a_mailed_code(demo: Site) -> None:
    """Whoever holds the mailbox alone stays outside, with a script or without; a recovery code stands in."""
    phone = demo.visit(script=True)
    device_of(phone)
    become(phone, "Leila Mansour")
    phone.goto("/me/security/passkeys/add")
    phone.locator("#id_name").fill("Telephone")
    phone.locator("main form button.btn").first.click()
    phone.wait_for_url("**/me/security/recovery-codes")
    recovery = phone.locator("main li .code").first.inner_text()
    phone.locator("button[name=codes_kept]").click()
    leave(phone)

    codes: set[str] = set()
    for page in (phone, demo.visit()):
        page.goto("/sign-in")
        page.locator("#id_email").fill(LEILA)
        page.locator("main form button.btn").first.click()
        page.locator("main form button[value=code]").first.click()
        page.locator("#id_code").fill(newest_code(page, codes))
        page.locator("main form button.btn").first.click()
        assert page.url.endswith("/sign-in/second-factor")
        page.goto("/me")
        assert "/sign-in" in page.url
        page.goto("/sign-in/second-factor")

    phone.locator("form[data-passkey] button").click()
    phone.wait_for_url("**/me")
    expect(page.locator("noscript p")).to_be_visible()
    page.locator("#id_code").fill(recovery)
    page.locator("form:not([data-passkey]) button.btn").last.click()
    assert page.url.endswith("/me")
