"""Signing in through a service the operator chose: only who is here already, and never past our second factor."""

import socket
from collections.abc import Iterator
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import Client
from pytest_django import Settings

from answerable.access import actions, guessing, second_factor
from answerable.access.models import Account, Bucket, OpenIdLink
from answerable.access.openid import issuer as service
from answerable.ledger.models import Entry
from answerable.site.checks.settings import openid_is_whole

from .conftest import CONSOLE, PASSWORD
from .issuer import CLIENT, SECRET, Issuer, running_issuer
from .test_codes import everything_stored
from .walking import is_in, sign_in

GO, BACK = "/sign-in/elsewhere/go", "/sign-in/elsewhere/back"


@pytest.fixture
def issuer(settings: Settings) -> Iterator[Issuer]:
    with running_issuer() as running:
        settings.OIDC_ISSUER, settings.OIDC_CLIENT, settings.OIDC_SECRET = running.address, CLIENT, SECRET
        settings.OIDC_NAME, settings.SITE_ADDRESS = "Common Sign-in", "http://testserver"
        service.forget_what_was_asked()
        yield running
    service.forget_what_was_asked()


def through(browser: Client, issuer: Issuer, go: str = GO) -> Any:
    """Goes there, signs in there, comes back."""
    return browser.get(issuer.let_in(browser.get(go).headers["Location"]))


