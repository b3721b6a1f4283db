"""Passkeys: the whole ceremony with a device in software, and everything that must not open a door."""

import datetime as dt
import json
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.test import Client

from answerable.access import actions, passkeys, second_factor
from answerable.access.models import Account, Session
from answerable.access.refusals import Unacceptable
from answerable.ledger.models import Entry
from tests.authenticator import MAKER, PRESENT, Device, asked_on

from .conftest import CONSOLE, PASSWORD
from .test_codes import everything_stored
from .test_guessing import attack
from .walking import is_in, sign_in

MORNING = dt.datetime(2027, 3, 2, 8, 0, tzinfo=dt.UTC)
ADD, ALONE, SECOND = "/me/security/passkeys/add", "/sign-in/passkey", "/sign-in/second-factor"


def add(browser: Client, device: Device, name: str = "My telephone") -> str:
    """Adds a passkey as the page does it, and returns where that leads."""
    answer = device.make(asked_on(browser.get(ADD).content))
    return str(browser.post(ADD, {"name": name, "credential": answer}).headers.get("Location", ""))


@pytest.fixture
def device(neema: Account) -> Device:
    """Neema's telephone, with a passkey."""
    device, browser = Device(), Client()
    sign_in(browser, neema)
    assert add(browser, device) == "/me/security/recovery-codes"
    browser.post("/sign-out")
    return device


def test_first_passkey_brings_recovery_codes_and_ends_other_sessions(browser: Client, neema: Account) -> None:
    """B36: a new factor leaves no session of before but this one."""
    elsewhere = Client()
    sign_in(elsewhere, neema)
    sign_in(browser, neema)
    assert add(browser, Device()) == "/me/security/recovery-codes"
    assert is_in(browser)
    assert not is_in(elsewhere)
    assert len(second_factor.recovery_codes_to_show(neema)) == 10
    assert add(browser, Device(), "Key at home") == "/me/security"
    page = browser.get("/me/security").content.decode()
    assert "My telephone" in page
    assert "Key at home" in page
    assert list(Entry.objects.order_by("n").values_list("act", flat=True))[-2:] == ["access.add_passkey"] * 2


def test_passkey_alone_signs_in_and_stands_for_both_steps(browser: Client, neema: Account, device: Device) -> None:
    answer = browser.post(f"{ALONE}?next=/t/write", {"credential": device.use(asked_on(browser.get(ALONE).content))})
    assert answer.headers["Location"] == "/t/write"
    assert is_in(browser)
    assert Session.objects.count() == 1  # that of the page before is gone
    assert browser.get(ALONE).headers["Location"] == "/me"


def test_passkey_alone_is_a_fresh_proof(browser: Client, device: Device) -> None:
    browser.post(ALONE, {"credential": device.use(asked_on(browser.get(ALONE).content))})
    assert browser.get("/t/danger").status_code == 200


def test_passkey_is_the_second_step_after_a_password(browser: Client, neema: Account, device: Device) -> None:
    assert sign_in(browser, neema, goes_to="/t/write").headers["Location"] == SECOND
    assert not is_in(browser)
    device.verifies = False  # as second step its presence is enough
    sent = {"way": "passkey", "credential": device.use(asked_on(browser.get(SECOND).content))}
    assert browser.post(SECOND, sent).headers["Location"] == "/t/write"
    assert is_in(browser)


def test_recovery_code_stands_in_for_a_passkey(browser: Client, neema: Account, device: Device) -> None:
    code = second_factor.recovery_codes_to_show(neema)[0]
    sign_in(browser, neema)
    assert b"Recovery code" in browser.get(SECOND).content
    assert browser.post(SECOND, {"code": code}).headers["Location"] == "/me"


def test_passkey_proves_again_before_danger(browser: Client, neema: Account, device: Device) -> None:
    with time_machine.travel(MORNING, tick=False) as clock:
        browser.post(ALONE, {"credential": device.use(asked_on(browser.get(ALONE).content))})
        clock.shift(dt.timedelta(minutes=11))
        confirm = browser.get("/t/danger").headers["Location"]
        page = browser.get(confirm)
        sent = {"way": "passkey", "credential": device.use(asked_on(page.content))}
        assert browser.post(confirm, sent).headers["Location"] == "/t/danger"
        assert browser.get("/t/danger").status_code == 200


def test_mailed_code_does_not_stand_in_for_a_passkey(browser: Client, neema: Account, device: Device) -> None:
    browser.post(ALONE, {"credential": device.use(asked_on(browser.get(ALONE).content))})
    page = browser.get("/confirm?way=mail").content
    assert b"Use a code by mail" not in page
    assert b"Use a recovery code" in page


