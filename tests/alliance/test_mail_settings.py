"""The secretariat's page of mail: what is not typed again stays, and what it may not change it says."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from answerable.alliance.actions.setting_up import set_mail
from answerable.alliance.models import Profile
from answerable.alliance.queries.profile import mail_settings
from answerable.notices import mail
from tests.cast import CONSOLE, Alliance
from tests.house.visiting import session_of
from tests.two_clients import lose_nothing

PAGE, STORED = "/secretariat/mail", "smtp://us:canary@mail.example.org"


def browser_of(cast: Alliance, name: str = "secretariat") -> Client:
    browser = Client()
    browser.cookies["session"] = session_of(cast.accounts[name])
    return browser


@pytest.fixture
def office(cast: Alliance) -> Client:
    return browser_of(cast)


@pytest.fixture
def stored(office: Client) -> Profile:
    return set_mail(by=CONSOLE, profile=Profile.objects.get(), address=STORED, sender="us@example.org")


def kept() -> tuple[str | None, str]:
    found = mail_settings()
    return found.get("address"), found.get("sender", "")


def test_saving_only_a_new_sender_keeps_the_server(office: Client, stored: Profile) -> None:
    answer = office.post(PAGE, {"address": "", "sender": "post@example.org"})
    assert (answer.status_code, kept()) == (303, (STORED, "post@example.org"))


def test_page_and_card_name_the_server_and_never_its_password(office: Client, stored: Profile) -> None:
    for address in (PAGE, reverse("secretariat")):
        said = office.get(address).content.decode()
        assert ("mail.example.org" in said, "canary" in said) == (True, False)
    assert "empty: as it is" in office.get(PAGE).content.decode()


def test_a_tick_says_that_no_mail_is_sent(office: Client, stored: Profile) -> None:
    answer = office.post(PAGE, {"none": "on", "sender": "us@example.org"})
    assert (answer.status_code, kept()) == (303, (None, "us@example.org"))
    assert "none" not in office.get(PAGE).context["form"].fields


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"none": "on", "address": "smtps://other.example.org", "sender": "us@example.org"}, "none"),
        ({"none": "on", "test": "on", "sender": "us@example.org"}, "test"),
        ({"sender": ""}, "sender"),
        ({"address": "mail.example.org", "sender": "us@example.org"}, "address"),
        ({"address": "smtp://[", "sender": "us@example.org"}, "address"),
        ({"address": "smtp+plain://mail.example.org", "sender": "us@example.org"}, "address"),
    ],
)
def test_what_cannot_be_meant_stands_at_its_field_and_changes_nothing(
    office: Client, stored: Profile, typed: dict[str, str], field: str
) -> None:
    answer = office.post(PAGE, typed)
    assert (answer.status_code, list(answer.context["form"].errors)) == (200, [field])
    assert kept() == (STORED, "us@example.org")


def test_unsealed_line_is_taken_on_this_machine_alone(office: Client) -> None:
    office.post(PAGE, {"address": "smtp+plain://localhost:2525", "sender": "us@example.org"})
    assert kept() == ("smtp+plain://localhost:2525", "us@example.org")


def test_operators_server_is_said_and_not_changed(
    office: Client, stored: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANSWERABLE_SMTP_URL", "smtps://op:canary@relay.example.org")
    page, card = (office.get(address).content.decode() for address in (PAGE, reverse("secretariat")))
    assert ("relay.example.org" in page, "This page cannot change it" in page, 'name="address"' in page) == (
        True,
        True,
        False,
    )
    assert ("set by whoever operates this site" in card, "canary" in page + card) == (True, False)
    answer = office.post(PAGE, {"address": "smtp://other.example.org", "none": "on", "sender": "post@example.org"})
    assert (answer.status_code, kept()) == (303, (STORED, "post@example.org"))


def test_sender_holds_where_the_operator_sets_the_server(office: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANSWERABLE_SMTP_URL", "smtps://relay.example.org")
    office.post(PAGE, {"sender": "post@example.org"})
    assert mail.sender() == "post@example.org"


def test_operators_sender_is_said_and_not_changed(
    office: Client, stored: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANSWERABLE_MAIL_FROM", "relay@example.org")
    assert "ANSWERABLE_MAIL_FROM" in office.get(PAGE).content.decode()
    answer = office.post(PAGE, {"address": "smtps://other.example.org", "sender": "x@example.org"})
    assert (answer.status_code, kept()) == (303, ("smtps://other.example.org", "us@example.org"))


def test_operators_server_that_cannot_be_read_is_said(office: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANSWERABLE_SMTP_URL", "relay.example.org")
    said = office.get(PAGE)
    assert (said.status_code, "cannot be read" in said.content.decode()) == (200, True)


def test_test_letter_that_fails_says_why_in_words(office: Client, stored: Profile, settings: Settings) -> None:
    settings.ANSWERABLE_MODE = "production"
    typed = {"address": "smtp+plain://127.0.0.1:1", "sender": "us@example.org", "test": "on"}
    said = office.post(PAGE, typed).content.decode()
    assert ("nothing answers at this port" in said, "RefusedError" in said, kept()[0]) == (True, False, STORED)


def test_pages_of_inviting_say_beforehand_that_no_mail_is_set_up(cast: Alliance, settings: Settings) -> None:
    settings.ANSWERABLE_MODE = "production"
    addresses = [reverse(name, args=[cast.here.slug]) for name in ("desk_invite", "desk_network_invite")]
    for name, is_linked in (("secretariat", True), ("coordinator_here", False)):
        browser = browser_of(cast, name)
        for address in addresses:
            said = browser.get(address).content.decode()
            assert ("No mail is set up" in said, f'href="{PAGE}"' in said) == (True, is_linked), address


def test_two_who_set_up_mail_at_once_turn_nothing_back(cast: Alliance, stored: Profile) -> None:
    """Whoever had the page open before does not give mail its old sender again unseen."""
    one, other = browser_of(cast), browser_of(cast)
    first, second = {"sender": "new@example.org"}, {"sender": "post@example.org", "address": "smtp://mail.example.org"}
    lose_nothing(one, other, PAGE, first=first, second=second, theirs="new@example.org", mine="smtp://mail.example.org")
