"""What else opens an account is looked at after its password was reset: nothing is removed, nothing stays unseen."""

from collections.abc import Callable

import pytest
from django.core import mail
from django.test import Client

from answerable.access import actions, other_ways, second_factor
from answerable.access.actors import Actor
from answerable.access.models import Account, OpenIdLink
from answerable.kit import queue
from answerable.ledger.models import Entry
from tests.authenticator import Device, asked_on

from .test_passkeys import ADD, SECOND
from .walking import is_in, sign_in

NEW = "eleven boats under the bridge"
PAGE = "/me/security/after-reset"


@pytest.fixture
def device(neema: Account) -> Device:
    """Neema's telephone, with a passkey; a link to a service as well."""
    device, browser = Device(), Client()
    sign_in(browser, neema)
    browser.post(ADD, {"name": "My telephone", "credential": device.make(asked_on(browser.get(ADD).content))})
    actions.link_elsewhere(by=Actor(account_id=neema.pk), account=neema, subject="a" * 64)
    return device


def reset(browser: Client, account: Account, mailed: Callable[[], str]) -> str:
    browser.post("/password", {"email": account.email})
    typed = {"code": mailed(), "new_password": NEW, "again": NEW}
    return str(browser.post("/password/new", typed).headers["Location"])


def come_in(browser: Client, device: Device) -> str:
    sent = {"way": "passkey", "credential": device.use(asked_on(browser.get(SECOND).content))}
    return str(browser.post(SECOND, sent).headers["Location"])


def test_reset_leads_to_what_else_opens_the_account(
    browser: Client, neema: Account, device: Device, mailed: Callable[[], str]
) -> None:
    """B30: a mailbox alone removes no factor and is not let past one; then everything that stayed is shown at once."""
    assert reset(browser, neema, mailed) == SECOND
    assert not is_in(browser)
    assert "Your password was reset" in browser.get(SECOND).content.decode()
    assert browser.get(PAGE).status_code == 303  # half-way in one sees nothing of it
    assert come_in(browser, device) == f"{PAGE}?next=%2Fme"
    page = browser.get(PAGE).content.decode()
    assert "My telephone" in page
    assert "Linked since" in page
    assert "recovery codes are not used yet" in page
    ways = other_ways.of(neema)
    assert (len(ways.passkeys), ways.link is not None, ways.codes_left) == (1, True, 10)


def test_each_goes_with_one_button_and_what_is_left_is_a_choice(
    browser: Client, neema: Account, device: Device, mailed: Callable[[], str]
) -> None:
    reset(browser, neema, mailed)
    come_in(browser, device)
    kept = second_factor.recovery_codes_left(neema)
    assert browser.post(PAGE, {"remove": "codes"}).headers["Location"] == "/me/security/recovery-codes"
    assert second_factor.recovery_codes_left(neema) == kept
    browser.post(PAGE, {"remove": "link"})
    assert not OpenIdLink.objects.exists()
    pk = other_ways.of(neema).passkeys[0].pk
    browser.post(PAGE, {"remove": f"passkey:{pk}"})
    assert not other_ways.of(neema).any
    assert "Nothing is left" in browser.get(PAGE).content.decode()
    assert browser.post(f"{PAGE}?next=/t/write", {"leave": "1"}).headers["Location"] == "/t/write"
    neema.refresh_from_db()
    assert (neema.reset_on, Entry.objects.filter(act="access.leave_other_ways").count()) == (None, 1)
    assert browser.get(PAGE).headers["Location"] == "/me/security"


def test_it_is_asked_at_every_sign_in_until_it_is_answered(
    browser: Client, neema: Account, device: Device, mailed: Callable[[], str]
) -> None:
    reset(browser, neema, mailed)
    other = Client()
    sign_in(other, neema, NEW, goes_to="/t/write")
    assert come_in(other, device) == f"{PAGE}?next=%2Ft%2Fwrite"
    assert "Your password was reset by mail" in other.get("/me/security").content.decode()
    other.post(PAGE, {"leave": "1"})
    again = Client()
    sign_in(again, neema, NEW, goes_to="/t/write")
    assert come_in(again, device) == "/t/write"


def test_another_session_since_the_reset_is_shown_and_ends(
    browser: Client, neema: Account, device: Device, mailed: Callable[[], str]
) -> None:
    reset(browser, neema, mailed)
    come_in(browser, device)
    other = Client()
    sign_in(other, neema, NEW)
    come_in(other, device)
    assert "1 other session, opened since" in browser.get(PAGE).content.decode()
    browser.post(PAGE, {"remove": "sessions"})
    assert (is_in(browser), is_in(other)) == (True, False)


@pytest.mark.parametrize("sent", [{"remove": "passkey:999"}, {"remove": "passkey:x"}, {"remove": "all"}, {}])
def test_what_is_not_there_removes_nothing(
    browser: Client, neema: Account, device: Device, mailed: Callable[[], str], sent: dict[str, str]
) -> None:
    reset(browser, neema, mailed)
    come_in(browser, device)
    assert browser.post(PAGE, sent).status_code in {303, 404}
    assert len(other_ways.of(neema).passkeys) == 1


def test_account_that_nothing_else_opens_is_asked_nothing(
    browser: Client, neema: Account, mailed: Callable[[], str]
) -> None:
    assert reset(browser, neema, mailed) == "/me"
    neema.refresh_from_db()
    assert neema.reset_on is None


def test_mail_says_that_it_was_reset_and_names_no_detail(
    browser: Client, neema: Account, device: Device, mailed: Callable[[], str]
) -> None:
    reset(browser, neema, mailed)
    queue.run_ready()
    text = str(mail.outbox[-1].body)
    assert mail.outbox[-1].subject == "Your password was reset"
    assert "stays as it was" in text
    assert "telephone" not in text


def test_button_pressed_twice_alarms_nobody_and_makes_no_codes_for_nothing(
    browser: Client, neema: Account, device: Device, mailed: Callable[[], str]
) -> None:
    """A second window, or an impatient hand: what is gone is gone, and only once is it told."""
    reset(browser, neema, mailed)
    come_in(browser, device)
    pk = other_ways.of(neema).passkeys[0].pk
    answers = [browser.post(PAGE, {"remove": what}) for what in (f"passkey:{pk}", f"passkey:{pk}", "app", "codes")]
    queue.run_ready()
    assert [one.status_code for one in answers] == [303, 303, 303, 200]
    assert [one.subject for one in mail.outbox].count("The second step of your sign-in was removed") == 0
    assert [one.subject for one in mail.outbox].count("A passkey was removed from your account") == 1
    assert second_factor.recovery_codes_left(neema) == 0