def test_is_off_unless_configured(browser: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """B62: nothing is offered, and nobody is asked."""

    def refuse(*where: object) -> None:
        raise AssertionError("somebody was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    assert b"Sign in through" not in browser.get("/sign-in").content
    for address in ("/sign-in/elsewhere", GO, "/sign-in/elsewhere/back?code=x&state=y"):
        assert browser.get(address).status_code == 404
    assert openid_is_whole() == []


def test_pages_ask_the_service_nothing_before_somebody_goes_there(browser: Client, issuer: Issuer) -> None:
    """B62."""
    assert b"Sign in through Common Sign-in" in browser.get("/sign-in").content
    assert b"learns that you sign in here" in browser.get("/sign-in/elsewhere?next=/t/write").content
    assert issuer.asked == []
    browser.get(GO)
    assert issuer.asked == ["/.well-known/openid-configuration"]


def test_verified_address_of_an_account_signs_in_and_is_linked(browser: Client, neema: Account, issuer: Issuer) -> None:
    assert through(browser, issuer, f"{GO}?next=/t/write").headers["Location"] == "/t/write"
    assert is_in(browser)
    assert OpenIdLink.objects.get().account == neema
    assert Entry.objects.filter(act="access.link_elsewhere").count() == 1
    assert "person-17" not in everything_stored()


def test_link_holds_when_the_address_changes_there(browser: Client, neema: Account, issuer: Issuer) -> None:
    through(browser, issuer)
    issuer.claims = {"sub": "person-17", "email": "new@example.org", "email_verified": True}
    again = Client()
    assert through(again, issuer).headers["Location"] == "/me"
    assert Entry.objects.filter(act="access.link_elsewhere").count() == 1


def test_second_factor_of_ours_is_asked_for(browser: Client, neema: Account, issuer: Issuer) -> None:
    second_factor.keep_app(neema, second_factor.new_secret(), step=1)
    assert through(browser, issuer).headers["Location"] == "/sign-in/second-factor"
    assert not is_in(browser)


NOBODY: list[dict[str, Any]] = [
    {"sub": "1", "email": "stranger@example.org", "email_verified": True},
    {"sub": "1", "email": "neema@example.org", "email_verified": False},
    {"sub": "1", "email": "neema@example.org", "email_verified": "true"},
    {"sub": "1", "email": "neema@example.org"},
    {"sub": "1"},
]


@pytest.mark.parametrize("claims", NOBODY)
def test_no_account_is_made_and_no_unverified_address_counts(
    browser: Client, neema: Account, issuer: Issuer, claims: dict[str, Any]
) -> None:
    issuer.claims = claims
    answer = through(browser, issuer)
    assert answer.status_code == 400
    assert b"No account here belongs" in answer.content
    assert not is_in(browser)
    assert (Account.objects.count(), OpenIdLink.objects.count()) == (1, 0)


def test_address_that_passed_to_another_person_opens_nothing(browser: Client, neema: Account, issuer: Issuer) -> None:
    through(browser, issuer)
    issuer.claims = {"sub": "somebody-else", "email": "neema@example.org", "email_verified": True}
    other = Client()
    assert through(other, issuer).status_code == 400
    assert not is_in(other)


def test_disabled_account_is_not_opened(browser: Client, neema: Account, issuer: Issuer) -> None:
    through(browser, issuer)
    actions.disable_account(by=CONSOLE, account=neema)
    assert through(Client(), issuer).status_code == 400


UNBELIEVABLE: list[dict[str, Any]] = [
    {"iss": "http://127.0.0.1:1"}, {"aud": "another"}, {"aud": [CLIENT, "another"]}, {"azp": "another"},
    {"exp": 1_000_000_000}, {"iat": 9_999_999_999}, {"nonce": "another"}, {"nonce": None},
]  # fmt: skip


@pytest.mark.parametrize("claims", UNBELIEVABLE)
def test_statement_that_is_not_for_us_is_not_believed(
    browser: Client, neema: Account, issuer: Issuer, claims: dict[str, Any]
) -> None:
    """Issuer, audience, time, nonce."""
    issuer.claims = {**issuer.claims, **claims}
    answer = through(browser, issuer)
    assert answer.status_code == 400
    assert b"could not be trusted" in answer.content
    assert not is_in(browser)


@pytest.mark.parametrize("algorithm", ["none", "HS256"])
def test_statement_that_anybody_could_sign_is_not_believed(
    browser: Client, neema: Account, issuer: Issuer, algorithm: str
) -> None:
    issuer.algorithm = algorithm
    assert through(browser, issuer).status_code == 400
    assert not is_in(browser)


def test_statement_signed_by_another_key_is_not_believed(
    browser: Client, neema: Account, issuer: Issuer, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = browser.get(GO).headers["Location"]
    service.keys(service.configured())  # type: ignore[arg-type] # it is configured
    issuer.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    assert browser.get(issuer.let_in(there)).status_code == 400  # the keys known a moment ago stay those that are known
    service.forget_what_was_asked()
    assert through(browser, issuer).headers["Location"] == "/me"


@pytest.mark.parametrize("change", ["state", "code", "browser", "twice", "verifier", "another issuer"])
def test_way_back_is_good_once_and_in_the_browser_that_went(
    browser: Client, neema: Account, issuer: Issuer, change: str
) -> None:
    """State, PKCE, and a code that somebody else obtained."""
    back = issuer.let_in(browser.get(GO).headers["Location"])
    coming = browser
    if change == "state":
        back = back[:-4] + "AAAA"
    elif change == "code":
        back = back.replace("code-0", "code-7")
    elif change == "browser":
        coming = Client()
    elif change == "twice":
        browser.get(back)
        browser.post("/sign-out")
    elif change == "verifier":
        back = issuer.let_in(Client().get(GO).headers["Location"]).partition("&")[0] + "&" + back.partition("&")[2]
    else:
        back += "&iss=https://another.example"
    assert coming.get(back).status_code == 400
    assert not is_in(coming)


PUBLISHED: list[dict[str, Any]] = [
    {"issuer": "http://127.0.0.1:1"}, {"token_endpoint": "http://elsewhere.example/token"}, {"jwks_uri": 7},
    {"authorization_endpoint": "javascript:alert(1)"},
]  # fmt: skip


@pytest.mark.parametrize("published", PUBLISHED)
def test_service_that_names_itself_otherwise_is_not_used(
    browser: Client, issuer: Issuer, published: dict[str, Any]
) -> None:
    issuer.published = published
    answer = browser.get(GO)
    assert answer.status_code == 400
    assert b"could not be reached" in answer.content


def test_service_that_is_silent_closes_no_other_door(browser: Client, neema: Account, issuer: Issuer) -> None:
    issuer.is_silent = True
    assert browser.get(GO).status_code == 400
    asked = len(issuer.asked)
    assert Client().get(GO).status_code == 400
    assert len(issuer.asked) == asked  # not asked again at once
    assert sign_in(browser, neema).headers["Location"] == "/me"


def linking(browser: Client) -> str:
    page = browser.get("/me/security/elsewhere").content.decode()
    return page.split(f'href="{GO}', 1)[1].split('"', 1)[0]


def test_own_account_is_linked_and_unlinked(browser: Client, neema: Account, issuer: Issuer) -> None:
    """Whatever address the service knows: the person says here that it is them."""
    issuer.claims = {"sub": "person-17"}
    sign_in(browser, neema)
    assert through(browser, issuer, GO + linking(browser)).headers["Location"] == "/me/security"
    assert b"Linked since" in browser.get("/me/security").content
    other = Client()
    assert through(other, issuer).headers["Location"] == "/me"
    browser.post("/me/security/elsewhere/end")
    assert through(Client(), issuer).status_code == 400
    acts = list(Entry.objects.order_by("n").values_list("act", flat=True))
    assert acts[-2:] == ["access.link_elsewhere", "access.unlink_elsewhere"]


def test_nobody_links_for_another(browser: Client, neema: Account, issuer: Issuer) -> None:
    """A link needs the ticket from one's own page, fresh proof included; that of another person leads nowhere."""
    rehema = actions.create_account(by=CONSOLE, email="rehema@example.org", password=PASSWORD)
    hers = Client()
    sign_in(hers, rehema)
    sign_in(browser, neema)
    assert browser.get(GO + linking(hers)).headers["Location"] == "/me"
    assert browser.get(GO).headers["Location"] == "/me"
    went = browser.get(GO + linking(browser)).headers["Location"]
    browser.post("/sign-out")
    assert browser.get(issuer.let_in(went)).status_code == 400
    assert not OpenIdLink.objects.exists()


def test_one_name_there_opens_one_account(browser: Client, neema: Account, issuer: Issuer) -> None:
    rehema = actions.create_account(by=CONSOLE, email="rehema@example.org", password=PASSWORD)
    actions.link_elsewhere(by=CONSOLE, account=rehema, subject="x")
    through(Client(), issuer)
    sign_in(browser, rehema)
    assert b"opens another account" in through(browser, issuer, GO + linking(browser)).content


@pytest.mark.parametrize(
    ("issuer_set", "client", "secret", "faults"),
    [
        ("https://id.example.org", "c", "s", 0), ("http://localhost:1", "c", "s", 0), ("http://id.example.org", "c", "s", 1),
        ("https://id.example.org", "", "s", 1), ("https://id.example.org", "c", "", 1), ("", "c", "", 2), ("id.example.org", "c", "s", 1),
    ],
)  # fmt: skip
def test_half_a_configuration_is_said_and_is_off(
    settings: Settings, issuer_set: str, client: str, secret: str, faults: int
) -> None:
    settings.OIDC_ISSUER, settings.OIDC_CLIENT, settings.OIDC_SECRET = issuer_set, client, secret
    assert len(openid_is_whole()) == faults
    assert (service.configured() is not None) is (faults == 0)


def test_another_name_of_the_site_offers_it_not(browser: Client, issuer: Issuer, settings: Settings) -> None:
    """The way back leads to the site's own address, where this browser would have no session."""
    settings.SITE_ADDRESS = "https://answerable.example"
    assert b"Sign in through" not in browser.get("/sign-in").content
    assert browser.get(GO).status_code == 404


@pytest.mark.postgres_too
def test_verified_address_that_only_looks_alike_opens_nothing(browser: Client, neema: Account, issuer: Issuer) -> None:
    """PostgreSQL writes “ı” and “i” with the same capital letter."""
    Account.objects.filter(pk=neema.pk).update(email="neema@mail.example")
    issuer.claims = {"sub": "person-18", "email": "neema@maıl.example", "email_verified": True}
    through(browser, issuer)
    assert not is_in(browser)
    assert not OpenIdLink.objects.exists()


def test_who_comes_back_without_having_gone_costs_honest_people_nothing(
    browser: Client, neema: Account, issuer: Issuer
) -> None:
    """B29: neither no state nor a wrong one spends the limit that all share."""
    stranger = Client()
    for _ in range(int(guessing.ELSEWHERE_OF_ALL.holds) + 5):
        assert stranger.get(f"{BACK}?code=x&state=y").status_code == 400
    assert not Bucket.objects.exists()
    assert through(browser, issuer).headers["Location"] == "/me"
    assert Bucket.objects.count() == 1


def test_false_link_does_not_cut_off_who_is_on_their_way(browser: Client, neema: Account, issuer: Issuer) -> None:
    there = browser.get(GO).headers["Location"]
    assert browser.get(f"{BACK}?code=x&state=y").status_code == 400
    back = issuer.let_in(there)
    assert browser.get(back).headers["Location"] == "/me"
    assert browser.get(back).status_code == 400  # once


def test_shared_limit_still_holds_for_those_who_went(browser: Client, neema: Account, issuer: Issuer) -> None:
    there = issuer.let_in(browser.get(GO).headers["Location"])
    while not guessing.take(guessing.ELSEWHERE_OF_ALL):
        pass
    asked = len(issuer.asked)
    assert browser.get(there).status_code == 400
    assert len(issuer.asked) == asked