WRONG: dict[str, dict[str, Any]] = {
    "another origin": {"origin": "https://testserver.evil.example"},
    "a place below ours": {"origin": "http://deep.testserver"},
    "another port": {"origin": "http://testserver:8443"},
    "another page's key": {"place": "evil.example"},
    "another challenge": {"challenge": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"},
    "a making for a using": {"type": "webauthn.create"},
    "nobody there": {"flags": 0},
    "nobody made sure": {"flags": PRESENT},
    "a signature of nobody": {"signature": b"0" * 70},
    "nobody's name": {"handle": b"\x00" * 16},
    "no name": {"handle": b""},
    "counted backwards": {"count": 1},
}


@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_wrong_opens_nothing(browser: Client, device: Device, wrong: str) -> None:
    """Wrong origin, place, challenge, kind, signature, holder or count: each is refused with the same words."""
    answer = browser.post(ALONE, {"credential": device.use(asked_on(browser.get(ALONE).content), **WRONG[wrong])})
    assert b"did not open the door" in answer.content
    assert not is_in(browser)
    again = browser.post(ALONE, {"credential": device.use(asked_on(answer.content))})
    assert again.headers["Location"] == "/me"


def test_answer_is_good_once(browser: Client, device: Device) -> None:
    """A replay, in the same browser or in another one, opens nothing."""
    page = browser.get(ALONE).content
    thief = Client()
    thief.get(ALONE)
    answer = device.use(asked_on(page))
    assert browser.post(ALONE, {"credential": answer}).headers["Location"] == "/me"
    browser.post("/sign-out")
    for replaying in (browser, thief):
        assert replaying.post(ALONE, {"credential": answer}).status_code == 200
        assert not is_in(replaying)


def test_challenge_is_for_one_purpose_and_five_minutes(browser: Client, neema: Account, device: Device) -> None:
    sign_in(browser, neema)
    answer = device.use(asked_on(browser.get(SECOND).content))
    assert browser.post(ALONE, {"credential": answer}).status_code == 200
    assert not is_in(browser)
    with time_machine.travel(MORNING, tick=False) as clock:
        late = device.use(asked_on(browser.get(ALONE).content))
        clock.shift(dt.timedelta(minutes=6))
        assert browser.post(ALONE, {"credential": late}).status_code == 200


def test_passkey_of_another_is_no_second_step(browser: Client, neema: Account, device: Device) -> None:
    rehema = actions.create_account(by=CONSOLE, email="rehema@example.org", password=PASSWORD)
    hers, her_device = Client(), Device()
    sign_in(hers, rehema)
    add(hers, her_device)
    sign_in(browser, neema)
    sent = {"way": "passkey", "credential": her_device.use(asked_on(browser.get(SECOND).content))}
    assert browser.post(SECOND, sent).status_code == 200
    assert not is_in(browser)


@pytest.mark.parametrize("junk", ["{}", "[]", "null", "\x00", '{"id":1}', '{"rawId":"*"}', "x" * 19_000, "[" * 9_000])
def test_junk_is_refused_and_breaks_nothing(browser: Client, neema: Account, device: Device, junk: str) -> None:
    browser.get(ALONE)
    assert browser.post(ALONE, {"credential": junk}).status_code == 200
    whole = json.loads(device.use(asked_on(browser.get(ALONE).content)))
    whole["response"]["authenticatorData"] = "AAAA"
    assert browser.post(ALONE, {"credential": json.dumps(whole)}).status_code == 200
    assert not is_in(browser)


MAKING_WRONG = {
    name: WRONG[name] for name in ("another origin", "another page's key", "another challenge", "nobody there")
}


@pytest.mark.parametrize("wrong", MAKING_WRONG)
def test_passkey_made_elsewhere_is_not_kept(browser: Client, neema: Account, wrong: str) -> None:
    sign_in(browser, neema)
    answer = Device().make(asked_on(browser.get(ADD).content), **MAKING_WRONG[wrong])
    page = browser.post(ADD, {"name": "My telephone", "credential": answer}).content.decode()
    assert "could not be taken" in page
    assert 'value="My telephone"' in page
    assert not passkeys.has_passkey(neema)


def test_passkey_is_kept_once(browser: Client, neema: Account, device: Device) -> None:
    rehema = actions.create_account(by=CONSOLE, email="rehema@example.org", password=PASSWORD)
    sign_in(browser, rehema)
    assert add(browser, device) == ""
    assert not passkeys.has_passkey(rehema)


def test_without_script_the_page_says_what_works(browser: Client, neema: Account) -> None:
    """B65: nothing needs a passkey, and the page says what a passkey needs."""
    browser.get(ALONE)
    page = browser.post(ALONE, {"credential": ""}).content.decode()
    assert "passkeys need JavaScript" in page
    assert 'href="/sign-in"' in page
    sign_in(browser, neema)
    assert "passkeys need JavaScript" in browser.post(ADD, {"name": "x", "credential": ""}).content.decode()


def test_passkey_works_while_passwords_are_slowed_down(browser: Client, neema: Account, device: Device) -> None:
    """B32: whatever strangers try at the password, a passkey opens at once."""
    attack(neema, 40)
    assert b"Wait" in sign_in(Client(), neema).content
    sent = {"credential": device.use(asked_on(browser.get(ALONE).content))}
    assert browser.post(ALONE, sent).headers["Location"] == "/me"


def test_disabled_account_has_no_passkey(browser: Client, neema: Account, device: Device) -> None:
    actions.disable_account(by=CONSOLE, account=neema)
    sent = {"credential": device.use(asked_on(browser.get(ALONE).content))}
    assert browser.post(ALONE, sent).status_code == 200
    assert not is_in(browser)


def test_passkey_is_renamed_and_removed(browser: Client, neema: Account, device: Device) -> None:
    browser.post(ALONE, {"credential": device.use(asked_on(browser.get(ALONE).content))})
    elsewhere = Client()
    elsewhere.post(ALONE, {"credential": device.use(asked_on(elsewhere.get(ALONE).content))})
    address = f"/me/security/passkeys/{passkeys.listed(neema)[0].pk}"
    browser.post(address, {"name": "Old telephone"})
    assert [one.name for one in passkeys.listed(neema)] == ["Old telephone"]
    assert is_in(elsewhere)
    assert b"password or a code by mail is enough" in browser.get(f"{address}/remove").content
    assert browser.post(f"{address}/remove").headers["Location"] == "/me/security"
    assert not Authenticator.objects.filter(user=neema).exists()  # recovery codes alone open nothing
    assert not is_in(elsewhere)
    assert browser.get(address).status_code == 404
    device.count += 5
    assert not is_in(_tried(device))


def _tried(device: Device) -> Client:
    browser = Client()
    browser.post(ALONE, {"credential": device.use(asked_on(browser.get(ALONE).content))})
    return browser


def test_removing_the_app_leaves_passkey_and_recovery_codes(neema: Account, device: Device) -> None:
    second_factor.keep_app(neema, second_factor.new_secret(), step=1)
    actions.remove_second_factor(by=CONSOLE, account=neema)
    kinds = set(Authenticator.objects.filter(user=neema).values_list("type", flat=True))
    assert kinds == {"webauthn", "recovery_codes"}


def test_passkey_is_sealed_to_its_account(browser: Client, neema: Account, device: Device) -> None:
    """B21: a thief of the database learns neither name nor device; who writes to it lends nobody's passkey to another."""
    stored = everything_stored()
    assert "My telephone" not in stored
    assert MAKER not in bytes(passkeys._credential(next(iter(passkeys.rows(neema)))))
    rehema = actions.create_account(by=CONSOLE, email="rehema@example.org", password=PASSWORD)
    Authenticator.objects.filter(user=neema, type="webauthn").update(user=rehema)
    device.handle = rehema.pk.bytes
    assert not is_in(_tried(device))


def test_use_is_kept_by_the_day(browser: Client, neema: Account, device: Device) -> None:
    browser.post(ALONE, {"credential": device.use(asked_on(browser.get(ALONE).content))})
    row = Authenticator.objects.get(user=neema, type="webauthn")
    for moment in (row.created_at, row.last_used_at):
        assert (moment.hour, moment.minute, moment.second, moment.microsecond) == (0, 0, 0, 0)


def test_device_that_does_not_count_works_again_and_again(browser: Client, neema: Account) -> None:
    """Passkeys that are synchronised between devices always say 0."""
    device = Device(counts=False)
    sign_in(browser, neema)
    add(browser, device)
    for _ in range(2):
        assert is_in(_tried(device))


def test_ten_passkeys_are_enough(neema: Account) -> None:
    for number in range(passkeys.MOST):
        passkeys.keep(neema, f"key {number}", passkeys.New(Device().credential, 0))
    with pytest.raises(Unacceptable, match="passkeys_enough"):
        actions.add_passkey(by=CONSOLE, account=neema, name="one more", new=passkeys.New(Device().credential, 0))
